/**
 * A fleet of hosts as collectors would send it: 40 metrics a host, random walks of the shapes that such metrics have,
 * as plaintext lines. The same arguments give the same bytes on every machine.
 *
 * Order: all series at the first second, then all series at the second one, and so on. Host h always travels on
 * connection `h % connections`, so that a series comes in time order.
 */
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

export interface WorkloadSize {
  readonly hosts: number;
  /** Points of each series. */
  readonly points: number;
  /** Seconds between two points of a series. */
  readonly step: number;
  /** Seconds since 1970; the last point lies in the slot of it. */
  readonly end: number;
  /** What names begin with; `servers` unless given. */
  readonly root?: string;
  /** Only these of a host's metrics, by their names; all 40 unless given. */
  readonly metrics?: readonly string[];
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

/** How a metric moves; see {@link SHAPES}. */
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

/** The name of a host's branch: `servers.dc2.web00001`, with whatever root. */
function hostBranch(host: number, root: string): string {
  return `${root}.dc${1 + (host % 4)}.web${String(host).padStart(5, '0')}`;
}

/** Calls `take(connection, line)` for every line, in the order of sending. Lines end with a line feed. */
export function generateLines(
  size: WorkloadSize,
  connections: number,
  take: (connection: number, line: string) => void,
): void {
  const { hosts, points, step, root = 'servers' } = size;
  const first = firstSecond(size);
  const metrics = sentMetrics(size);
  const branches = Array.from({ length: hosts }, (_, host) => hostBranch(host, root));
  const walks = createWalks(hosts, step);
  for (let point = 0; point < points; point++) {
    const ending = ` ${first + point * step}\n`;
    for (let host = 0; host < hosts; host++) {
      for (const metric of metrics) {
        const value = walks(host, metric, point === 0);
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
  const series = size.hosts * sentMetrics(size).length;
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

export interface Point {
  readonly name: string;
  readonly value: number;
  /** Since 1970. */
  readonly seconds: number;
}

/** The last line of each file. */
export function lastLines({ files }: Workload): Point[] {
  return files.flatMap((file) => {
    const descriptor = openSync(file, 'r');
    const end = Buffer.alloc(4096);
    const { size } = fstatSync(descriptor);
    const length = readSync(descriptor, end, 0, end.length, Math.max(0, size - end.length));
    closeSync(descriptor);
    const line = end.toString('latin1', 0, length).trimEnd().split('\n').at(-1)!;
    const [name, value, seconds] = line.split(' ');
    return line === '' ? [] : [{ name: name!, value: Number(value), seconds: Number(seconds) }];
  });
}

/** Places in {@link METRICS} of those that are sent. */
function sentMetrics({ metrics }: WorkloadSize): number[] {
  return METRICS.flatMap(([name], metric) =>
    metrics === undefined || metrics.includes(name) ? [metric] : [],
  );
}

function firstSecond({ end, step, points }: WorkloadSize): number {
  return Math.floor(end / step) * step - (points - 1) * step;
}

/**
 * Gives the text of a metric's next value; its first one where `begin` is true. Shares are printed with two decimals,
 * the rest as integers. The state of all series is three arrays, since a million of them walk at once.
 */
function createWalks(hosts: number, step: number): (host: number, metric: number, begin: boolean) => string {
  const seeds = new Uint32Array(hosts * METRICS_A_HOST);
  const values = new Float64Array(seeds.length);
  const rates = new Float64Array(seeds.length);
  let series = 0;

  /** mulberry32, a small generator with 32 bits of state: a number in [0, 1) for the series at hand. */
  const random = () => {
    const state = (seeds[series]! + 0x6d2b79f5) >>> 0;
    seeds[series] = state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  return (host, metric, begin) => {
    series = host * METRICS_A_HOST + metric;
    const shape = METRICS[metric]![1];
    const { start, move } = SHAPES[shape];
    if (begin) {
      // Knuth's multiplicative hash parts the seeds of neighbouring series.
      seeds[series] = Math.imul(series + 1, 2654435761);
      values[series] = start(random);
      if (shape === 'counter') rates[series] = 1e6 * random();
    } else {
      values[series] = move(values[series]!, random, rates[series]! * step);
    }
    const value = values[series]!;
    return shape === 'percent' || shape === 'load' ? value.toFixed(2) : String(value);
  };
}

interface Movement {
  readonly start: (random: () => number) => number;
  /** `growth`: what a counter grows by from one point to the next. */
  readonly move: (value: number, random: () => number, growth: number) => number;
}

const SHAPES: Readonly<Record<Shape, Movement>> = {
  /** A share of 100, reflected at both ends. */
  percent: {
    start: (random) => 5 + 60 * random(),
    move: (value, random) => {
      const up = Math.abs(value + 4 * (random() - 0.5));
      return up > 100 ? 200 - up : up;
    },
  },
  load: {
    start: (random) => 4 * random(),
    move: (value, random) => Math.abs(value + 0.1 * (random() - 0.5)),
  },
  /** Whole pages of memory; still in three of ten intervals. */
  bytes: {
    start: (random) => Math.floor(random() * 2 ** 34),
    move: (value, random) =>
      random() < 0.7 ? Math.max(0, value + 4096 * Math.floor(2000 * (random() - 0.5))) : value,
  },
  /** Grows at its own rate, a tenth more or less. */
  counter: {
    start: (random) => Math.floor(random() * 2 ** 40),
    move: (value, random, growth) => value + Math.floor(growth * (0.9 + 0.2 * random())),
  },
  /** Disk space: changes in one of twenty intervals. */
  slow: {
    start: (random) => Math.floor(random() * 2 ** 36),
    move: (value, random) =>
      random() < 0.05 ? Math.max(0, value + 4096 * Math.floor(500 * (random() - 0.5))) : value,
  },
  count: {
    start: (random) => 100 + Math.floor(200 * random()),
    move: (value, random) => (random() < 0.1 ? value + (random() < 0.5 ? -1 : 1) : value),
  },
};
