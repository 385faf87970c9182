import type { FieldConfig } from '../../schema/dashboard.ts';
import {
  chart,
  compose,
  fixed,
  matching,
  named,
  percent,
  type Sketch,
  stacked,
  targets,
  warnWhenFull,
  withId,
} from './compose.ts';

const of = (path: string, ...nodes: number[]) => `aliasByNode(hosts.$host.${path},${nodes.join(',')})`;
/** Also within a stack, whose series have areas and no lines. */
const reference: FieldConfig = { reference: true, lineWidth: 1.25, fillOpacity: 0 };
/** What goes out is drawn below zero, in the colour of what comes in. */
const below = [matching('(tx|write|sent|out)', { negative: true })];
/** The sum over all interfaces would only repeat the lines that it stands beside. */
const noTotals = (target: string) => `exclude(${target},"^all[. ]")`;

const number = (title: string, target: string, field: FieldConfig): Sketch => ({
  type: 'stat',
  title,
  targets: targets(target),
  field,
});

/** A collector that not every machine has: without it there is nothing to see. */
const optional = (sketch: Sketch): Sketch => ({ ...sketch, hideWhenEmpty: true });

/** One machine in depth. */
export const host = compose(
  {
    uid: 'host',
    title: 'Host',
    description: 'One machine in depth: everything that the agent measures.',
    tags: ['hosts'],
    variables: [{ type: 'query', name: 'host', label: 'Host', query: 'hosts.*', sort: 'natural-asc' }],
    annotations: [{ name: 'Events', source: 'events' }],
    links: [{ title: 'All hosts', url: '/d/hosts', keepTime: true }],
  },
  [
    {
      across: 8,
      height: 4,
      panels: [
        number('CPU', of('cpu.all.usage', 3), { ...warnWhenFull, decimals: 1 }),
        number('Memory', of('memory.used_percent', 2), { ...warnWhenFull, decimals: 1 }),
        number('Fullest filesystem', `highestCurrent(${of('filesystems.*.used_percent', 3)},1)`, {
          ...warnWhenFull,
          decimals: 1,
        }),
        number('Load, 1 min', of('load.1m', 3), {}),
        number('Received', of('network.all.rx_bytes', 4), { unit: 'binBps' }),
        number('Sent', of('network.all.tx_bytes', 4), { unit: 'binBps' }),
        number('Busiest disk', `highestCurrent(${of('disks.*.utilization', 3)},1)`, warnWhenFull),
        number('Up', of('uptime', 2), { unit: 'dtdurations' }),
      ],
    },
    {
      title: 'Processor',
      panels: [
        withId(
          'cpu',
          chart(
            'CPU by mode',
            [
              `aliasByNode(group(${['user', 'system', 'nice', 'softirq', 'irq', 'iowait', 'steal']
                .map((mode) => `hosts.$host.cpu.all.${mode}`)
                .join(',')}),4)`,
            ],
            { ...percent, ...stacked },
            {
              overrides: [
                named('user', fixed(0)),
                named('system', fixed(1)),
                named('nice', fixed(8)),
                named('softirq', fixed(6)),
                named('irq', fixed(9)),
                named('iowait', fixed(3)),
                named('steal', fixed(7)),
              ],
            },
          ),
        ),
        chart('CPU by core', [`sortByName(exclude(${of('cpu.*.usage', 3)},"^all$"),natural=true)`], percent),
        withId(
          'load',
          chart(
            'Load',
            [of('load.{1m,5m,15m}', 3), 'alias(hosts.$host.cpu.cores,"cores")'],
            { min: 0 },
            {
              overrides: [
                named('cores', reference),
                named('1m', fixed(0)),
                named('5m', fixed(1)),
                named('15m', fixed(2)),
              ],
            },
          ),
        ),
        chart(
          'Processes',
          [of('processes.{running,blocked}', 3)],
          { min: 0, softMax: 4 },
          { overrides: [named('running', fixed(2)), named('blocked', fixed(7))] },
        ),
        chart('Context switches and interrupts', [of('kernel.{context_switches,interrupts}', 3)], {
          unit: 'cps',
          min: 0,
        }),
        chart('New processes', [of('kernel.forks', 3)], { unit: 'cps', min: 0 }),
      ],
    },
    {
      title: 'Pressure',
      panels: ['cpu', 'memory', 'io'].map((what) =>
        optional(
          chart(`Waiting for ${what === 'io' ? 'disks' : what}`, [of(`pressure.${what}.*`, 4)], percent, {
            description:
              'Share of the time in which some task, or all of them (full), could not go on for want of it.',
          }),
        ),
      ),
    },
    {
      title: 'Memory',
      across: 2,
      panels: [
        withId(
          'memory',
          chart(
            'Memory',
            [
              'aliasByNode(group(hosts.$host.memory.used,hosts.$host.memory.buffers,hosts.$host.memory.cached),3)',
              'alias(hosts.$host.memory.total,"total")',
            ],
            { unit: 'bytes', min: 0, ...stacked },
            {
              overrides: [
                named('used', fixed(0)),
                named('buffers', fixed(6)),
                named('cached', fixed(2)),
                named('total', reference),
              ],
            },
          ),
        ),
        optional(
          chart(
            'Swap',
            [of('swap.used', 3), 'alias(removeBelowValue(hosts.$host.swap.total,1),"total")'],
            { unit: 'bytes', min: 0 },
            { overrides: [named('used', fixed(3)), named('total', reference)] },
          ),
        ),
        chart('Waiting to be written', [of('memory.{dirty,writeback}', 3)], { unit: 'bytes', min: 0 }),
        optional(
          chart(
            'Swapping',
            [of('swap.{in_bytes,out_bytes}', 3)],
            { unit: 'binBps' },
            {
              description: 'Read back above, written out below.',
              overrides: below,
            },
          ),
        ),
      ],
    },
    {
      title: 'Disks',
      panels: [
        withId(
          'disks',
          chart(
            'Throughput',
            [of('disks.*.{read_bytes,write_bytes}', 3, 4)],
            { unit: 'binBps' },
            {
              description: 'Read above, written below.',
              overrides: below,
            },
          ),
        ),
        chart(
          'Operations',
          [of('disks.*.{read_ops,write_ops}', 3, 4)],
          { unit: 'iops' },
          {
            description: 'Reads above, writes below.',
            overrides: below,
          },
        ),
        chart('Wait of an operation', [of('disks.*.{read_wait,write_wait}', 3, 4)], { unit: 'ms', min: 0 }),
        chart('Busy', [of('disks.*.utilization', 3)], percent),
        chart('Queue', [of('disks.*.queue', 3)], { min: 0, softMax: 1 }),
      ],
    },
    {
      title: 'Filesystems',
      panels: [
        withId(
          'filesystems',
          chart('Space used', [of('filesystems.*.used_percent', 3)], {
            ...warnWhenFull,
            thresholdsStyle: 'dashed',
            color: { mode: 'series' },
          }),
        ),
        chart('Inodes used', [of('filesystems.*.inodes_percent', 3)], { unit: 'percent', min: 0, max: 100 }),
        {
          type: 'bar-gauge',
          title: 'Room left',
          targets: targets(of('filesystems.*.available', 3)),
          field: { unit: 'bytes', min: 0 },
          options: { sort: 'asc', display: 'basic', showUnfilled: false },
        },
      ],
    },
    {
      title: 'Network',
      panels: [
        withId(
          'network',
          chart(
            'Throughput',
            [noTotals(of('network.*.{rx_bytes,tx_bytes}', 3, 4))],
            { unit: 'binBps' },
            {
              description: 'Received above, sent below.',
              overrides: below,
            },
          ),
        ),
        chart(
          'Packets',
          [noTotals(of('network.*.{rx_packets,tx_packets}', 3, 4))],
          { unit: 'pps' },
          {
            description: 'Received above, sent below.',
            overrides: below,
          },
        ),
        chart('Errors and drops', [noTotals(of('network.*.{rx_errors,tx_errors,rx_drops,tx_drops}', 3, 4))], {
          unit: 'cps',
          min: 0,
          softMax: 1,
        }),
      ],
    },
    {
      title: 'NFS',
      panels: [
        optional(chart('Calls as a client', [of('nfs.client.*', 4)], { unit: 'ops', min: 0 })),
        optional(chart('Calls as a server', [of('nfs.server.*', 4)], { unit: 'ops', min: 0 })),
        optional(
          chart(
            'Mounts: throughput',
            [of('nfs.mounts.*.{read_bytes,write_bytes}', 4, 5)],
            { unit: 'binBps' },
            {
              overrides: below,
            },
          ),
        ),
      ],
    },
    {
      title: 'Writeboost',
      panels: [
        optional(
          chart(
            'Dirty blocks',
            [of('writeboost.*.nr_dirty_cache_blocks', 3), of('writeboost.*.nr_cache_blocks', 3)],
            { min: 0 },
            {
              overrides: [
                { match: { by: 'query', refId: 'B' }, set: { ...reference, displayName: 'all blocks' } },
              ],
            },
          ),
        ),
        optional(
          chart('Segments', [of('writeboost.*.{current_id,last_flushed_id,last_writeback_id}', 3, 4)], {}),
        ),
        optional(
          chart('Reads and writes', [`perSecond(${of('writeboost.*.{read,write}_*', 3, 4)})`], {
            unit: 'ops',
            min: 0,
          }),
        ),
      ],
    },
  ],
);
