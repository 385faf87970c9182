import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const highestCurrent = defineFunction({
  name: 'highestCurrent',
  ...choosing('current', 'highest first'),
  summary: 'Only the n series with the highest last value in the time range, the highest first.',
  description: 'Series without any value come last.',
  cases: [
    {
      call: 'highestCurrent(x.*,2)',
      given: { 'x.a': [9, 1], 'x.b': [1, 2], 'x.c': [3, null] },
      expect: { 'x.c': [3, null], 'x.b': [1, 2] },
    },
    {
      call: 'highestCurrent(x.*,n=-1)',
      given: { 'x.a': [null, null], 'x.b': [1, 2], 'x.c': [3, 3] },
      expect: { 'x.c': [3, 3], 'x.b': [1, 2] },
    },
  ],
});
