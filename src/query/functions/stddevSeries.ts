import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

export const stddevSeries = defineFunction({
  name: 'stddevSeries',
  aliases: ['stddev'],
  summary: 'How far series lie apart, slot by slot: their standard deviation.',
  description: 'Of the whole population: the sum of squares is divided by the number of known values.',
  ...combining('stddev'),
  cases: [
    {
      call: 'stddevSeries(x.*)',
      given: { 'x.a': [1, 2, null], 'x.b': [3, null, null], 'x.c': [5, 6, null], 'x.d': [7, null, null] },
      expect: { 'stddevSeries(x.*)': [2.236068, 2, null] },
      expectDigits: 6,
      expectTags: { name: 'stddevSeries(x.*)', aggregatedBy: 'stddev' },
    },
    { call: 'stddevSeries(a)', given: { a: [7, null] }, expect: { 'stddevSeries(a)': [0, null] } },
  ],
});
