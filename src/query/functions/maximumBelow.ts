import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const maximumBelow = defineFunction({
  name: 'maximumBelow',
  ...comparing('max', '<='),
  summary: 'Only the series whose greatest value is n or less.',
  description: 'Series without any value stay, as graphite-web has it: removeEmptySeries leaves them out.',
  cases: [
    {
      call: 'maximumBelow(x.*,2)',
      given: { 'x.a': [1, 2], 'x.b': [3, 1], 'x.c': [1, null], 'x.d': [null, null] },
      expect: { 'x.a': [1, 2], 'x.c': [1, null], 'x.d': [null, null] },
    },
    { call: 'maximumBelow(x.*,n=-1)', given: { 'x.a': [-0.5], 'x.b': [-1] }, expect: { 'x.b': [-1] } },
  ],
});
