import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const minimumBelow = defineFunction({
  name: 'minimumBelow',
  ...comparing('min', '<='),
  summary: 'Only the series whose least value is n or less.',
  description: 'Series without any value stay, as graphite-web has it: removeEmptySeries leaves them out.',
  cases: [
    {
      call: 'minimumBelow(x.*,2)',
      given: { 'x.a': [2, 5], 'x.b': [3, 4], 'x.c': [1, null], 'x.d': [null, null] },
      expect: { 'x.a': [2, 5], 'x.c': [1, null], 'x.d': [null, null] },
    },
    { call: 'minimumBelow(x.*,n=-1)', given: { 'x.a': [-0.5], 'x.b': [-1] }, expect: { 'x.b': [-1] } },
  ],
});
