import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, withDefault } from '../registry/params.ts';
import { ranked, rankParams } from './rankSeries.ts';

export const highest = defineFunction({
  name: 'highest',
  group: 'Filter Series',
  summary: 'Only the n series with the highest aggregated value over the time range, the highest first.',
  description: 'Series without any value come last.',
  params: { ...rankParams, func: withDefault(aggregation('what to compare them by'), 'average') },
  run: ({ seriesList, n, func }) => ranked(seriesList, func, 'highest first').slice(0, n),
  cases: [
    {
      call: 'highest(x.*,2)',
      given: { 'x.a': [1, 2], 'x.b': [null, 9], 'x.c': [3, 4] },
      expect: { 'x.b': [null, 9], 'x.c': [3, 4] },
    },
    {
      call: "highest(x.*,1,'min')",
      given: { 'x.a': [1, 9], 'x.b': [3, 3] },
      expect: { 'x.b': [3, 3] },
    },
    {
      call: "highest(x.*,n=3,func='count')",
      given: { 'x.a': [null, null], 'x.b': [1, null], 'x.c': [1, 2] },
      expect: { 'x.c': [1, 2], 'x.b': [1, null], 'x.a': [null, null] },
    },
  ],
});
