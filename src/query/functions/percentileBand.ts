/** Percentiles of values of which some may be absent, for the functions that choose by them. */
import { percentileOf } from './percentile.ts';

/** Absent without known values. */
export function percentileOfKnown(values: Float64Array, n: number): number {
  const sorted = sortedKnown(values);
  return sorted.length === 0 ? Number.NaN : percentileOf(sorted, n);
}

/** Refuses what is no percentile of anything. */
export function percentProblem({ n }: { readonly n: number }): string | undefined {
  return n > 0 && n <= 100 ? undefined : `a percentile of ${n} is not above 0 and up to 100`;
}

/** Two percentiles, one as far below the middle as the other is above it. */
export interface PercentileBand {
  readonly low: number;
  readonly high: number;
}

/** The band of n, which may be given by either end; absent without known values. */
export function percentileBand(values: Float64Array, n: number): PercentileBand {
  const sorted = sortedKnown(values);
  if (sorted.length === 0) return { low: Number.NaN, high: Number.NaN };
  const high = n < 50 ? 100 - n : n;
  return { low: percentileOf(sorted, 100 - high), high: percentileOf(sorted, high) };
}

/** Whether a value lies strictly between the two; an absent one does not. */
export function isWithin({ low, high }: PercentileBand, value: number): boolean {
  return low < value && value < high;
}

/** Refuses what is no end of a band; 0 and 100 are those of the widest. */
export function bandProblem({ n }: { readonly n: number }): string | undefined {
  return n >= 0 && n <= 100 ? undefined : `a percentile of ${n} is not from 0 to 100`;
}

function sortedKnown(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}
