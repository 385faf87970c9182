import { aggregateValues } from '../aggregation.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { ranked, rankParams } from './rankSeries.ts';

export const mostDeviant = defineFunction({
  name: 'mostDeviant',
  group: 'Filter Series',
  summary: 'Only the n series with the greatest standard deviation over the time range, the greatest first.',
  description: 'Series without any value are left out.',
  params: rankParams,
  run: ({ seriesList, n }) => {
    const known = seriesList.filter(({ values }) => aggregateValues(values, 'count') > 0);
    return ranked(known, 'stddev', 'highest first').slice(0, n);
  },
  cases: [
    {
      call: 'mostDeviant(x.*,2)',
      given: { 'x.a': [100, 101, null], 'x.b': [1, 9, 1], 'x.c': [1, 1, 4] },
      expect: { 'x.b': [1, 9, 1], 'x.c': [1, 1, 4] },
    },
    {
      call: 'mostDeviant(x.*,n=9)',
      given: { 'x.a': [3, 3], 'x.b': [null, null], 'x.c': [7, null] },
      expect: { 'x.a': [3, 3], 'x.c': [7, null] },
    },
  ],
});
