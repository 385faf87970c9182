import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const lowestMin = defineFunction({
  name: 'lowestMin',
  ...choosing('min', 'lowest first'),
  summary: 'Only the n series with the lowest values in the time range, the lowest first.',
  description:
    'Series without any value come first, as with lowest: removeEmptySeries leaves them out. Comes from carbonapi.',
  cases: [
    {
      call: 'lowestMin(x.*,2)',
      given: { 'x.a': [1, 9], 'x.b': [3, 3], 'x.c': [4, 2] },
      expect: { 'x.a': [1, 9], 'x.c': [4, 2] },
    },
  ],
});
