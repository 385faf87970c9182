import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const highestMin = defineFunction({
  name: 'highestMin',
  ...choosing('min', 'highest first'),
  summary: 'Only the n series whose least values are the highest, the highest first.',
  description: 'Series without any value come last. Comes from carbonapi.',
  cases: [
    {
      call: 'highestMin(x.*,2)',
      given: { 'x.a': [1, 9], 'x.b': [3, 3], 'x.c': [2, null], 'x.d': [null, null] },
      expect: { 'x.b': [3, 3], 'x.c': [2, null] },
    },
  ],
});
