import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const minimumAbove = defineFunction({
  name: 'minimumAbove',
  ...comparing('min', '>'),
  summary: 'Only the series whose least value is above n.',
  description: 'Series without any value are left out.',
  cases: [
    {
      call: 'minimumAbove(x.*,2)',
      given: { 'x.a': [2, 5], 'x.b': [3, 4], 'x.c': [1, null], 'x.d': [null, null] },
      expect: { 'x.b': [3, 4] },
    },
    { call: 'minimumAbove(x.*,n=2.5)', given: { 'x.a': [2.5], 'x.b': [2.75] }, expect: { 'x.b': [2.75] } },
  ],
});
