import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList, text } from '../registry/params.ts';
import { rename } from '../series.ts';

export const alias = defineFunction({
  name: 'alias',
  group: 'Alias',
  summary: 'Shows a text in place of the name.',
  params: { seriesList: seriesList('the series to name'), newName: text('the name to show') },
  run: ({ seriesList, newName }) => seriesList.map((series) => rename(series, newName)),
  cases: [
    { call: "alias(a.b,'Load of b')", given: { 'a.b': [1, 2] }, expect: { 'Load of b': [1, 2] } },
    { call: "a.b | alias('b')", given: { 'a.b': [1, null] }, expect: { b: [1, null] } },
    {
      call: "sumSeries(alias(a,'x'),alias(b,'y'))",
      given: { a: [1], b: [2] },
      expect: { 'sumSeries(a,b)': [3] },
    },
  ],
});
