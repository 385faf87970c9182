import { normalise, pathExpressions } from '../normalise.ts';
import { defineFunction, type RunContext } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { anyNumber, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { computedSeries } from './computedSeries.ts';
import { horizontalLine } from './constantLine.ts';

export const countSeries = defineFunction({
  name: 'countSeries',
  aliases: ['count'],
  group: 'Combine',
  summary: 'How many series there are, as a horizontal line.',
  description:
    'Whether they have values makes no difference: for the number of known values see aggregate with "count".',
  params: { seriesLists: anyNumber(seriesList('the series to count, in one list or several')) },
  rollup: handOn(),
  aggregator: true,
  run: ({ seriesLists }, context) => {
    if (seriesLists.length === 0) return [noSeries(context)];
    const all = seriesLists.flat();
    if (all.length === 0) return [];
    const grid = normalise(all);
    const values = new Float64Array(grid.length).fill(all.length);
    return [computedSeries(`countSeries(${pathExpressions(all)})`, grid, values, context)];
  },
  cases: [
    {
      call: 'countSeries(x.*)',
      given: { 'x.a': [1, null], 'x.b': [null, null], y: [1, 2] },
      expect: { 'countSeries(x.*)': [2, 2] },
      expectTags: { name: 'countSeries(x.*)' },
    },
    { call: 'countSeries(x.*,y)', given: { 'x.a': [1], y: [1] }, expect: { 'countSeries(x.*,y)': [2] } },
    { call: 'countSeries(nothing.*)', given: { a: [1] }, expect: {} },
    {
      call: 'countSeries()',
      given: { a: [1, 2, 3] },
      expect: { '0': [0, 0, 0] },
      expectOffset: -1,
      expectStep: 60,
    },
  ],
});

/** No list at all: a line at 0, which graphite-web writes as a whole number here and nowhere else. */
function noSeries(context: RunContext): Series {
  return {
    ...horizontalLine(0, context),
    name: '0',
    pathExpression: 'countSeries()',
    tags: { name: '0' },
  };
}
