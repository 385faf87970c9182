import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, seriesList } from '../registry/params.ts';
import { combinedRollup } from './combineSeries.ts';
import { combineWithWildcards, wildcardPositions } from './combineWildcards.ts';

export const aggregateWithWildcards = defineFunction({
  name: 'aggregateWithWildcards',
  group: 'Combine',
  summary: 'Combines series whose names are the same but for the segments at some positions.',
  description:
    'What is left of the name is the name of the result; how values become one is an aggregation of your choice. ' +
    'The other way round, groupByNodes takes the positions that are to stay.',
  params: {
    seriesList: seriesList('the series to combine'),
    func: aggregation('how the values of a slot become one'),
    position: wildcardPositions,
  },
  rollup: ({ func }, asked) => combinedRollup(func, asked),
  run: ({ seriesList, func, position }, context) => combineWithWildcards(seriesList, func, position, context),
  cases: [
    {
      call: "aggregateWithWildcards(cpu.*.*.load,'max',1)",
      given: {
        'cpu.0.user.load': [2, 3],
        'cpu.0.wait.load': [1, null],
        'cpu.1.user.load': [6, null],
        'cpu.1.wait.load': [4, 5],
      },
      expect: { 'cpu.user.load': [6, 3], 'cpu.wait.load': [4, 5] },
      expectTags: { name: 'maxSeries(cpu.*.*.load)', aggregatedBy: 'max' },
    },
    {
      call: "aggregateWithWildcards(a.*.*,'sum',1,2)",
      given: { 'a.b.c': [1], 'a.b.d': [2], 'a.e.c': [4] },
      expect: { a: [7] },
    },
    {
      call: "sumSeries(aggregateWithWildcards(a.*.*,'avg',1))",
      given: { 'a.b.c': [1], 'a.b.d': [2], 'a.e.c': [5] },
      expect: { 'sumSeries(avgSeries(a.*.*))': [5] },
    },
    {
      call: "aggregateWithWildcards(a.*,'sum')",
      given: { 'a.b': [1], 'a.c': [2] },
      expect: { 'a.b': [1], 'a.c': [2] },
    },
  ],
});
