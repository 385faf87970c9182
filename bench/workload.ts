/**
 * A fleet of hosts as collectors would send it: 40 metrics a host, random walks of the shapes that such metrics have,
 * as plaintext lines. The same arguments give the same bytes on every machine.
 *
 * Order: all series at the first second, then all series at the second one, and so on. Host h always travels on
 * connection `h % connections`, so that a series comes in time order.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

export interface WorkloadSize {
  readonly hosts: number;
  /** Points of each series. */
  readonly points: number;
  /** Seconds between two points of a series. */
  readonly step: number;
  /** Seconds since 1970; the last point lies in the slot of it. */
  readonly end: number;
}

export interface Workload extends WorkloadSize {
  readonly series: number;
  /** Lines in all, which is points in all. */
  readonly lines: number;
  readonly bytes: number;
  /** Seconds since 1970 of the first and the last point. */
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  /** One file a connection. */
  readonly files: readonly string[];
}

/** How a metric moves; see {@link createWalk}. */
type Shape = 'percent' | 'load' | 'bytes' | 'counter' | 'slow' | 'count';

const METRICS: readonly (readonly [name: string, shape: Shape])[] = [
  ...Array.from({ length: 8 }, (_, core) => core).flatMap((core) =>
    ['user', 'system', 'idle'].map((kind) => [`cpu.${core}.${kind}`, 'percent'] as const),
  ),
  ...['used', 'free', 'cached', 'buffered'].map((kind) => [`memory.${kind}`, 'bytes'] as const),
  ...['shortterm', 'midterm', 'longterm'].map((kind) => [`load.${kind}`, 'load'] as const),
  ...['rx_bytes', 'tx_bytes', 'rx_packets', 'tx_packets'].map(
    (kind) => [`interface.eth0.${kind}`, 'counter'] as const,
  ),
  ...['read_ops', 'write_ops'].map((kind) => [`disk.sda.${kind}`, 'counter'] as const),
  ...['used', 'free'].map((kind) => [`df.root.${kind}`, 'slow'] as const),
  ['processes.count', 'count'],
];

export const METRICS_A_HOST = METRICS.length;

/** The name of a host's branch: `servers.dc2.web00001`. */
function hostBranch(host: number): string {
  return `servers.dc${1 + (host % 4)}.web${String(host).padStart(5, '0')}`;
}

/** Calls `take(connection, line)` for every line, in the order of sending. Lines end with a line feed. */
export function generateLines(
  size: WorkloadSize,
  connections: number,
  take: (connection: number, line: string) => void,
): void {
  const { hosts, points, step } = size;
  const first = firstSecond(size);
  const branches = Array.from({ length: hosts }, (_, host) => hostBranch(host));
  const walks = branches.flatMap((_, host) =>
    METRICS.map(([, shape], metric) => createWalk(shape, host * METRICS_A_HOST + metric, step)),
  );
  for (let point = 0; point < points; point++) {
    const ending = ` ${first + point * step}\n`;
    for (let host = 0; host < hosts; host++) {
      for (let metric = 0; metric < METRICS_A_HOST; metric++) {
        const value = walks[host * METRICS_A_HOST + metric]!();
        take(host % connections, `${branches[host]}.${METRICS[metric]![0]} ${value}${ending}`);
      }
    }
  }
}

/** Writes a workload to `prefix.0`, `prefix.1` … */
export function writeWorkload(size: WorkloadSize, connections: number, prefix: string): Workload {
  const files = Array.from({ length: connections }, (_, connection) => `${prefix}.${connection}`);
  const descriptors = files.map((file) => openSync(file, 'w'));
  const waiting: string[][] = files.map(() => []);
  let bytes = 0;
  const flush = (connection: number) => {
    bytes += writeSync(descriptors[connection]!, waiting[connection]!.join(''), null, 'latin1');
    waiting[connection]!.length = 0;
  };
  generateLines(size, connections, (connection, line) => {
    if (waiting[connection]!.push(line) >= 20_000) flush(connection);
  });
  for (const [connection, descriptor] of descriptors.entries()) {
    flush(connection);
    closeSync(descriptor);
  }
  const series = size.hosts * METRICS_A_HOST;
  const firstSeconds = firstSecond(size);
  return {
    ...size,
    series,
    lines: series * size.points,
    bytes,
    firstSeconds,
    lastSeconds: firstSeconds + (size.points - 1) * size.step,
    files,
  };
}

function firstSecond({ end, step, points }: WorkloadSize): number {
  return Math.floor(end / step) * step - (points - 1) * step;
}

/** mulberry32: a small generator with 32 bits of state; each call gives a number in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Gives the texts of a series' values, one a call. Shares are printed with two decimals, the rest as integers. */
function createWalk(shape: Shape, series: number, step: number): () => string {
  // Knuth's multiplicative hash parts the seeds of neighbouring series.
  const random = createRandom(Math.imul(series + 1, 2654435761));
  const [start, move] = SHAPES[shape](random, step);
  const decimals = shape === 'percent' || shape === 'load' ? 2 : undefined;
  let value = start;
  let begun = false;
  return () => {
    if (begun) value = move(value);
    begun = true;
    return decimals === undefined ? String(value) : value.toFixed(decimals);
  };
}

const SHAPES: Readonly<
  Record<Shape, (random: () => number, step: number) => [start: number, move: (value: number) => number]>
> = {
  /** A share of 100, reflected at both ends. */
  percent: (random) => [
    5 + 60 * random(),
    (value) => {
      const up = Math.abs(value + 4 * (random() - 0.5));
      return up > 100 ? 200 - up : up;
    },
  ],
  load: (random) => [4 * random(), (value) => Math.abs(value + 0.1 * (random() - 0.5))],
  /** Whole pages of memory; still in three of ten intervals. */
  bytes: (random) => [
    Math.floor(random() * 2 ** 34),
    (value) => (random() < 0.7 ? Math.max(0, value + 4096 * Math.floor(2000 * (random() - 0.5))) : value),
  ],
  /** Grows at its own rate, a tenth more or less. */
  counter: (random, step) => {
    const start = Math.floor(random() * 2 ** 40);
    const rate = 1e6 * random();
    return [start, (value) => value + Math.floor(rate * step * (0.9 + 0.2 * random()))];
  },
  /** Disk space: changes in one of twenty intervals. */
  slow: (random) => [
    Math.floor(random() * 2 ** 36),
    (value) => (random() < 0.05 ? Math.max(0, value + 4096 * Math.floor(500 * (random() - 0.5))) : value),
  ],
  count: (random) => [
    100 + Math.floor(200 * random()),
    (value) => (random() < 0.1 ? value + (random() < 0.5 ? -1 : 1) : value),
  ],
};
