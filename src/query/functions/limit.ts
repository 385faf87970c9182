import { defineFunction } from '../registry/defineFunction.ts';
import { rankParams } from './rankSeries.ts';

export const limit = defineFunction({
  name: 'limit',
  group: 'Filter Series',
  summary: 'Only the first n series.',
  params: rankParams,
  run: ({ seriesList, n }) => seriesList.slice(0, n),
  cases: [
    {
      call: 'limit(x.*,2)',
      given: { 'x.a': [1], 'x.b': [2], 'x.c': [3] },
      expect: { 'x.a': [1], 'x.b': [2] },
    },
    { call: 'limit(x.*,n=-2)', given: { 'x.a': [1], 'x.b': [2], 'x.c': [3] }, expect: { 'x.a': [1] } },
    { call: 'limit(x.*,7)', given: { 'x.a': [null] }, expect: { 'x.a': [null] } },
  ],
});
