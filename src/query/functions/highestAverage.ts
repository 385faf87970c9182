import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const highestAverage = defineFunction({
  name: 'highestAverage',
  ...choosing('average', 'highest first'),
  summary: 'Only the n series with the highest mean over the time range, the highest first.',
  description: 'Series without any value come last.',
  cases: [
    {
      call: 'highestAverage(x.*,2)',
      given: { 'x.a': [1, 2], 'x.b': [null, 9], 'x.c': [3, 4], 'x.d': [null, null] },
      expect: { 'x.b': [null, 9], 'x.c': [3, 4] },
    },
    {
      call: 'highestAverage(x.*,9)',
      given: { 'x.a': [null], 'x.b': [-7] },
      expect: { 'x.b': [-7], 'x.a': [null] },
    },
    { call: 'highestAverage(x.*,1)', given: { 'x.a': [2, 2], 'x.b': [1, 3] }, expect: { 'x.a': [2, 2] } },
    { call: 'highestAverage(x.*,0)', given: { 'x.a': [1] }, expect: {} },
  ],
});
