import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { ranked } from './rankSeries.ts';

export const sortByTotal = defineFunction({
  name: 'sortByTotal',
  group: 'Sorting',
  summary: 'Sorts series by the sum of their values over the time range, the highest first.',
  description: 'Series without any value come last. Equals stay as they are.',
  params: { seriesList: seriesList('the series to sort') },
  run: ({ seriesList }) => ranked(seriesList, 'sum', 'highest first'),
  cases: [
    {
      call: 'sortByTotal(x.*)',
      given: { 'x.a': [3, 5], 'x.b': [1, 9], 'x.c': [null, null], 'x.d': [8, null] },
      expect: { 'x.b': [1, 9], 'x.a': [3, 5], 'x.d': [8, null], 'x.c': [null, null] },
    },
    {
      call: 'sortByTotal(x.*)',
      given: { 'x.a': [null], 'x.b': [-1] },
      expect: { 'x.b': [-1], 'x.a': [null] },
    },
  ],
});
