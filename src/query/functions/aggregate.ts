import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, float, optional, seriesList } from '../registry/params.ts';
import { combinedRollup, combineSeries, foldDown } from './combineSeries.ts';

export const aggregate = defineFunction({
  name: 'aggregate',
  group: 'Combine',
  summary: 'Combines series into one, slot by slot, by an aggregation of your choice.',
  description:
    'Series of different steps are first brought to the common step, each by its own consolidation. ' +
    'Slots in which no series is known stay empty; xFilesFactor asks for more.',
  params: {
    seriesList: seriesList('the series to combine'),
    func: aggregation('how the values of a slot become one'),
    xFilesFactor: optional(
      float('share of the series that has to be known, from 0 (one of them) to 1 (all)'),
    ),
  },
  rollup: ({ func }, asked) => combinedRollup(func, asked),
  fold: ({ func, xFilesFactor }) => foldDown(func, xFilesFactor),
  run: ({ seriesList, func, xFilesFactor }, context) =>
    combineSeries(seriesList, func, context, xFilesFactor),
  cases: [
    {
      call: "aggregate(x.*,'median')",
      given: { 'x.a': [1, 2, null], 'x.b': [5, 4, null], 'x.c': [3, null, null] },
      expect: { 'medianSeries(x.*)': [3, 3, null] },
      expectTags: { name: 'medianSeries(x.*)', aggregatedBy: 'median' },
    },
    {
      call: "aggregate(x.*,'sumSeries',xFilesFactor=0.5)",
      given: { 'x.a': [1, 2, 3], 'x.b': [1, 2, null], 'x.c': [1, null, null] },
      expect: { 'sumSeries(x.*)': [3, 4, null] },
    },
    {
      call: "aggregate(x.*,'total')",
      given: { 'x.a': [1], 'x.b': [2] },
      expect: { 'totalSeries(x.*)': [3] },
    },
    {
      call: "aggregate(x.*,'count')",
      given: { 'x.a': [1, 2, null], 'x.b': [1, null, null] },
      expect: { 'countSeries(x.*)': [2, 1, null] },
    },
    {
      call: "aggregate(x.*,'avg_zero')",
      given: { 'x.a': [1, 2, null], 'x.b': [3, null, null] },
      expect: { 'avg_zeroSeries(x.*)': [2, 1, null] },
    },
    {
      call: "aggregate(x.*,'multiply')",
      given: { 'x.a': [2, 2, null], 'x.b': [3, null, null] },
      expect: { 'multiplySeries(x.*)': [6, null, null] },
    },
  ],
});
