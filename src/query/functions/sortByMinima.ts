import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { compareAggregate } from './compareAggregate.ts';
import { ranked } from './rankSeries.ts';

export const sortByMinima = defineFunction({
  name: 'sortByMinima',
  group: 'Sorting',
  summary: 'Sorts series by their least value in the time range, the lowest first.',
  description: 'Series that never go above 0 are left out.',
  params: { seriesList: seriesList('the series to sort') },
  run: ({ seriesList }) => ranked(compareAggregate(seriesList, 'max', '>', 0), 'min', 'lowest first'),
  cases: [
    {
      call: 'sortByMinima(x.*)',
      given: { 'x.a': [3, 5], 'x.b': [1, 9], 'x.c': [-2, null], 'x.d': [null, 2] },
      expect: { 'x.b': [1, 9], 'x.d': [null, 2], 'x.a': [3, 5] },
    },
    { call: 'sortByMinima(x.*)', given: { 'x.a': [0], 'x.b': [null] }, expect: {} },
  ],
});
