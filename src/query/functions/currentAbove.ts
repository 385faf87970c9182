import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const currentAbove = defineFunction({
  name: 'currentAbove',
  ...comparing('last', '>'),
  summary: 'Only the series whose last value in the time range is above n.',
  description: 'Series without any value are left out.',
  cases: [
    {
      call: 'currentAbove(x.*,2)',
      given: { 'x.a': [9, 2], 'x.b': [1, 3], 'x.c': [4, null], 'x.d': [null, null] },
      expect: { 'x.b': [1, 3], 'x.c': [4, null] },
    },
    { call: 'currentAbove(x.*,n=2.5)', given: { 'x.a': [2.5], 'x.b': [2.75] }, expect: { 'x.b': [2.75] } },
  ],
});
