import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, float, optional } from '../registry/params.ts';
import { combineLists, combineListsParams } from './combineLists.ts';
import { combinedRollup } from './combineSeries.ts';

export const aggregateSeriesLists = defineFunction({
  name: 'aggregateSeriesLists',
  group: 'Combine',
  summary:
    'Combines the first series of one list with the first of another, the second with the second, and so on.',
  description:
    'Both lists have to be of the same length. How two become one is an aggregation of your choice.',
  params: {
    ...combineListsParams,
    func: aggregation('how two values become one'),
    xFilesFactor: optional(float('share of the two that has to be known: above 0.5, both')),
  },
  rollup: ({ func }, asked) => combinedRollup(func, asked),
  run: ({ seriesListFirstPos, seriesListSecondPos, func, xFilesFactor }, context) =>
    combineLists(seriesListFirstPos, seriesListSecondPos, func, context, xFilesFactor),
  cases: [
    {
      call: "aggregateSeriesLists(*.in,*.out,'max')",
      given: { 'a.in': [1, 2], 'b.in': [3, null], 'a.out': [5, 0], 'b.out': [1, 4] },
      expect: { 'maxSeries(a.in,a.out)': [5, 2], 'maxSeries(b.in,b.out)': [3, 4] },
      expectTags: { name: 'maxSeries(*.in,*.out)', aggregatedBy: 'max' },
    },
    {
      call: "aggregateSeriesLists(a,b,func='avg',xFilesFactor=1)",
      given: { a: [1, null], b: [3, 5] },
      expect: { 'avgSeries(a,b)': [2, null] },
    },
  ],
});
