import { defineFunction } from '../registry/defineFunction.ts';
import { anyNumber, seriesList } from '../registry/params.ts';

export const group = defineFunction({
  name: 'group',
  group: 'Combine',
  summary: 'Several lists of series as one list.',
  description: 'For functions that take only one.',
  params: { seriesLists: anyNumber(seriesList('the lists, in the order in which they are to follow')) },
  run: ({ seriesLists }) => seriesLists.flat(),
  cases: [
    {
      call: 'group(b,x.*)',
      given: { b: [1, null], 'x.a': [2, 3], 'x.c': [4, 5] },
      expect: { b: [1, null], 'x.a': [2, 3], 'x.c': [4, 5] },
    },
    {
      call: 'sumSeries(group(a,scale(b,10)))',
      given: { a: [1], b: [2] },
      expect: { 'sumSeries(a,scale(b,10))': [21] },
    },
    { call: 'group()', given: { a: [1] }, expect: {} },
  ],
});
