import type { RollupFunction } from '../../storage/store.ts';
import { type Aggregation, type AggregationName, aggregationNamed } from '../aggregation.ts';

/** Where the aggregation of many values is that of the aggregations of their parts. */
const SAME_OF_PARTS: Partial<Record<Aggregation, RollupFunction>> = {
  average: 'average',
  avg_zero: 'average',
  last: 'last',
  max: 'max',
  min: 'min',
};

/**
 * The `rollup` of a function that aggregates values of one series over time: handed on where the same is asked for,
 * such as the greatest of the greatest values.
 */
export function rollupOf(
  aggregation: AggregationName,
  asked: RollupFunction | undefined,
): RollupFunction | undefined {
  return asked !== undefined && SAME_OF_PARTS[aggregationNamed(aggregation)] === asked ? asked : undefined;
}
