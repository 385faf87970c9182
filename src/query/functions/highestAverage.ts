import { defineFunction } from '../registry/defineFunction.ts';
import { integer, seriesList } from '../registry/params.ts';

export const highestAverage = defineFunction({
  name: 'highestAverage',
  group: 'Filter Series',
  summary: 'Only the n series with the highest mean over the time range, the highest first.',
  description: 'Series without any value come last. A negative n leaves out that many of the lowest instead.',
  params: { seriesList: seriesList('the series to choose from'), n: integer('how many series') },
  run: ({ seriesList, n }) => {
    const ranked = seriesList.map((series) => ({ series, mean: mean(series.values) }));
    // The sort is stable: equals stay in the order they came in.
    ranked.sort((a, b) => (a.mean === b.mean ? 0 : b.mean > a.mean ? 1 : -1));
    return ranked.slice(0, n).map(({ series }) => series);
  },
  cases: [
    {
      call: 'highestAverage(x.*,2)',
      given: { 'x.a': [1, 2], 'x.b': [null, 9], 'x.c': [3, 4], 'x.d': [null, null] },
      expect: { 'x.b': [null, 9], 'x.c': [3, 4] },
    },
    {
      call: 'highestAverage(x.*,9)',
      given: { 'x.a': [null], 'x.b': [-7] },
      expect: { 'x.b': [-7], 'x.a': [null] },
    },
    { call: 'highestAverage(x.*,1)', given: { 'x.a': [2, 2], 'x.b': [1, 3] }, expect: { 'x.a': [2, 2] } },
    { call: 'highestAverage(x.*,0)', given: { 'x.a': [1] }, expect: {} },
  ],
});

/** Mean of the known values; minus infinity without any, so that such series rank last. */
function mean(values: Float64Array): number {
  let sum = 0;
  let known = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  return known === 0 ? Number.NEGATIVE_INFINITY : sum / known;
}
