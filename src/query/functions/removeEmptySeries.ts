import { countKnown } from '../aggregation.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, optional, seriesList } from '../registry/params.ts';

export const removeEmptySeries = defineFunction({
  name: 'removeEmptySeries',
  group: 'Filter Series',
  summary: 'Only the series that have values in the time range.',
  params: {
    seriesList: seriesList('the series to choose from'),
    xFilesFactor: optional(
      float('share of the values that has to be known, from 0 (one value, as without it) to 1 (all of them)'),
    ),
  },
  run: ({ seriesList, xFilesFactor = 0 }) =>
    seriesList.filter(({ values }) => {
      const known = countKnown(values);
      return known > 0 && known / values.length >= xFilesFactor;
    }),
  cases: [
    {
      call: 'removeEmptySeries(x.*)',
      given: { 'x.a': [null, 0], 'x.b': [null, null] },
      expect: { 'x.a': [null, 0] },
    },
    {
      call: 'removeEmptySeries(x.*,0.6)',
      given: { 'x.a': [1, 2, null], 'x.b': [1, null, null] },
      expect: { 'x.a': [1, 2, null] },
    },
    {
      call: 'removeEmptySeries(x.*,xFilesFactor=1)',
      given: { 'x.a': [1, 2], 'x.b': [1, null] },
      expect: { 'x.a': [1, 2] },
    },
  ],
});
