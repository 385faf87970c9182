import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

export const minSeries = defineFunction({
  name: 'minSeries',
  aliases: ['min'],
  summary: 'The least value of series, slot by slot.',
  description:
    'Series of different steps are first brought to the common step, each by its own consolidation.',
  ...combining('min'),
  cases: [
    {
      call: 'minSeries(a,b)',
      given: { a: [1, -2, null, null], b: [0, -1, 5, null] },
      expect: { 'minSeries(a,b)': [0, -2, 5, null] },
    },
  ],
});
