import { AGGREGATION_METHODS, type AggregationMethod } from '../../model/retention.ts';

/**
 * Columns of a series in a partition. `point` holds values that were written at this level itself; `spread` what a change of
 * retention repeated from a coarser grid, which is read where there is nothing better and never rolled up again; the
 * others hold the rollup of the next finer level. Numbers are part of the block format (docs/formats/block.md).
 */
export const COLUMN = { point: 0, min: 1, max: 2, sum: 3, count: 4, last: 5, spread: 6 } as const;

/**
 * First of the columns of explicit values, one for each aggregation method: what Whisper would answer where it does not
 * follow from the other columns. {@link UNKNOWN} in it means that Whisper would answer nothing although there are points
 * (xFilesFactor).
 */
const EXPLICIT = 16;
export const UNKNOWN = -Infinity;

/** The column of values made by a method that don't follow from the others. */
export function explicitColumn(method: AggregationMethod): number {
  return EXPLICIT + AGGREGATION_METHODS.indexOf(method);
}

/** Columns of a rollup besides the explicit values, in order. */
export const ROLLUP_COLUMNS = [COLUMN.min, COLUMN.max, COLUMN.sum, COLUMN.count, COLUMN.last] as const;
