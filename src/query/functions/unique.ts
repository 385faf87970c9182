import { defineFunction } from '../registry/defineFunction.ts';
import { oneOrMore, seriesList } from '../registry/params.ts';

export const unique = defineFunction({
  name: 'unique',
  group: 'Filter Series',
  summary: 'Of series with the same name only the first.',
  description: 'Lists are put together in their order.',
  params: { seriesLists: oneOrMore(seriesList('series, in one list or several')) },
  run: ({ seriesLists }) => {
    const seen = new Set<string>();
    return seriesLists.flat().filter(({ name }) => !seen.has(name) && seen.add(name));
  },
  cases: [
    {
      call: 'unique(x.*,x.a,y)',
      given: { 'x.a': [1], 'x.b': [2], y: [3] },
      expect: { 'x.a': [1], 'x.b': [2], y: [3] },
    },
    { call: "unique(alias(a,'x'),alias(b,'x'))", given: { a: [1], b: [2] }, expect: { x: [1] } },
  ],
});
