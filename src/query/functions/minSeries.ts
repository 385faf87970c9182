import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { combineParams, combineSeries } from './combineSeries.ts';

export const minSeries = defineFunction({
  name: 'minSeries',

  group: 'Combine',
  summary: 'The least value of series, slot by slot.',
  description:
    'Series of different steps are first brought to the common step, each by its own consolidation.',
  params: combineParams,
  rollup: handOn('min', 'last'),
  run: ({ seriesLists }, context) => combineSeries(seriesLists.flat(), 'min', context),
  cases: [
    {
      call: 'minSeries(a,b)',
      given: { a: [1, -2, null, null], b: [0, -1, 5, null] },
      expect: { 'minSeries(a,b)': [0, -2, 5, null] },
    },
  ],
});
