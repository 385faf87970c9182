/** What aggregate, sumSeries, averageSeries and their kin share: one series of many, slot by slot. */
import { type Aggregation, type AggregationName, aggregateValues, aggregationNamed } from '../aggregation.ts';
import { commonTags, normalise, pathExpressions } from '../normalise.ts';
import type { RunContext } from '../registry/defineFunction.ts';
import { oneOrMore, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';

export const combineParams = {
  seriesLists: oneOrMore(seriesList('the series to combine, in one list or several')),
};

/** Aggregations that need no more of a slot than a running value: no row of it is ever put together. */
const FOLDS: Partial<Record<Aggregation, (soFar: number, value: number) => number>> = {
  sum: (soFar, value) => soFar + value,
  average: (soFar, value) => soFar + value,
  avg_zero: (soFar, value) => soFar + value,
  max: (soFar, value) => (value > soFar ? value : soFar),
  min: (soFar, value) => (value < soFar ? value : soFar),
  diff: (soFar, value) => soFar - value,
  last: (_, value) => value,
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
  for (const column of columns)
    for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i]!)) known[i]!++;
  const out = new Float64Array(length).fill(Number.NaN);
  const add = FOLDS[how];
  if (add === undefined) byRows(columns, how, known, out);
  else fold(columns, add, out);
  for (let i = 0; i < length; i++) {
    if (known[i] === 0 || known[i]! / columns.length < xFilesFactor) out[i] = Number.NaN;
    else if (how === 'average') out[i]! /= known[i]!;
    else if (how === 'avg_zero') out[i]! /= columns.length;
  }
  return out;
}

function fold(
  columns: readonly Float64Array[],
  add: (soFar: number, value: number) => number,
  out: Float64Array,
): void {
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (Number.isNaN(value)) continue;
      const soFar = out[i]!;
      out[i] = Number.isNaN(soFar) ? value : add(soFar, value);
    }
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
    if (known[i] === 0) continue;
    for (let j = 0; j < columns.length; j++) {
      const column = columns[j]!;
      row[j] = i < column.length ? column[i]! : Number.NaN;
    }
    out[i] = aggregateValues(row, how);
  }
}
