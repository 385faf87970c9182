import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, float, oneOf, seriesList } from '../registry/params.ts';
import { compareAggregate, OPERATORS } from './compareAggregate.ts';

export const filterSeries = defineFunction({
  name: 'filterSeries',
  group: 'Filter Series',
  summary: 'Only the series of which an aggregation over the time range compares with a number as told.',
  description: 'Where the aggregation is absent, it counts as less than any number and unequal to it.',
  params: {
    seriesList: seriesList('the series to choose from'),
    func: aggregation('what to compare'),
    operator: oneOf('how', OPERATORS),
    threshold: float('what to compare with'),
  },
  run: ({ seriesList, func, operator, threshold }) => compareAggregate(seriesList, func, operator, threshold),
  cases: [
    {
      call: "filterSeries(x.*,'max','>',5)",
      given: { 'x.a': [1, 6], 'x.b': [5, 5], 'x.c': [null, null] },
      expect: { 'x.a': [1, 6] },
    },
    {
      call: "filterSeries(x.*,'sum','<=',10)",
      given: { 'x.a': [1, 6], 'x.b': [5, 6], 'x.c': [null, null] },
      expect: { 'x.a': [1, 6], 'x.c': [null, null] },
    },
    {
      call: "filterSeries(x.*,func='last',operator='=',threshold=0)",
      given: { 'x.a': [1, 0], 'x.b': [0, null], 'x.c': [0, 1] },
      expect: { 'x.a': [1, 0], 'x.b': [0, null] },
    },
    {
      call: "filterSeries(x.*,'count','!=',0)",
      given: { 'x.a': [null, null], 'x.b': [0, null] },
      expect: { 'x.b': [0, null] },
    },
  ],
});
