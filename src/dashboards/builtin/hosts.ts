import { chart, compose, percent, type Sketch, targets, warnWhenFull } from './compose.ts';

const fullness = (title: string, target: string): Sketch => ({
  type: 'bar-gauge',
  title,
  targets: targets(target),
  field: warnWhenFull,
  options: { sort: 'desc', reduce: { limit: 20 }, display: 'basic' },
});

/** All machines beside each other. */
export const hosts = compose(
  {
    uid: 'hosts',
    title: 'Hosts',
    description: 'All machines that an agent measures, beside each other.',
    tags: ['hosts'],
    variables: [
      {
        type: 'query',
        name: 'host',
        label: 'Host',
        query: 'hosts.*',
        sort: 'natural-asc',
        multi: true,
        includeAll: true,
        allValue: '*',
        current: '$__all',
      },
    ],
    annotations: [{ name: 'Events', source: 'events' }],
  },
  [
    { across: 1, height: 9, panels: [{ type: 'host-list', title: 'Machines' }] },
    {
      title: 'Fullest first',
      height: 8,
      panels: [
        fullness('CPU', 'aliasByNode(hosts.$host.cpu.all.usage,1)'),
        fullness('Memory', 'aliasByNode(hosts.$host.memory.used_percent,1)'),
        fullness('Filesystems', 'aliasByNode(hosts.$host.filesystems.*.used_percent,1,3)'),
      ],
    },
    {
      title: 'Over time',
      across: 2,
      height: 8,
      panels: [
        chart('CPU', ['aliasByNode(hosts.$host.cpu.all.usage,1)'], percent),
        chart(
          'Load for each core',
          ['aliasByNode(divideSeriesLists(hosts.$host.load.1m,hosts.$host.cpu.cores),1)'],
          {
            min: 0,
            softMax: 1,
            thresholdsStyle: 'dashed',
            thresholds: {
              steps: [
                { value: null, color: 'ok' },
                { value: 1, color: 'warn' },
              ],
            },
          },
        ),
        chart('Memory', ['aliasByNode(hosts.$host.memory.used_percent,1)'], percent),
        chart(
          'Network',
          [
            'aliasSub(aliasByNode(hosts.$host.network.all.rx_bytes,1),"$"," in")',
            'aliasSub(aliasByNode(hosts.$host.network.all.tx_bytes,1),"$"," out")',
          ],
          { unit: 'binBps' },
          {
            description: 'Received above, sent below.',
            overrides: [{ match: { by: 'query', refId: 'B' }, set: { negative: true } }],
          },
        ),
        chart(
          'Busiest disk',
          ['aliasByNode(groupByNode(hosts.$host.disks.*.utilization,1,"max"),0)'],
          percent,
        ),
        chart(
          'Up since the last start',
          ['aliasByNode(hosts.$host.uptime,1)'],
          { unit: 's', min: 0 },
          {
            description: 'A line that falls to zero is a machine that started again.',
          },
        ),
      ],
    },
  ],
);
