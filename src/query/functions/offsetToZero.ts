import { aggregateValues } from '../aggregation.ts';
import { floatRepr } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const offsetToZero = defineFunction({
  name: 'offsetToZero',
  group: 'Transform',
  summary: 'Subtracts from every series the least of its values, so that its lowest point is 0.',
  description:
    'Shows how much series vary that lie at different heights, such as the delays of hosts near and far.',
  params: { seriesList: seriesList('the series to lower') },
  rollup: handOn(),
  run: ({ seriesList }) =>
    seriesList.map((series) => {
      const least = aggregateValues(series.values, 'min');
      return derive(series, {
        name: `offsetToZero(${series.name})`,
        tags: { ...series.tags, offsetToZero: Number.isNaN(least) ? 'None' : floatRepr(least) },
        values: series.values.map((value) => value - least),
      });
    }),
  cases: [
    {
      call: 'offsetToZero(a)',
      given: { a: [12, 10, null, 17.5] },
      expect: { 'offsetToZero(a)': [2, 0, null, 7.5] },
      expectTags: { name: 'a', offsetToZero: '10.0' },
    },
    {
      call: 'offsetToZero(a)',
      given: { a: [null, null] },
      expect: { 'offsetToZero(a)': [null, null] },
      expectTags: { name: 'a', offsetToZero: 'None' },
    },
  ],
});
