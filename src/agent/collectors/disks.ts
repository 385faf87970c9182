import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { segment } from '../../model/segment.ts';
import type { Collector, CollectorContext, CollectorType, MetricInfo } from '../collector.ts';
import { namesOf } from '../collector.ts';
import type { Counters } from '../counters.ts';
import { createCounters } from '../counters.ts';
import { freeSegment } from '../segment.ts';

const METRICS: readonly MetricInfo[] = [
  { name: 'disks.<device>.read_bytes', unit: 'bytes/s', about: 'Read from the device.' },
  { name: 'disks.<device>.write_bytes', unit: 'bytes/s', about: 'Written to the device.' },
  { name: 'disks.<device>.read_ops', unit: 'per second', about: 'Reads completed.' },
  { name: 'disks.<device>.write_ops', unit: 'per second', about: 'Writes completed.' },
  {
    name: 'disks.<device>.read_wait',
    unit: 'ms',
    about: 'Average time of a read, waiting in the queue included; 0 while there is none.',
  },
  {
    name: 'disks.<device>.write_wait',
    unit: 'ms',
    about: 'Average time of a write, waiting in the queue included; 0 while there is none.',
  },
  {
    name: 'disks.<device>.utilization',
    unit: 'percent',
    about:
      'Share of the time with a request under way; a device that serves many at once is not full at 100.',
  },
  { name: 'disks.<device>.queue', unit: 'count', about: 'Average number of requests under way or waiting.' },
];

/** Columns of /proc/diskstats behind the name: the first eleven, which every kernel since 2.6 writes. */
const COLUMNS = 11;
const [READS, SECTORS_READ, MS_READING, WRITES, SECTORS_WRITTEN, MS_WRITING, MS_BUSY, MS_WEIGHTED] = [
  0, 2, 3, 4, 6, 7, 9, 10,
] as const;
/** The unit of /proc/diskstats, whatever the device's own sectors are. */
const SECTOR_BYTES = 512;

interface Device {
  /** The kernel's name as bytes, to recognise the line. */
  readonly key: Uint8Array;
  readonly segment: string;
  /** Null for partitions and what else is left out. */
  readonly disk: { readonly names: readonly string[]; readonly counters: Counters } | null;
  tick: number;
}

/** Disks of all kinds and what is built of them (dm, md, nvme …), without partitions, loops, RAM disks and drives for media. */
export const disks: CollectorType = { name: 'disks', metrics: METRICS, create: createDisksCollector };

function createDisksCollector({ prefix, root, open }: CollectorContext): Collector {
  const file = open('proc/diskstats');
  const devices = new Map<string, Device>();
  /** The devices of the last tick in the order of their lines, so that a line usually needs no lookup by string. */
  let order: Device[] = [];
  const values = new Float64Array(METRICS.length);
  let tick = 0;

  const newDevice = (kernelName: string): Device => {
    const isDisk = !/^(loop|ram|zram|sr|fd)\d/.test(kernelName) && isWholeDevice(root, kernelName);
    const others = [...devices.values()].filter((other) => other.disk !== null);
    const name = freeSegment(segment(readableName(root, kernelName)), (candidate) =>
      others.some((other) => other.segment === candidate),
    );
    return {
      key: Buffer.from(kernelName),
      segment: name,
      disk: isDisk ? { names: namesOf(prefix, METRICS, name), counters: createCounters(COLUMNS) } : null,
      tick,
    };
  };

  return {
    collect(sink, elapsedSeconds) {
      tick++;
      let line = 0;
      const text = file.read();
      do {
        // major minor name, then the columns
        text.number();
        text.number();
        const first = text.word();
        if (text.at === first) continue;
        let device = order[line];
        if (device === undefined || !text.sameFrom(first, device.key)) {
          const kernelName = text.textFrom(first);
          device = devices.get(kernelName) ?? newDevice(kernelName);
          devices.set(kernelName, device);
          order[line] = device;
        }
        line++;
        device.tick = tick;
        if (device.disk === null) continue;
        const { names, counters } = device.disk;
        for (let i = 0; i < COLUMNS; i++) counters.current[i] = text.number();
        counters.advance();
        compute(counters.growth, elapsedSeconds, values);
        sink.pushAll(names, values);
      } while (text.nextLine());

      if (devices.size > line) {
        // Something was unplugged: should the name come back, it is another device, with counters of its own.
        for (const [name, device] of devices) if (device.tick !== tick) devices.delete(name);
      }
      if (order.length > line) order = order.slice(0, line);
    },
    close: () => file.close(),
  };
}

function compute(growth: Float64Array, elapsedSeconds: number, out: Float64Array): void {
  const elapsedMs = elapsedSeconds * 1000;
  out[0] = (growth[SECTORS_READ]! * SECTOR_BYTES) / elapsedSeconds;
  out[1] = (growth[SECTORS_WRITTEN]! * SECTOR_BYTES) / elapsedSeconds;
  out[2] = growth[READS]! / elapsedSeconds;
  out[3] = growth[WRITES]! / elapsedSeconds;
  out[4] = growth[READS] === 0 ? 0 : growth[MS_READING]! / growth[READS]!;
  out[5] = growth[WRITES] === 0 ? 0 : growth[MS_WRITING]! / growth[WRITES]!;
  // The kernel books busy time when a request ends, so a tick may get a little more than its own length.
  out[6] = Math.min(100, (100 * growth[MS_BUSY]!) / elapsedMs);
  out[7] = growth[MS_WEIGHTED]! / elapsedMs;
}

/** /sys/block lists devices, not their partitions; a slash in a name (cciss/c0d0) is an exclamation mark there. */
function isWholeDevice(root: string, kernelName: string): boolean {
  return existsSync(join(root, 'sys/block', kernelName.replaceAll('/', '!')));
}

/** A mapped device under the name that its owner gave it (vg-home rather than dm-3), others under the kernel's. */
function readableName(root: string, kernelName: string): string {
  if (!kernelName.startsWith('dm-')) return kernelName;
  try {
    return readFileSync(join(root, 'sys/block', kernelName, 'dm/name'), 'utf8').trim() || kernelName;
  } catch {
    return kernelName;
  }
}
