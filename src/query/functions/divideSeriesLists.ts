import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { pairs } from './combineLists.ts';
import { combinePair, quotient } from './combinePair.ts';

export const divideSeriesLists = defineFunction({
  name: 'divideSeriesLists',
  group: 'Combine',
  summary:
    'The first series of one list divided by the first of another, the second by the second, and so on.',
  description:
    'Both lists have to be of the same length. Absent where one of both is, and where the divisor is 0.',
  params: {
    dividendSeriesList: seriesList('the series to divide'),
    divisorSeriesList: seriesList('what each is divided by, in the same order and as many'),
  },
  rollup: handOn('last'),
  run: ({ dividendSeriesList, divisorSeriesList }, context) =>
    pairs(dividendSeriesList, divisorSeriesList).map(([dividend, divisor]) =>
      combinePair(`divideSeries(${dividend.name},${divisor.name})`, dividend, divisor, quotient, context),
    ),
  cases: [
    {
      call: 'divideSeriesLists(*.errors,*.requests)',
      given: { 'a.errors': [1, 2], 'b.errors': [3, null], 'a.requests': [4, 0], 'b.requests': [12, 5] },
      expect: {
        'divideSeries(a.errors,a.requests)': [0.25, null],
        'divideSeries(b.errors,b.requests)': [0.25, null],
      },
      expectTags: { name: 'divideSeries(a.errors,a.requests)' },
    },
    {
      call: 'divideSeriesLists(a,b)',
      given: { a: [1, 3, 6, null], b: { step: 120, values: [4, 2] } },
      expect: { 'divideSeries(a,b)': [0.5, 3] },
      expectStep: 120,
    },
  ],
});
