import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const lowestAverage = defineFunction({
  name: 'lowestAverage',
  ...choosing('average', 'lowest first'),
  summary: 'Only the n series with the lowest mean over the time range, the lowest first.',
  description:
    'Series without any value come first, as graphite-web has it: removeEmptySeries leaves them out.',
  cases: [
    {
      call: 'lowestAverage(x.*,2)',
      given: { 'x.a': [1, 2], 'x.b': [null, 9], 'x.c': [3, -4] },
      expect: { 'x.c': [3, -4], 'x.a': [1, 2] },
    },
    {
      call: 'lowestAverage(x.*,2)',
      given: { 'x.a': [1], 'x.b': [null], 'x.c': [2] },
      expect: { 'x.b': [null], 'x.a': [1] },
    },
  ],
});
