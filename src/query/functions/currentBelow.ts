import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const currentBelow = defineFunction({
  name: 'currentBelow',
  ...comparing('last', '<='),
  summary: 'Only the series whose last value in the time range is n or less.',
  description: 'Series without any value stay, as graphite-web has it: removeEmptySeries leaves them out.',
  cases: [
    {
      call: 'currentBelow(x.*,2)',
      given: { 'x.a': [9, 2], 'x.b': [1, 3], 'x.c': [4, null], 'x.d': [null, null] },
      expect: { 'x.a': [9, 2], 'x.d': [null, null] },
    },
    { call: 'currentBelow(x.*,n=-1)', given: { 'x.a': [-0.5], 'x.b': [-1] }, expect: { 'x.b': [-1] } },
  ],
});
