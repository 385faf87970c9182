/** What aggregate, sumSeries, averageSeries and their kin share: one series of many, slot by slot. */
import { COLUMN_FOLDS, type ColumnFold } from '../../model/columnFolds.ts';
import type { FoldedSeries, FoldFunction, RollupFunction } from '../../storage/store.ts';
import {
  type Aggregation,
  type AggregationName,
  aggregateValues,
  aggregationNamed,
  countKnown,
} from '../aggregation.ts';
import { commonTags, normalise, pathExpressions } from '../normalise.ts';
import type { FoldDown, FoldedArgument, RunContext } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { type ArgumentsOf, oneOrMore, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';

export const combineParams = {
  seriesLists: oneOrMore(seriesList('the series to combine, in one list or several')),
};

/** What the functions that are an aggregation under a name of its own have in common, to be spread into each. */
export function combining(aggregation: AggregationName) {
  return {
    group: 'Combine',
    params: combineParams,
    rollup: handOn(...KEPT_ROLLUPS[aggregationNamed(aggregation)]),
    aggregator: true,
    fold: () => foldDown(aggregation),
    run: ({ seriesLists }: ArgumentsOf<typeof combineParams>, context: RunContext) =>
      combineSeries(seriesLists.flat(), aggregation, context),
  } as const;
}

/** Rollups (`registry/handOn.ts`) under which an aggregation is the same before and after, as long as there are no gaps. */
const KEPT_ROLLUPS: Readonly<Record<Aggregation, readonly RollupFunction[]>> = {
  average: ['average', 'sum', 'last'],
  avg_zero: ['average', 'sum', 'last'],
  count: [],
  diff: ['average', 'sum', 'last'],
  last: ['last'],
  max: ['max', 'last'],
  median: ['last'],
  min: ['min', 'last'],
  multiply: ['last'],
  range: ['last'],
  stddev: ['last'],
  sum: ['average', 'sum', 'last'],
};

/** The `rollup` of a function whose arguments name the aggregation. */
export function combinedRollup(
  aggregation: AggregationName,
  asked: RollupFunction | undefined,
): RollupFunction | undefined {
  return handOn(...KEPT_ROLLUPS[aggregationNamed(aggregation)])(undefined, asked);
}

/** What the store can fold for an aggregation: the mean and the count follow from the sum and how many values it is of. */
const STORE_FOLDS: Partial<Record<Aggregation, FoldFunction>> = {
  sum: 'sum',
  average: 'sum',
  avg_zero: 'sum',
  count: 'sum',
  max: 'max',
  min: 'min',
};

/** How the store does an aggregation while it reads; undefined where it cannot. `xFilesFactor` as in {@link combineSeries}. */
export function foldDown(aggregation: AggregationName, xFilesFactor?: number): FoldDown | undefined {
  const how = STORE_FOLDS[aggregationNamed(aggregation)];
  if (how === undefined) return undefined;
  return {
    how,
    finish: (list, context) => combineFolded(list, aggregation, how, xFilesFactor ?? context.xFilesFactor),
  };
}

/** One series of several folded ones, null when these are not on one grid. */
function combineFolded(
  list: readonly FoldedArgument[],
  aggregation: AggregationName,
  how: FoldFunction,
  xFilesFactor: number,
): Series | null {
  const { start, step, values: first } = list[0]!.folded;
  const alike = list.every(
    ({ folded }) => folded.start === start && folded.step === step && folded.values.length === first.length,
  );
  if (!alike) return null;
  const values = new Float64Array(first.length);
  const known = new Uint32Array(first.length);
  for (const { folded } of list) MERGES[how](values, known, folded);
  const series = list.reduce((sum, { folded }) => sum + folded.series, 0);
  return combined(
    list.map(({ pathExpression, folded }) => ({ pathExpression, tags: folded.tags })),
    aggregation,
    { start, step, end: start + step * first.length },
    finished(values, known, series, aggregationNamed(aggregation), xFilesFactor),
    xFilesFactor,
  );
}

/** Each takes one more folded series in. By its counts, not by NaN: infinities of both signs add up to that. */
const MERGES: Readonly<
  Record<FoldFunction, (values: Float64Array, known: Uint32Array, folded: FoldedSeries) => void>
> = {
  sum: merging((a, b) => a + b),
  max: merging(Math.max),
  min: merging(Math.min),
};

function merging(merge: (a: number, b: number) => number) {
  return (values: Float64Array, known: Uint32Array, folded: FoldedSeries): void => {
    for (let i = 0; i < values.length; i++) {
      const count = folded.known[i]!;
      if (count === 0) continue;
      values[i] = known[i] === 0 ? folded.values[i]! : merge(values[i]!, folded.values[i]!);
      known[i]! += count;
    }
  };
}

/** Aggregations that need no more of a slot than a running value: no row of it is ever put together. */
const FOLDS: Partial<Record<Aggregation, ColumnFold>> = {
  sum: COLUMN_FOLDS.sum,
  average: COLUMN_FOLDS.sum,
  avg_zero: COLUMN_FOLDS.sum,
  count: COLUMN_FOLDS.sum,
  max: COLUMN_FOLDS.max,
  min: COLUMN_FOLDS.min,
  diff: subtract,
  last: keepLast,
};

/**
 * Combines series into one by an aggregation; none if there are none. The name is made of the distinct path
 * expressions, and the tags are those that all series agree on. A slot needs `xFilesFactor` (by default the query's) of the
 * series to be known, and one of them in any case.
 */
export function combineSeries(
  all: readonly Series[],
  aggregation: AggregationName,
  context: Pick<RunContext, 'xFilesFactor'>,
  xFilesFactor: number = context.xFilesFactor,
): Series[] {
  if (all.length === 0) return [];
  const grid = normalise(all);
  const values = combineColumns(grid.columns, grid.length, aggregationNamed(aggregation), xFilesFactor);
  return [combined(all, aggregation, grid, values, xFilesFactor)];
}

/** The result for these series. */
function combined(
  list: readonly Pick<Series, 'pathExpression' | 'tags'>[],
  aggregation: AggregationName,
  { start, end, step }: Pick<Series, 'start' | 'end' | 'step'>,
  values: Float64Array,
  xFilesFactor: number,
): Series {
  const name = `${aggregation}Series(${pathExpressions(list)})`;
  return {
    name,
    pathExpression: name,
    tags: { name, ...commonTags(list), aggregatedBy: aggregation },
    start,
    step,
    end,
    values,
    consolidation: 'average',
    xFilesFactor,
  };
}

/** One column of several: absent where none, or a smaller share than `xFilesFactor`, is known. */
export function combineColumns(
  columns: readonly Float64Array[],
  length: number,
  how: Aggregation,
  xFilesFactor: number,
): Float64Array {
  const known = new Uint32Array(length);
  const out = new Float64Array(length);
  const fold = FOLDS[how];
  if (fold === undefined) byRows(columns, how, known, out);
  else for (const column of columns) fold(out, known, column);
  return finished(out, known, columns.length, how, xFilesFactor);
}

/** Makes results of running values, in place, of which `known` counts the series that had one, out of `series`. */
function finished(
  values: Float64Array,
  known: Uint32Array,
  series: number,
  how: Aggregation,
  xFilesFactor: number,
): Float64Array {
  for (let i = 0; i < values.length; i++) {
    const count = known[i]!;
    if (count === 0 || count / series < xFilesFactor) values[i] = Number.NaN;
    else if (how === 'average') values[i]! /= count;
    else if (how === 'avg_zero') values[i]! /= series;
    else if (how === 'count') values[i] = count;
  }
  return values;
}

function subtract(out: Float64Array, known: Uint32Array, column: Float64Array): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    out[i] = known[i]!++ === 0 ? value : out[i]! - value;
  }
}

function keepLast(out: Float64Array, known: Uint32Array, column: Float64Array): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    known[i]!++;
    out[i] = value;
  }
}

function byRows(
  columns: readonly Float64Array[],
  how: Aggregation,
  known: Uint32Array,
  out: Float64Array,
): void {
  const row = new Float64Array(columns.length);
  for (let i = 0; i < out.length; i++) {
    readRow(columns, i, row);
    known[i] = countKnown(row);
    if (known[i]! > 0) out[i] = aggregateValues(row, how);
  }
}

/** Puts slot `i` of every column into `row`; columns that are too short are absent there. */
export function readRow(columns: readonly Float64Array[], i: number, row: Float64Array): void {
  for (let j = 0; j < columns.length; j++) {
    const column = columns[j]!;
    row[j] = i < column.length ? column[i]! : Number.NaN;
  }
}
