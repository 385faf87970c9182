import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, withDefault } from '../registry/params.ts';
import { rollupOf } from './aggregationRollup.ts';
import { movingSeries, windowHistory, windowParams, windowProblem, windowShare } from './movingSeries.ts';

export const movingWindow = defineFunction({
  name: 'movingWindow',
  group: 'Calculate',
  summary: 'An aggregation of the values before each point: so many points, or a length of time.',
  description:
    'The window ends before the point it is shown at. What it needs from before the time range is read as well. ' +
    'Absent values are no part of a window, whatever the aggregation; xFilesFactor is the share of the window that ' +
    'has to be known.',
  params: {
    ...windowParams,
    func: withDefault(aggregation('what to make of the values in a window'), 'average'),
    xFilesFactor: windowShare,
  },
  history: windowHistory,
  rollup: ({ func }, asked) => rollupOf(func, asked),
  check: windowProblem,
  run: ({ func, ...args }, context) => movingSeries(func, args, context),
  cases: [
    {
      call: 'movingWindow(a,2)',
      given: { a: { step: 60, before: [1, 3], values: [5, 7] } },
      expect: { 'movingAverage(a,2)': [2, 4] },
      expectTags: { name: 'a', movingAverage: '2' },
    },
    {
      call: "movingWindow(a,'3min','range')",
      given: { a: { step: 60, before: [1, 2, 4], values: [-3, null, null, null] } },
      expect: { 'movingRange(a,"3min")': [3, 7, 7, 0] },
    },
    {
      call: "movingWindow(a,3,'count')",
      given: { a: { step: 60, before: [1, 2, null], values: [4, null, null, null] } },
      expect: { 'movingCount(a,3)': [2, 2, 1, 1] },
    },
    {
      call: "movingWindow(a,3,func='avg_zero',xFilesFactor=0.5)",
      given: { a: { step: 60, before: [1, 2, null], values: [null, 4] } },
      expect: { 'movingAvg_zero(a,3)': [1.5, null] },
      expectTags: { name: 'a', movingAvg_zero: '3' },
    },
    {
      call: "movingWindow(a,2,'multiply')",
      given: { a: { step: 60, before: [3, null], values: [5, 2, 4] } },
      expect: { 'movingMultiply(a,2)': [3, 5, 10] },
    },
    {
      call: "movingWindow(a,2,'stddev')",
      given: { a: { step: 60, before: [3, 5], values: [5, null] } },
      expect: { 'movingStddev(a,2)': [1, 0] },
    },
  ],
});
