import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { ranked } from './rankSeries.ts';

export const sortByMaxima = defineFunction({
  name: 'sortByMaxima',
  group: 'Sorting',
  summary: 'Sorts series by their greatest value in the time range, the highest first.',
  description: 'Series without any value come last. Equals stay as they are.',
  params: { seriesList: seriesList('the series to sort') },
  run: ({ seriesList }) => ranked(seriesList, 'max', 'highest first'),
  cases: [
    {
      call: 'sortByMaxima(x.*)',
      given: { 'x.a': [3, 5], 'x.b': [1, 9], 'x.c': [null, null] },
      expect: { 'x.b': [1, 9], 'x.a': [3, 5], 'x.c': [null, null] },
    },
    {
      call: 'sortByMaxima(x.*)',
      given: { 'x.a': [null, 4], 'x.b': [4, 1] },
      expect: { 'x.a': [null, 4], 'x.b': [4, 1] },
    },
  ],
});
