import { aggregateValues } from '../aggregation.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const minMax = defineFunction({
  name: 'minMax',
  group: 'Transform',
  summary: 'Brings every series to the range from 0 (its least value) to 1 (its greatest).',
  description: 'So series of different size can be compared. Where all values are the same they become 0.',
  params: { seriesList: seriesList('the series to bring to one range') },
  rollup: handOn(),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, { name: `minMax(${series.name})`, values: normalised(series.values) }),
    ),
  cases: [
    {
      call: 'minMax(a)',
      given: { a: [10, 20, null, 15] },
      expect: { 'minMax(a)': [0, 1, null, 0.5] },
      expectTags: { name: 'a' },
    },
    {
      call: 'minMax(x.*)',
      given: { 'x.same': [7, 7, null], 'x.none': [null, null, null] },
      expect: { 'minMax(x.none)': [null, null, null], 'minMax(x.same)': [0, 0, null] },
    },
  ],
});

function normalised(values: Float64Array): Float64Array {
  const least = aggregateValues(values, 'min');
  const range = aggregateValues(values, 'max') - least;
  return values.map((value) => {
    if (range === 0 && !Number.isNaN(value)) return 0;
    return (value - least) / range;
  });
}
