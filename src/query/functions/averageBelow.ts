import { defineFunction } from '../registry/defineFunction.ts';
import { comparing } from './compareAggregate.ts';

export const averageBelow = defineFunction({
  name: 'averageBelow',
  ...comparing('average', '<='),
  summary: 'Only the series whose mean over the time range is n or less.',
  description: 'Series without any value stay, as graphite-web has it: removeEmptySeries leaves them out.',
  cases: [
    {
      call: 'averageBelow(x.*,2)',
      given: { 'x.a': [1, 3], 'x.b': [2, 4], 'x.c': [null, 9], 'x.d': [null, null] },
      expect: { 'x.a': [1, 3], 'x.d': [null, null] },
    },
    { call: 'averageBelow(x.*,n=-1)', given: { 'x.a': [-0.5], 'x.b': [-1] }, expect: { 'x.b': [-1] } },
  ],
});
