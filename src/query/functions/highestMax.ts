import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const highestMax = defineFunction({
  name: 'highestMax',
  ...choosing('max', 'highest first'),
  summary: 'Only the n series with the highest values in the time range, the highest first.',
  description: 'Series without any value come last.',
  cases: [
    {
      call: 'highestMax(x.*,1)',
      given: { 'x.a': [1, 9, 1], 'x.b': [8, 8, 8], 'x.c': [null, null, null] },
      expect: { 'x.a': [1, 9, 1] },
    },
    {
      call: 'highestMax(x.*,9)',
      given: { 'x.a': [null], 'x.b': [-1], 'x.c': [2] },
      expect: { 'x.c': [2], 'x.b': [-1], 'x.a': [null] },
    },
  ],
});
