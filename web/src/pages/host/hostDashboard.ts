import type { FieldConfig } from '../../../../src/schema/dashboard.ts';
import type { SeriesPick } from '../../chart/chooseSeries.ts';

/** A chart of a dashboard, as data: what it asks for and how the answer is shown. */
export interface PanelDefinition {
  readonly id: string;
  readonly title: string;
  /** What is drawn where, when the title does not say it all. */
  readonly note?: string;
  /** Graphite targets; `$host` stands for the host's name. */
  readonly targets: readonly string[];
  /** An id of `view/units`. */
  readonly unit: string;
  readonly stacked?: boolean;
  readonly axis?: Pick<FieldConfig, 'min' | 'max' | 'softMax'>;
  readonly pick?: SeriesPick;
  /** Shown only when the series of this name has a value other than zero: no swap, no panel. */
  readonly onlyWhen?: RegExp;
}

export interface SectionDefinition {
  readonly title: string;
  readonly panels: readonly PanelDefinition[];
}

const below = /(^|[ .])(tx|sent|write|written|out)/;
const readable = (text: string): string =>
  text
    .replace(/\.(rx_bytes|rx_packets)$/, ' in')
    .replace(/\.(tx_bytes|tx_packets)$/, ' out')
    .replace(/\.(read_bytes|read_ops|read_wait)$/, ' read')
    .replace(/\.(write_bytes|write_ops|write_wait)$/, ' write')
    .replace(/\.(rx|tx)_(errors|drops)$/, ' $1 $2');

/** The sum over all interfaces would only repeat the lines it stands beside. */
const notTotals = /^all[. ]/;

/** The dashboard that every host has without anybody configuring it. */
export const hostDashboard: readonly SectionDefinition[] = [
  {
    title: 'Processor',
    panels: [
      {
        id: 'cpu',
        title: 'CPU by mode',
        targets: ['aliasByNode(hosts.$host.cpu.all.{user,system,nice,iowait,steal,softirq,irq},4)'],
        unit: 'percent',
        stacked: true,
        axis: { min: 0, softMax: 10 },
        pick: {
          order: ['user', 'system', 'nice', 'softirq', 'irq', 'iowait', 'steal'],
          colors: { user: 0, system: 1, nice: 8, softirq: 6, irq: 9, iowait: 3, steal: 7 },
        },
      },
      {
        id: 'cpu-cores',
        title: 'CPU by core',
        targets: ['aliasByNode(hosts.$host.cpu.*.usage,3)'],
        unit: 'percent',
        axis: { min: 0, softMax: 10 },
        pick: { drop: /^all$/, label: (name) => `core ${name}` },
      },
      {
        id: 'load',
        title: 'Load',
        targets: ['aliasByNode(hosts.$host.load.{1m,5m,15m},3)', 'alias(hosts.$host.cpu.cores,"cores")'],
        unit: 'short',
        axis: { min: 0 },
        pick: {
          order: ['1m', '5m', '15m', 'cores'],
          colors: { '1m': 0, '5m': 1, '15m': 2 },
          reference: /^cores$/,
          label: (name) => name.replace(/^(\d+)m$/, '$1 min'),
        },
      },
      {
        id: 'processes',
        title: 'Processes',
        targets: ['aliasByNode(hosts.$host.processes.{running,blocked},3)'],
        unit: 'short',
        axis: { min: 0, softMax: 4 },
        pick: { order: ['running', 'blocked'], colors: { running: 2, blocked: 7 } },
      },
    ],
  },
  {
    title: 'Memory',
    panels: [
      {
        id: 'memory',
        title: 'Memory',
        targets: [
          'aliasByNode(hosts.$host.memory.{used,buffers,cached},3)',
          'alias(hosts.$host.memory.total,"total")',
        ],
        unit: 'bytes',
        stacked: true,
        axis: { min: 0 },
        pick: {
          order: ['used', 'buffers', 'cached', 'total'],
          colors: { used: 0, buffers: 6, cached: 2 },
          reference: /^total$/,
        },
      },
      {
        id: 'swap',
        title: 'Swap',
        targets: ['aliasByNode(hosts.$host.swap.used,3)', 'alias(hosts.$host.swap.total,"total")'],
        unit: 'bytes',
        axis: { min: 0 },
        pick: { colors: { used: 3 }, reference: /^total$/ },
        onlyWhen: /^total$/,
      },
    ],
  },
  {
    title: 'Disks',
    panels: [
      {
        id: 'disk-bytes',
        title: 'Disk throughput',
        note: 'read above, written below',
        targets: ['aliasByNode(hosts.$host.disks.*.{read_bytes,write_bytes},3,4)'],
        unit: 'binBps',
        pick: { below, label: readable, pairs: true },
      },
      {
        id: 'disk-ops',
        title: 'Disk operations',
        note: 'read above, written below',
        targets: ['aliasByNode(hosts.$host.disks.*.{read_ops,write_ops},3,4)'],
        unit: 'ops',
        pick: { below, label: readable, pairs: true },
      },
      {
        id: 'disk-utilization',
        title: 'Disk busy',
        targets: ['aliasByNode(hosts.$host.disks.*.utilization,3)'],
        unit: 'percent',
        axis: { min: 0, softMax: 10 },
      },
      {
        id: 'disk-wait',
        title: 'Disk wait',
        note: 'per operation',
        targets: ['aliasByNode(hosts.$host.disks.*.{read_wait,write_wait},3,4)'],
        unit: 'ms',
        axis: { min: 0 },
        pick: { label: readable, pairs: true },
      },
      {
        id: 'filesystems',
        title: 'Filesystems',
        note: 'space used',
        targets: ['aliasByNode(hosts.$host.filesystems.*.used_percent,3)'],
        unit: 'percent',
        axis: { min: 0, max: 100 },
      },
      {
        id: 'inodes',
        title: 'Inodes',
        note: 'used',
        targets: ['aliasByNode(hosts.$host.filesystems.*.inodes_percent,3)'],
        unit: 'percent',
        axis: { min: 0, max: 100 },
      },
    ],
  },
  {
    title: 'Network',
    panels: [
      {
        id: 'network-bytes',
        title: 'Network throughput',
        note: 'received above, sent below',
        targets: ['aliasByNode(hosts.$host.network.*.{rx_bytes,tx_bytes},3,4)'],
        unit: 'binBps',
        pick: { below, drop: notTotals, label: readable, pairs: true },
      },
      {
        id: 'network-packets',
        title: 'Packets',
        note: 'received above, sent below',
        targets: ['aliasByNode(hosts.$host.network.*.{rx_packets,tx_packets},3,4)'],
        unit: 'pps',
        pick: { below, drop: notTotals, label: readable, pairs: true },
      },
      {
        id: 'network-errors',
        title: 'Errors and drops',
        targets: ['aliasByNode(hosts.$host.network.*.{rx_errors,tx_errors,rx_drops,tx_drops},3,4)'],
        unit: 'cps',
        axis: { min: 0, softMax: 1 },
        pick: { drop: notTotals, label: readable },
      },
    ],
  },
  {
    title: 'Kernel',
    panels: [
      {
        id: 'context-switches',
        title: 'Context switches and interrupts',
        targets: ['aliasByNode(hosts.$host.kernel.{context_switches,interrupts},3)'],
        unit: 'cps',
        axis: { min: 0 },
        pick: { label: (name) => name.replace('context_', '') },
      },
      {
        id: 'forks',
        title: 'New processes',
        targets: ['aliasByNode(hosts.$host.kernel.forks,3)'],
        unit: 'cps',
        axis: { min: 0 },
      },
    ],
  },
];

/** A panel's targets for one host. */
export function targetsFor(panel: PanelDefinition, host: string): { id: string; target: string }[] {
  return panel.targets.map((target, i) => ({ id: String(i), target: target.replaceAll('$host', host) }));
}
