import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const averageAbove = defineFunction({
  name: 'averageAbove',
  ...comparing('average', '>'),
  summary: 'Only the series whose mean over the time range is above n.',
  description: 'Series without any value are left out.',
  cases: [
    {
      call: 'averageAbove(x.*,2)',
      given: { 'x.a': [1, 3], 'x.b': [2, 4], 'x.c': [null, 9], 'x.d': [null, null] },
      expect: { 'x.b': [2, 4], 'x.c': [null, 9] },
    },
    { call: 'averageAbove(x.*,n=2.5)', given: { 'x.a': [2.5], 'x.b': [2.75] }, expect: { 'x.b': [2.75] } },
  ],
});
