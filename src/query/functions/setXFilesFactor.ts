import { floatRepr } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList } from '../registry/params.ts';

export const setXFilesFactor = defineFunction({
  name: 'setXFilesFactor',
  aliases: ['xFilesFactor'],
  group: 'Special',
  summary: 'Sets how many of the values have to be known where several become one.',
  description:
    'That is where an answer has more values than are wanted, and in all functions around this one that combine series or take an ' +
    'xFilesFactor, unless they are given another. At 0, the usual, one known value is enough; at 1 all have to be known. Of several ' +
    'in the arguments of a function the last counts.',
  params: {
    seriesList: seriesList('the series'),
    xFilesFactor: float('share of the values, from 0 to 1'),
  },
  xFilesFactor: ({ xFilesFactor }) => xFilesFactor,
  run: ({ seriesList, xFilesFactor }) =>
    seriesList.map((series) => ({
      ...series,
      xFilesFactor,
      tags: { ...series.tags, xFilesFactor: floatRepr(xFilesFactor) },
    })),
  cases: [
    {
      call: 'setXFilesFactor(a,0.5)',
      given: { a: [1, null] },
      expect: { a: [1, null] },
      expectTags: { name: 'a', xFilesFactor: '0.5' },
    },
    {
      call: 'sumSeries(xFilesFactor(x.*,1))',
      given: { 'x.a': [1, null, 3, null], 'x.b': [10, 20, null, null] },
      expect: { 'sumSeries(x.*)': [11, null, null, null] },
      expectTags: { name: 'sumSeries(x.*)', xFilesFactor: '1.0', aggregatedBy: 'sum' },
    },
    {
      call: 'sumSeries(b,xFilesFactor(a,1))',
      given: { a: [1, null, 3], b: [10, 20, null] },
      expect: { 'sumSeries(b,a)': [11, null, null] },
    },
    {
      call: 'sumSeries(xFilesFactor(a,1),b)',
      given: { a: [1, null, 3, 4], b: { step: 120, values: [10, 20] } },
      expect: { 'sumSeries(a,b)': [null, 23.5] },
      expectStep: 120,
    },
  ],
});
