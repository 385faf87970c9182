import { defineFunction } from '../registry/defineFunction.ts';
import { aggregation, boolean, seriesList, withDefault } from '../registry/params.ts';
import { ranked } from './rankSeries.ts';

export const sortBy = defineFunction({
  name: 'sortBy',
  group: 'Sorting',
  summary: 'Sorts series by an aggregation of their values over the time range, the lowest first.',
  description: 'Where the aggregation is absent it counts as less than any number. Equals stay as they are.',
  params: {
    seriesList: seriesList('the series to sort'),
    func: withDefault(aggregation('what to sort by'), 'average'),
    reverse: withDefault(boolean('whether the highest comes first'), false),
  },
  run: ({ seriesList, func, reverse }) =>
    ranked(seriesList, func, reverse ? 'highest first' : 'lowest first'),
  cases: [
    {
      call: 'sortBy(x.*)',
      given: { 'x.a': [3, 5], 'x.b': [1, null], 'x.c': [null, null] },
      expect: { 'x.c': [null, null], 'x.b': [1, null], 'x.a': [3, 5] },
    },
    {
      call: "sortBy(x.*,'max',true)",
      given: { 'x.a': [3, 5], 'x.b': [1, 9], 'x.c': [null, null] },
      expect: { 'x.b': [1, 9], 'x.a': [3, 5], 'x.c': [null, null] },
    },
    {
      call: "sortBy(x.*,reverse=true,func='last')",
      given: { 'x.a': [3, 5], 'x.b': [1, 5], 'x.c': [6, null] },
      expect: { 'x.c': [6, null], 'x.a': [3, 5], 'x.b': [1, 5] },
    },
  ],
});
