import type { AggregationMethod } from './retention.ts';

/**
 * Values of one series on its grid: value i belongs to second `start + i * step`; an absent value is NaN.
 * `start` is a multiple of `step` when it comes from a store; functions may shift it.
 */
export interface Grid {
  /** Seconds since 1970 of the first value. */
  readonly start: number;
  /** Seconds between values; positive. */
  readonly step: number;
  readonly values: Float64Array;
}

/** What a store hands out for a series. */
export interface StoredSeries extends Grid {
  /** The full name, tags included (`disk.used;host=a`). */
  readonly name: string;
  readonly aggregation: AggregationMethod;
  readonly xFilesFactor: number;
  /** The values are of a coarser archive than the series' finest. */
  readonly rolledUp?: true;
}
