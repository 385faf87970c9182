import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { combineParams, combineSeries } from './combineSeries.ts';

export const maxSeries = defineFunction({
  name: 'maxSeries',

  group: 'Combine',
  summary: 'The greatest value of series, slot by slot.',
  description:
    'Series of different steps are first brought to the common step, each by its own consolidation.',
  params: combineParams,
  rollup: handOn('max', 'last'),
  run: ({ seriesLists }, context) => combineSeries(seriesLists.flat(), 'max', context),
  cases: [
    {
      call: 'maxSeries(a,b)',
      given: { a: [1, -2, null, null], b: [0, -1, 5, null] },
      expect: { 'maxSeries(a,b)': [1, -1, 5, null] },
    },
  ],
});
