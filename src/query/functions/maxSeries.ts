import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

export const maxSeries = defineFunction({
  name: 'maxSeries',
  aliases: ['max'],
  summary: 'The greatest value of series, slot by slot.',
  description:
    'Series of different steps are first brought to the common step, each by its own consolidation.',
  ...combining('max'),
  cases: [
    {
      call: 'maxSeries(a,b)',
      given: { a: [1, -2, null, null], b: [0, -1, 5, null] },
      expect: { 'maxSeries(a,b)': [1, -1, 5, null] },
    },
  ],
});
