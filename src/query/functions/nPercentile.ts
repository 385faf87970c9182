import { floatRepr, formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';
import { percentileOfKnown, percentProblem } from './percentileBand.ts';

export const nPercentile = defineFunction({
  name: 'nPercentile',
  group: 'Calculate',
  summary:
    'A line at the n-th percentile of the values of each series: so many of a hundred are not above it.',
  description: 'It is always one of the values (the nearest rank). Series without any value are left out.',
  params: { seriesList: seriesList('the series'), n: float('which percentile, above 0 and up to 100') },
  rollup: handOn(),
  check: percentProblem,
  run: ({ seriesList, n }) =>
    seriesList.flatMap((series) => {
      const { name, tags, values, start, end, step } = series;
      const percentile = percentileOfKnown(values, n);
      if (Number.isNaN(percentile)) return [];
      return derive(series, {
        name: `nPercentile(${name}, ${formatG(n)})`,
        tags: { ...tags, nPercentile: floatRepr(n) },
        values: new Float64Array(Math.trunc((end - start) / step)).fill(percentile),
      });
    }),
  cases: [
    {
      call: 'nPercentile(a,50)',
      given: { a: [5, 1, null, 3] },
      expect: { 'nPercentile(a, 50)': [3, 3, 3, 3] },
      expectTags: { name: 'a', nPercentile: '50.0' },
    },
    {
      call: 'nPercentile(a,90)',
      given: { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
      expect: { 'nPercentile(a, 90)': [9, 9, 9, 9, 9, 9, 9, 9, 9] },
    },
    {
      call: 'nPercentile(x.*,n=0.5)',
      given: { 'x.a': [7, 4], 'x.b': [null, null] },
      expect: { 'nPercentile(x.a, 0.5)': [4, 4] },
    },
    { call: 'nPercentile(a,100)', given: { a: [1, 3, 2] }, expect: { 'nPercentile(a, 100)': [3, 3, 3] } },
  ],
});
