/** What aggregate, sumSeries, averageSeries and their kin share: one series of many, slot by slot. */

import type { FoldFunction, RollupFunction } from '../../storage/store.ts';
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
  const meaning = aggregationNamed(aggregation);
  const how = STORE_FOLDS[meaning];
  if (how === undefined) return undefined;
  return {
    how,
    finish: (list, context) => combineFolded(list, aggregation, xFilesFactor ?? context.xFilesFactor),
  };
}

/** One series of several folded ones, null when these are not on one grid. */
function combineFolded(
  list: readonly FoldedArgument[],
  aggregation: AggregationName,
  xFilesFactor: number,
): Series | null {
  const meaning = aggregationNamed(aggregation);
  const { start, step, values: first } = list[0]!.folded;
  const alike = list.every(
    ({ folded }) => folded.start === start && folded.step === step && folded.values.length === first.length,
  );
  if (!alike) return null;
  const known = new Uint32Array(first.length);
  const values = new Float64Array(first.length);
  const fold = FOLDS[meaning === 'max' || meaning === 'min' ? meaning : 'sum'];
  let series = 0;
  for (const { folded } of list) {
    // Counts of slots are of series, not of arguments: they are taken from the arguments themselves below.
    fold(values, known, folded.values);
    series += folded.series;
  }
  for (let i = 0; i < values.length; i++) {
    let count = 0;
    for (const { folded } of list) count += folded.known[i]!;
    if (count === 0 || count / series < xFilesFactor) values[i] = Number.NaN;
    else if (meaning === 'average') values[i]! /= count;
    else if (meaning === 'avg_zero') values[i]! /= series;
    else if (meaning === 'count') values[i] = count;
  }
  const name = `${aggregation}Series(${[...new Set(list.map(({ pathExpression }) => pathExpression))].join(',')})`;
  const common = Object.entries(list[0]!.folded.tags).filter(([tag, value]) =>
    list.every(({ folded }) => folded.tags[tag] === value),
  );
  return {
    name,
    pathExpression: name,
    tags: { name, ...Object.fromEntries(common), aggregatedBy: aggregation },
    start,
    step,
    end: start + step * values.length,
    values,
    consolidation: 'average',
    xFilesFactor,
  };
}

/** Takes one more column into a running result, and counts in `known` how many values of each slot it has seen. */
type Fold = (out: Float64Array, known: Uint32Array, column: Float64Array) => void;

/**
 * Aggregations that need no more of a slot than a running value: no row of it is ever put together. Each has a loop
 * of its own, since one loop that is handed the operation takes three times as long.
 */
const FOLDS = {
  sum: add,
  average: add,
  avg_zero: add,
  diff: subtract,
  max: keepGreatest,
  min: keepLeast,
  last: keepLast,
} as const satisfies Partial<Record<Aggregation, Fold>>;

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
  const { start, end, step, columns, length } = normalise(all);
  const name = `${aggregation}Series(${pathExpressions(all)})`;
  return [
    {
      name,
      pathExpression: name,
      tags: { name, ...commonTags(all), aggregatedBy: aggregation },
      start,
      step,
      end,
      values: combineColumns(columns, length, aggregationNamed(aggregation), xFilesFactor),
      consolidation: 'average',
      xFilesFactor,
    },
  ];
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
  const fold = foldNamed(how);
  if (fold === undefined) byRows(columns, how, known, out);
  else for (const column of columns) fold(out, known, column);
  for (let i = 0; i < length; i++) {
    if (known[i] === 0 || known[i]! / columns.length < xFilesFactor) out[i] = Number.NaN;
    else if (how === 'average') out[i]! /= known[i]!;
    else if (how === 'avg_zero') out[i]! /= columns.length;
  }
  return out;
}

function foldNamed(how: Aggregation): Fold | undefined {
  const folds: Partial<Record<Aggregation, Fold>> = FOLDS;
  return folds[how];
}

function add(out: Float64Array, known: Uint32Array, column: Float64Array): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    known[i]!++;
    out[i]! += value;
  }
}

function subtract(out: Float64Array, known: Uint32Array, column: Float64Array): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    out[i] = known[i]!++ === 0 ? value : out[i]! - value;
  }
}

function keepGreatest(out: Float64Array, known: Uint32Array, column: Float64Array): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    if (known[i]!++ === 0 || value > out[i]!) out[i] = value;
  }
}

function keepLeast(out: Float64Array, known: Uint32Array, column: Float64Array): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    if (known[i]!++ === 0 || value < out[i]!) out[i] = value;
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
