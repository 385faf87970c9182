import { pythonRegex } from '../pythonRegex.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList, text } from '../registry/params.ts';
import { rename } from '../series.ts';

export const aliasSub = defineFunction({
  name: 'aliasSub',
  group: 'Alias',
  summary: 'Replaces what a regular expression matches in the names.',
  description:
    'All matches are replaced. The replacement may contain what groups of the expression matched: `\\1`, `\\g<1>` or, for a ' +
    'group `(?P<host>…)`, `\\g<host>`. Expressions have the syntax of RE2: no look-ahead, no references to groups.',
  params: {
    seriesList: seriesList('the series to name'),
    search: text('a regular expression'),
    replace: text('what to put in place of a match'),
  },
  run: ({ seriesList, search, replace }) => {
    const substitute = pythonRegex(search).substitution(replace);
    return seriesList.map((series) => rename(series, substitute(series.name)));
  },
  cases: [
    {
      call: String.raw`aliasSub(ip.*,"^.*TCP(\d+)","port \1")`,
      given: { 'ip.TCP443': [1], 'ip.TCP80': [2], 'ip.UDP53': [3] },
      expect: { 'port 443': [1], 'port 80': [2], 'ip.UDP53': [3] },
    },
    {
      call: String.raw`aliasSub(scale(a.b,2), "(^.*$)", "\1 A")`,
      given: { 'a.b': [1, null] },
      expect: { 'scale(a.b,2) A': [2, null] },
      expectTags: { name: 'a.b', scale: '2.0' },
    },
    {
      call: String.raw`aliasSub(web.*,'(?P<host>[a-z]+)(\d)?$','\g<host>-\2')`,
      given: { 'web.a1': [1], 'web.b': [2] },
      expect: { 'web.a-1': [1], 'web.b-': [2] },
    },
    { call: "sumSeries(aliasSub(a.b,'a','x'))", given: { 'a.b': [1] }, expect: { 'sumSeries(a.b)': [1] } },
    // The empty text behind a match is one as well, as Python has it.
    { call: "aliasSub(a.b,'.*','x')", given: { 'a.b': [1] }, expect: { xx: [1] } },
  ],
});
