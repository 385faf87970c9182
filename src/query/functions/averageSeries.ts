import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

export const averageSeries = defineFunction({
  name: 'averageSeries',
  aliases: ['avg'],
  summary: 'The mean of series, slot by slot.',
  description:
    'Only the values that are there count. Series of different steps are first brought to the common step, each by its own consolidation.',
  ...combining('average'),
  cases: [
    {
      call: 'averageSeries(x.*)',
      given: { 'x.a': [1, 2, null], 'x.b': [3, null, null], 'x.c': [5, 7, null] },
      expect: { 'averageSeries(x.*)': [3, 4.5, null] },
      expectTags: { name: 'averageSeries(x.*)', aggregatedBy: 'average' },
    },
    { call: 'avg(a,b)', given: { a: [1], b: [2] }, expect: { 'averageSeries(a,b)': [1.5] } },
  ],
});
