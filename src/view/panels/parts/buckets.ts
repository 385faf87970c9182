import { niceStep } from './valueAxis.ts';

/** Ranges of values of one size, beginning at multiples of it. The last one has its upper end as well. */
export interface Buckets {
  readonly start: number;
  readonly size: number;
  readonly count: number;
}

/** More could not be told apart, and would cost more than all the rest. */
const MOST = 1000;

/** Buckets around all the values (numbers, at least one of them): of the wished size, or about so many. */
export function bucketsOf(values: Float64Array, size: number | undefined, about: number): Buckets {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const spread = greatest / 2 - least / 2;
  const around = Math.max(Math.abs(least), Math.abs(greatest));
  // Of a single value the bucket is a tenth of it wide.
  const natural = spread > around * 1e-12 ? (spread / about) * 2 : around / 10 || 1;
  const wished = size ?? niceStep(natural);
  const smallest = Math.max((spread / MOST) * 2.01, around * 1e-12, 1e-290);
  const used = wished >= smallest ? wished : niceStep(smallest);
  // A single value stands between two empty buckets, so that it is seen where it lies.
  if (spread === 0) return { start: (Math.floor(least / used + 1e-9) - 1) * used, size: used, count: 3 };
  const first = Math.floor(least / used + 1e-9);
  const last = Math.floor(greatest / used + 1e-9);
  // A value at the upper end of the last bucket needs none of its own.
  const count = Math.max(1, last - first + (greatest > (last + 1e-9) * used || last === first ? 1 : 0));
  return { start: first * used, size: used, count };
}

/** Adds one for each value that is a number; says how many there were. */
export function countInto(counts: Float64Array, values: Float64Array, buckets: Buckets): number {
  let total = 0;
  for (const value of values) {
    const place = bucketAt(value, buckets);
    if (place < 0) continue;
    counts[place]++;
    total++;
  }
  return total;
}

/** The bucket that a value lies in; -1 for what is no number. */
export function bucketAt(value: number, { start, size, count }: Buckets): number {
  if (!Number.isFinite(value)) return -1;
  return Math.max(0, Math.min(count - 1, Math.floor((value - start) / size + 1e-9)));
}
