import { defineFunction } from '../registry/defineFunction.ts';
import { float, optional, seriesList } from '../registry/params.ts';

export const removeZeroSeries = defineFunction({
  name: 'removeZeroSeries',
  group: 'Filter Series',
  summary: 'Only the series that have values other than 0 in the time range.',
  description: 'Comes from carbonapi.',
  params: {
    seriesList: seriesList('the series to choose from'),
    xFilesFactor: optional(
      float(
        'share of the values that has to be known and not 0, from 0 (one value, as without it) to 1 (all)',
      ),
    ),
  },
  run: ({ seriesList, xFilesFactor = 0 }) =>
    seriesList.filter(({ values }) => {
      const others = values.reduce((count, value) => (value < 0 || value > 0 ? count + 1 : count), 0);
      return others > 0 && others / values.length >= xFilesFactor;
    }),
  cases: [
    {
      call: 'removeZeroSeries(x.*)',
      given: { 'x.a': [0, -1], 'x.b': [0, null], 'x.c': [null, null] },
      expect: { 'x.a': [0, -1] },
    },
    {
      call: 'removeZeroSeries(x.*,0.5)',
      given: { 'x.a': [1, 0, 3], 'x.b': [1, 0, null] },
      expect: { 'x.a': [1, 0, 3] },
    },
  ],
});
