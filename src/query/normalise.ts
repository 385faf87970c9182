/** Series brought to one grid, as every function needs them that computes with several at once. */
import { consolidateValues } from './consolidateValues.ts';
import type { Series } from './series.ts';

/** Several series on one grid: value i of each column belongs to second `start + i * step`. */
export interface Normalised {
  readonly start: number;
  /** Exclusive; cut down to whole steps, as in graphite-web. */
  readonly end: number;
  readonly step: number;
  /** One column a series; the series' own array where that will do. Columns may be of different lengths. */
  readonly columns: readonly Float64Array[];
  /** Length of the longest column. */
  readonly length: number;
}

/**
 * Brings at least one series to the least common multiple of their steps, each by its own consolidation, counting
 * from the earliest beginning.
 */
export function normalise(list: readonly Series[]): Normalised {
  const step = list.reduce((common, series) => leastCommonMultiple(common, series.step), 1);
  const start = list.reduce((least, series) => Math.min(least, series.start), Number.POSITIVE_INFINITY);
  const end = list.reduce((most, series) => Math.max(most, series.end), Number.NEGATIVE_INFINITY);
  const columns = list.map((series) => onGrid(series, start, step));
  const length = columns.reduce((most, column) => Math.max(most, column.length), 0);
  return { start, end: end - ((end - start) % step), step, columns, length };
}

/** The tags that all series agree on. */
export function commonTags(list: readonly Pick<Series, 'tags'>[]): Record<string, string> {
  let common = Object.entries(list[0]!.tags);
  for (const { tags } of list) common = common.filter(([tag, value]) => tags[tag] === value);
  return Object.fromEntries(common);
}

/** Different path expressions in the order in which they come, with commas between. */
export function pathExpressions(list: readonly Pick<Series, 'pathExpression'>[]): string {
  return [...new Set(list.map((series) => series.pathExpression))].join(',');
}

/** Values of a series on the common grid. */
function onGrid(series: Series, start: number, step: number): Float64Array {
  const { values, consolidation: how, xFilesFactor } = series;
  // Graphite-web pairs first value with first value. That is the same except for series that begin a whole step of
  // theirs or more after the others (shorter retention, shifted): these stay at their own time here.
  const lead = Math.floor((series.start - start) / series.step);
  if (lead === 0 && step === series.step) return values;
  return consolidateValues(values, step / series.step, { how, xFilesFactor, lead });
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
