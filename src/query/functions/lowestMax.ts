import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const lowestMax = defineFunction({
  name: 'lowestMax',
  ...choosing('max', 'lowest first'),
  summary: 'Only the n series whose greatest values are the lowest, the lowest first.',
  description:
    'Series without any value come first, as with lowest: removeEmptySeries leaves them out. Comes from carbonapi.',
  cases: [
    {
      call: 'lowestMax(x.*,2)',
      given: { 'x.a': [1, 9], 'x.b': [3, 3], 'x.c': [2, 4] },
      expect: { 'x.b': [3, 3], 'x.c': [2, 4] },
    },
  ],
});
