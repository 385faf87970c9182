import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

export const rangeOfSeries = defineFunction({
  name: 'rangeOfSeries',
  summary: 'The greatest value of series less the least, slot by slot.',
  ...combining('rangeOf'),
  cases: [
    {
      call: 'rangeOfSeries(x.*)',
      given: { 'x.a': [1, 2, null], 'x.b': [4, null, null], 'x.c': [-3, 7, null] },
      expect: { 'rangeOfSeries(x.*)': [7, 5, null] },
      expectTags: { name: 'rangeOfSeries(x.*)', aggregatedBy: 'rangeOf' },
    },
  ],
});
