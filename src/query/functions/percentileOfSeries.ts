import { normalise } from '../normalise.ts';
import { formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { boolean, float, seriesList, withDefault } from '../registry/params.ts';
import { readRow } from './combineSeries.ts';
import { computedSeries } from './computedSeries.ts';
import { percentileOf } from './percentile.ts';

export const percentileOfSeries = defineFunction({
  name: 'percentileOfSeries',
  group: 'Combine',
  summary: 'The value below which n percent of the series lie, slot by slot.',
  description:
    'Only known values count. Unless it is interpolated, it is always the value of one of the series.',
  params: {
    seriesList: seriesList('the series to combine'),
    n: float('how many percent, above 0 and up to 100'),
    interpolate: withDefault(boolean('whether it may lie between the values of two series'), false),
  },
  rollup: handOn('last'),
  check: ({ n }) => (n > 0 && n <= 100 ? undefined : `n has to be above 0 and at most 100, not ${n}`),
  run: ({ seriesList, n, interpolate }, context) => {
    const [first] = seriesList;
    if (first === undefined) return [];
    const grid = normalise(seriesList);
    const name = `percentileOfSeries(${first.pathExpression},${formatG(n)})`;
    const values = percentiles(grid.columns, grid.length, n, interpolate);
    return [computedSeries(name, grid, values, context)];
  },
  cases: [
    {
      call: 'percentileOfSeries(x.*,50)',
      given: {
        'x.a': [1, 4, null],
        'x.b': [3, null, null],
        'x.c': [2, 6, null],
        'x.d': [9, 8, null],
      },
      expect: { 'percentileOfSeries(x.*,50)': [3, 6, null] },
      expectTags: { name: 'percentileOfSeries(x.*,50)' },
    },
    {
      call: 'percentileOfSeries(x.*,50,interpolate=true)',
      given: { 'x.a': [1, 4], 'x.b': [3, null], 'x.c': [2, 6], 'x.d': [9, 8] },
      expect: { 'percentileOfSeries(x.*,50)': [2.5, 6] },
    },
    {
      call: 'percentileOfSeries(x.*,99.9)',
      given: { 'x.a': [1, 4], 'x.b': [3, null] },
      expect: { 'percentileOfSeries(x.*,99.9)': [3, 4] },
    },
    {
      call: 'percentileOfSeries(x.*,100,true)',
      given: { 'x.a': [1, 4], 'x.b': [3, null] },
      expect: { 'percentileOfSeries(x.*,100)': [3, 4] },
      differs: 'graphite-web fails when it interpolates towards a value above the greatest',
    },
  ],
});

function percentiles(
  columns: readonly Float64Array[],
  length: number,
  n: number,
  interpolate: boolean,
): Float64Array {
  const row = new Float64Array(columns.length);
  const out = new Float64Array(length).fill(Number.NaN);
  for (let i = 0; i < length; i++) {
    readRow(columns, i, row);
    const known = row.filter((value) => !Number.isNaN(value)).sort();
    if (known.length > 0) out[i] = percentileOf(known, n, interpolate);
  }
  return out;
}
