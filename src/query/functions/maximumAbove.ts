import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const maximumAbove = defineFunction({
  name: 'maximumAbove',
  ...comparing('max', '>'),
  summary: 'Only the series whose greatest value is above n.',
  description: 'Series without any value are left out.',
  cases: [
    {
      call: 'maximumAbove(x.*,2)',
      given: { 'x.a': [1, 2], 'x.b': [3, 1], 'x.c': [1, null], 'x.d': [null, null] },
      expect: { 'x.b': [3, 1] },
    },
    { call: 'maximumAbove(x.*,n=2.5)', given: { 'x.a': [2.5], 'x.b': [2.75] }, expect: { 'x.b': [2.75] } },
  ],
});
