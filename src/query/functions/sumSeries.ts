import { defineFunction } from '../registry/defineFunction.ts';
import { combining } from './combineSeries.ts';

export const sumSeries = defineFunction({
  name: 'sumSeries',
  aliases: ['sum'],
  summary: 'Adds series together, slot by slot.',
  description:
    'Slots without a value in any series stay empty; a value missing in some of them counts as nothing. Series of different steps are first brought to the common step, each by its own consolidation.',
  ...combining('sum'),
  cases: [
    {
      call: 'sumSeries(a,b)',
      given: { a: [1, 2, null, null], b: [10, null, 30, null] },
      expect: { 'sumSeries(a,b)': [11, 2, 30, null] },
      expectTags: { name: 'sumSeries(a,b)', aggregatedBy: 'sum' },
    },
    { call: 'sum(x.*)', given: { 'x.a': [1, 2], 'x.b': [3, 4] }, expect: { 'sumSeries(x.*)': [4, 6] } },
    {
      call: 'sum(a,b)',
      given: { a: [1, 3, 5, null, 7], b: { step: 120, values: [10, 20, 30] } },
      expect: { 'sumSeries(a,b)': [12, 25, 37] },
      expectStep: 120,
    },
    {
      call: 'sum(a)',
      given: { 'a;dc=x;host=1': [1] },
      expect: {},
    },
    { call: 'sum(nothing.*)', given: { a: [1] }, expect: {} },
  ],
});
