import { chart, compose, fixed, named, percent, stacked, targets } from './compose.ts';

const of = (path: string, node: number) => `aliasByNode(plumbago.$host.${path},${node})`;

/** The program itself: what it takes, keeps and answers. */
export const plumbagoItself = compose(
  {
    uid: 'plumbago',
    title: 'Plumbago',
    description: 'What this program takes in, keeps, and answers, and what that costs.',
    tags: ['plumbago'],
    variables: [{ type: 'query', name: 'host', label: 'Server', query: 'plumbago.*' }],
  },
  [
    {
      across: 6,
      height: 4,
      panels: [
        { type: 'stat', title: 'Series', targets: targets(of('store.series', 3)) },
        { type: 'stat', title: 'Points', targets: targets(of('store.points', 3)), field: { unit: 'cps' } },
        {
          type: 'stat',
          title: 'Refused',
          targets: targets(of('refused.all', 3)),
          field: {
            unit: 'cps',
            thresholds: {
              steps: [
                { value: null, color: 'ok' },
                { value: 0.001, color: 'warn' },
              ],
            },
          },
        },
        {
          type: 'stat',
          title: 'On disk',
          targets: targets(of('store.block_bytes', 3)),
          field: { unit: 'bytes' },
        },
        {
          type: 'stat',
          title: 'Memory',
          targets: targets(of('process.resident_bytes', 3)),
          field: { unit: 'bytes' },
        },
        {
          type: 'stat',
          title: 'Up',
          targets: targets(of('process.uptime', 3)),
          field: { unit: 'dtdurations' },
        },
      ],
    },
    {
      title: 'What comes in',
      panels: [
        chart('Points and lines', [of('store.{points,lines}', 3)], { unit: 'cps', min: 0 }),
        chart('Bytes', [of('store.bytes', 3)], { unit: 'binBps', min: 0 }),
        chart(
          'Refused, by reason',
          [`exclude(${of('refused.*', 3)},"^all$")`],
          { unit: 'cps', min: 0, ...stacked },
          {
            description: 'Points and lines that were not stored, each under its reason.',
          },
        ),
        chart('Senders', [of('store.connections', 3)], { min: 0 }),
        chart('Series', [of('store.series', 3)], { min: 0 }),
      ],
    },
    {
      title: 'What is kept',
      panels: [
        chart('On disk', [of('store.{block_bytes,wal_bytes}', 3)], { unit: 'bytes', min: 0, ...stacked }),
        chart('Points in memory', [of('engine.head.{bytes,sealed_bytes}', 4)], {
          unit: 'bytes',
          min: 0,
          ...stacked,
        }),
        chart(
          'Background jobs',
          [`aliasByNode(plumbago.$host.engine.compaction.*.seconds,4)`],
          { unit: 's', min: 0 },
          {
            description: 'Seconds that each kind of job has worked in each second.',
          },
        ),
        chart('Written to the log', [of('engine.wal.bytes_written', 4)], { unit: 'binBps', min: 0 }),
        chart('Syncs of the log', [of('engine.wal.{commits,syncs}', 4)], { unit: 'cps', min: 0 }),
        chart('Read for queries', [of('engine.reads.bytes', 4)], { unit: 'binBps', min: 0 }),
      ],
    },
    {
      title: 'What is asked',
      panels: [
        chart('Queries', [of('queries.{all,joined,cached,slow,refused,cancelled}', 3)], {
          unit: 'cps',
          min: 0,
        }),
        chart(
          'Mean time of a query',
          ['alias(divideSeries(plumbago.$host.queries.ms,plumbago.$host.queries.all),"mean")'],
          { unit: 'ms', min: 0 },
        ),
        chart('Values read', [of('queries.points', 3)], { unit: 'cps', min: 0 }),
        chart('Under way', [of('queries.{running,waiting}', 3)], { min: 0, softMax: 2 }),
        chart('HTTP answers by class', [`exclude(aliasByNode(plumbago.$host.http.requests.*,4),"^all$")`], {
          unit: 'reqps',
          min: 0,
          ...stacked,
        }),
        chart(
          'Remote stores',
          [of('remote.{requests,failures}', 3)],
          { unit: 'cps', min: 0 },
          { hideWhenEmpty: true, overrides: [named('failures', fixed(7))] },
        ),
      ],
    },
    {
      title: 'What it costs',
      panels: [
        chart('CPU', [of('process.{cpu_user,cpu_system}', 3)], { ...percent, ...stacked }),
        chart('Memory', [of('process.{resident_bytes,heap_used_bytes,external_bytes}', 3)], {
          unit: 'bytes',
          min: 0,
        }),
        chart('Main thread: busy', [of('process.loop_busy', 3)], percent),
        chart('Main thread: lateness', [of('process.{loop_lag_mean,loop_lag_max}', 3)], {
          unit: 'ms',
          min: 0,
        }),
      ],
    },
  ],
);
