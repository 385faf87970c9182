import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { consolidatedBy } from './consolidateBy.ts';

export const cumulative = defineFunction({
  name: 'cumulative',
  group: 'Special',
  summary: 'Adds values up where there are more than are wanted: short for consolidateBy(…, "sum").',
  params: { seriesList: seriesList('the series to consolidate so') },
  rollup: () => 'sum',
  run: ({ seriesList }) => consolidatedBy(seriesList, 'sum'),
  cases: [
    {
      call: 'cumulative(sales.*)',
      given: { 'sales.a': [1, null, 3], 'sales.b': [4, 5, 6] },
      expect: { 'consolidateBy(sales.a,"sum")': [1, null, 3], 'consolidateBy(sales.b,"sum")': [4, 5, 6] },
      expectTags: { name: 'sales.a', consolidateBy: 'sum' },
    },
    {
      call: 'sumSeries(cumulative(a),b)',
      given: { a: [1, 3, 5, null], b: { step: 120, values: [10, 20] } },
      expect: { 'sumSeries(consolidateBy(a,"sum"),b)': [14, 25] },
      expectStep: 120,
    },
  ],
});
