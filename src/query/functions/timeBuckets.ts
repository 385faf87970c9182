/** What summarize, smartSummarize and their kin share: values of a series in buckets of a length of time. */
import type { RollupFunction } from '../../storage/store.ts';
import {
  type Aggregation,
  type AggregationName,
  aggregateValues,
  aggregationNamed,
  countKnown,
} from '../aggregation.ts';
import { aggregation, type Interval, interval, withDefault } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { refuseTooMany } from './madeValues.ts';

export const bucketParams = {
  intervalString: interval('length of a bucket, such as "1h"', ['10min', '1h', '1d']),
  func: withDefault(aggregation('how the values of a bucket become one'), 'sum'),
};

/** Buckets of `length` seconds, the first of which begins at `start`. */
export interface Buckets {
  readonly start: number;
  readonly length: number;
  readonly count: number;
}

/** As many buckets as reach from `start` to `end`, both seconds since 1970. */
export function bucketsBetween(start: number, end: number, length: number): Buckets {
  return { start, length, count: Math.max(0, Math.ceil((end - start) / length)) };
}

/** Refuses far more buckets than there are values to put into them. */
export function refuseTooManyBuckets(all: readonly Buckets[], list: readonly Series[]): void {
  refuseTooMany(
    all.reduce((sum, { count }) => sum + count, 0),
    list.reduce((sum, { values }) => sum + values.length, 0),
  );
}

export function intervalProblem({ seconds, text }: Interval): string | undefined {
  return seconds > 0 ? undefined : `an interval of "${text}" holds nothing`;
}

/** The values of each bucket as one; absent where none, or too small a share for the xFilesFactor, is known. */
export function bucketValues(
  series: Series,
  { start, length, count }: Buckets,
  func: AggregationName,
): Float64Array {
  const { values, step, xFilesFactor } = series;
  const how = aggregationNamed(func);
  const inAll = Math.min(values.length, Math.ceil((series.end - series.start) / step));
  const firstFrom = (seconds: number): number =>
    Math.min(inAll, Math.max(0, Math.ceil((seconds - series.start) / step)));
  const out = new Float64Array(count).fill(Number.NaN);
  for (let bucket = 0, from = firstFrom(start); bucket < count; bucket++) {
    const to = firstFrom(start + (bucket + 1) * length);
    const known = countKnown(values, from, to);
    if (known > 0 && known / (length / step) >= xFilesFactor)
      out[bucket] = aggregateValues(values, how, from, to);
    from = to;
  }
  return out;
}

const NEEDED: Partial<Record<Aggregation, RollupFunction>> = {
  average: 'average',
  last: 'last',
  max: 'max',
  min: 'min',
  sum: 'sum',
};

/** The `rollup` of a function that makes buckets: whatever is asked of these, it needs what they are made of. */
export function bucketRollup(
  func: AggregationName,
  asked: RollupFunction | undefined,
): RollupFunction | undefined {
  return asked === undefined ? undefined : NEEDED[aggregationNamed(func)];
}
