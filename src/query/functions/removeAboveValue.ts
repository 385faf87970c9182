import { formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const removeAboveValue = defineFunction({
  name: 'removeAboveValue',
  group: 'Filter Data',
  summary: 'Leaves out the values that are greater than a number.',
  params: { seriesList: seriesList('the series'), n: float('the greatest value that stays') },
  rollup: handOn('min'),
  run: ({ seriesList, n }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `removeAboveValue(${series.name}, ${formatG(n)})`,
        values: series.values.map((value) => (value > n ? Number.NaN : value)),
      }),
    ),
  cases: [
    {
      call: 'removeAboveValue(a,2)',
      given: { a: [1, 2, 3, null] },
      expect: { 'removeAboveValue(a, 2)': [1, 2, null, null] },
      expectTags: { name: 'a' },
    },
    {
      call: 'removeAboveValue(a,n=-0.5)',
      given: { a: [-1, 0] },
      expect: { 'removeAboveValue(a, -0.5)': [-1, null] },
    },
  ],
});
