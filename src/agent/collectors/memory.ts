import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import type { Collector, CollectorContext, CollectorType, MetricInfo } from '../collector.ts';
import { namesOf } from '../collector.ts';
import { createCounters } from '../counters.ts';
import type { ByteCursor } from '../procFile.ts';

const MEMORY: readonly MetricInfo[] = [
  { name: 'memory.total', unit: 'bytes', about: 'Memory that the kernel manages.' },
  { name: 'memory.used', unit: 'bytes', about: 'Total less available.' },
  { name: 'memory.free', unit: 'bytes', about: 'Used for nothing at all; low on every busy machine.' },
  { name: 'memory.available', unit: 'bytes', about: 'What new programs could get without swapping.' },
  { name: 'memory.buffers', unit: 'bytes', about: 'Cached blocks of devices.' },
  { name: 'memory.cached', unit: 'bytes', about: 'Cached contents of files, shared memory included.' },
  { name: 'memory.shared', unit: 'bytes', about: 'Shared memory and files in tmpfs.' },
  { name: 'memory.slab', unit: 'bytes', about: "The kernel's own objects, such as cached folder entries." },
  { name: 'memory.dirty', unit: 'bytes', about: 'Written by programs and not yet on the way to disk.' },
  { name: 'memory.writeback', unit: 'bytes', about: 'On the way to disk.' },
  { name: 'memory.committed', unit: 'bytes', about: 'Promised to programs, used by them or not.' },
  { name: 'memory.used_percent', unit: 'percent', about: 'Used as a share of total.' },
];
const SWAP: readonly MetricInfo[] = [
  { name: 'swap.total', unit: 'bytes', about: 'Size of all swap areas.' },
  { name: 'swap.used', unit: 'bytes', about: 'Total less free.' },
  { name: 'swap.free', unit: 'bytes', about: 'Room left in the swap areas.' },
];
const SWAP_RATES: readonly MetricInfo[] = [
  { name: 'swap.in_bytes', unit: 'bytes/s', about: 'Read back from swap.' },
  { name: 'swap.out_bytes', unit: 'bytes/s', about: 'Written out to swap.' },
];

const KEYS = [
  'MemTotal:',
  'MemFree:',
  'MemAvailable:',
  'Buffers:',
  'Cached:',
  'Shmem:',
  'Slab:',
  'SReclaimable:',
  'Dirty:',
  'Writeback:',
  'Committed_AS:',
  'SwapTotal:',
  'SwapFree:',
] as const;
const KEY_BYTES = KEYS.map((key) => Buffer.from(key));
const [
  TOTAL,
  FREE,
  AVAILABLE,
  BUFFERS,
  CACHED,
  SHARED,
  SLAB,
  RECLAIMABLE,
  DIRTY,
  WRITEBACK,
  COMMITTED,
  SWAP_TOTAL,
  SWAP_FREE,
] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const SWAP_KEYS = [Buffer.from('pswpin '), Buffer.from('pswpout ')];

export const memory: CollectorType = {
  name: 'memory',
  metrics: [...MEMORY, ...SWAP, ...SWAP_RATES],
  create: createMemoryCollector,
};

function createMemoryCollector({ prefix, root, open }: CollectorContext): Collector {
  const meminfo = open('proc/meminfo');
  const vmstat = open('proc/vmstat');
  const memoryNames = namesOf(prefix, MEMORY);
  const swapNames = namesOf(prefix, SWAP);
  const swapRateNames = namesOf(prefix, SWAP_RATES);
  const bytes = new Float64Array(KEYS.length);
  const values = new Float64Array(MEMORY.length);
  const swap = new Float64Array(SWAP.length);
  const swapped = createCounters(SWAP_RATES.length);
  const swapRates = new Float64Array(SWAP_RATES.length);
  const pageBytes = pageSize(root);

  return {
    collect(sink, elapsedSeconds) {
      readKeys(meminfo.read(), KEY_BYTES, 1024, bytes);
      const total = bytes[TOTAL]!;
      if (!(total > 0)) throw new Error('/proc/meminfo has no MemTotal');
      const available = Math.min(
        total,
        Number.isNaN(bytes[AVAILABLE]) ? estimateAvailable(bytes) : bytes[AVAILABLE]!,
      );
      values[0] = total;
      values[1] = total - available;
      values[2] = bytes[FREE]!;
      values[3] = available;
      values[4] = bytes[BUFFERS]!;
      values[5] = bytes[CACHED]!;
      values[6] = bytes[SHARED]!;
      values[7] = bytes[SLAB]!;
      values[8] = bytes[DIRTY]!;
      values[9] = bytes[WRITEBACK]!;
      values[10] = bytes[COMMITTED]!;
      values[11] = (100 * (total - available)) / total;
      sink.pushAll(memoryNames, values);

      swap[0] = bytes[SWAP_TOTAL]!;
      swap[1] = bytes[SWAP_TOTAL]! - bytes[SWAP_FREE]!;
      swap[2] = bytes[SWAP_FREE]!;
      sink.pushAll(swapNames, swap);

      const text = vmstat.readIfThere();
      if (text === null) return;
      readKeys(text, SWAP_KEYS, pageBytes, swapped.current);
      swapped.advance();
      for (let i = 0; i < swapRates.length; i++) swapRates[i] = swapped.growth[i]! / elapsedSeconds;
      sink.pushAll(swapRateNames, swapRates);
    },
    close() {
      meminfo.close();
      vmstat.close();
    },
  };
}

/** Finds the lines that begin with one of `keys` and writes their numbers, times `factor`; NaN where there is no line. */
function readKeys(text: ByteCursor, keys: readonly Uint8Array[], factor: number, out: Float64Array): void {
  out.fill(Number.NaN);
  do {
    for (let i = 0; i < keys.length; i++) {
      if (!text.take(keys[i]!)) continue;
      out[i] = text.number() * factor;
      break;
    }
  } while (text.nextLine());
}

/** Kernels before 3.14 do not say what is available: free memory and what the caches could give back. */
function estimateAvailable(bytes: Float64Array): number {
  const shared = bytes[SHARED]! || 0;
  const reclaimable = bytes[RECLAIMABLE]! || 0;
  return Math.max(bytes[FREE]!, bytes[FREE]! + bytes[BUFFERS]! + bytes[CACHED]! + reclaimable - shared);
}

/**
 * Bytes of a memory page, which /proc/vmstat counts in. The kernel tells every process in its auxiliary vector, pairs of
 * 64-bit words (kind, value) of which AT_PAGESZ is 6. Without one it is 4096, right for all but some ARM and POWER machines.
 */
function pageSize(root: string): number {
  const AT_PAGESZ = 6;
  let vector: Buffer;
  try {
    vector = readFileSync(join(root, 'proc/self/auxv'));
  } catch {
    return 4096;
  }
  const word = (offset: number): number =>
    Number(endianness() === 'LE' ? vector.readBigUInt64LE(offset) : vector.readBigUInt64BE(offset));
  for (let offset = 0; offset + 16 <= vector.length; offset += 16) {
    if (word(offset) === AT_PAGESZ) return word(offset + 8);
  }
  return 4096;
}
