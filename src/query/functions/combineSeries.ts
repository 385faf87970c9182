/** What sumSeries, averageSeries and their kin share: one series of many, slot by slot. */
import { consolidateValues } from '../consolidateValues.ts';
import type { RunContext } from '../registry/defineFunction.ts';
import { oneOrMore, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';

export const combineParams = {
  seriesLists: oneOrMore(seriesList('the series to combine, in one list or several')),
};

/** Makes one number of a slot's known values, series by series. */
export interface Fold {
  /** The combined value so far with one more value; the first value is taken as it is. */
  readonly add: (soFar: number, value: number) => number;
  /** The result, given how many values were known. */
  readonly finish?: (folded: number, known: number) => number;
}

export const FOLDS = {
  sum: { add: (soFar, value) => soFar + value },
  average: { add: (soFar, value) => soFar + value, finish: (folded, known) => folded / known },
  max: { add: (soFar, value) => Math.max(soFar, value) },
  min: { add: (soFar, value) => Math.min(soFar, value) },
} as const satisfies Record<string, Fold>;

/**
 * Combines all series of all lists into one; none if there are none.
 *
 * Series of different steps are brought to their least common multiple, each by its own consolidation, counting
 * from the earliest beginning. The name is made of the distinct path expressions, and the tags are those that all
 * series agree on.
 */
export function combineSeries(
  lists: readonly (readonly Series[])[],
  aggregation: keyof typeof FOLDS,
  { xFilesFactor }: RunContext,
): Series[] {
  const all = lists.flat();
  if (all.length === 0) return [];
  const step = all.reduce((common, series) => leastCommonMultiple(common, series.step), 1);
  const start = all.reduce((least, series) => Math.min(least, series.start), Number.POSITIVE_INFINITY);
  const end = all.reduce((most, series) => Math.max(most, series.end), Number.NEGATIVE_INFINITY);
  const name = `${aggregation}Series(${[...new Set(all.map((series) => series.pathExpression))].join(',')})`;
  return [
    {
      name,
      pathExpression: name,
      tags: { name, ...commonTags(all), aggregatedBy: aggregation },
      start,
      step,
      end: end - ((end - start) % step),
      values: fold(all, start, step, FOLDS[aggregation], xFilesFactor),
      consolidation: 'average',
      xFilesFactor,
    },
  ];
}

function fold(
  all: readonly Series[],
  start: number,
  step: number,
  kind: Fold,
  xFilesFactor: number,
): Float64Array {
  const columns = all.map((series) => onGrid(series, start, step));
  const { add, finish } = kind;
  const length = columns.reduce((most, column) => Math.max(most, column.length), 0);
  const out = new Float64Array(length).fill(Number.NaN);
  const known = new Uint32Array(length);
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (Number.isNaN(value)) continue;
      out[i] = known[i] === 0 ? value : add(out[i]!, value);
      known[i]!++;
    }
  }
  for (let i = 0; i < length; i++) {
    if (known[i]! / all.length < xFilesFactor) out[i] = Number.NaN;
    else if (finish !== undefined && known[i]! > 0) out[i] = finish(out[i]!, known[i]!);
  }
  return out;
}

/** Values of a series on the common grid; the array is the series' own where that will do. */
function onGrid(series: Series, start: number, step: number): Float64Array {
  const { values, consolidation: how, xFilesFactor } = series;
  // Graphite-web pairs first value with first value. That is the same except for series that begin a whole step of
  // theirs or more after the others (shorter retention, shifted): these stay at their own time here.
  const lead = Math.floor((series.start - start) / series.step);
  if (lead === 0 && step === series.step) return values;
  return consolidateValues(values, step / series.step, { how, xFilesFactor, lead });
}

function commonTags(all: readonly Series[]): Record<string, string> {
  const first = Object.entries(all[0]!.tags);
  return Object.fromEntries(first.filter(([tag, value]) => all.every(({ tags }) => tags[tag] === value)));
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
