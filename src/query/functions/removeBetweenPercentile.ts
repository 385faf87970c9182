import { normalise } from '../normalise.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { readRow } from './combineSeries.ts';
import { bandProblem, isWithin, percentileBand } from './percentileBand.ts';

export const removeBetweenPercentile = defineFunction({
  name: 'removeBetweenPercentile',
  group: 'Filter Series',
  summary: 'Only the series that are at some moment among the highest or the lowest of all.',
  description:
    'Those are left out whose values always lie between the n-th percentile of the moment and that as far from the other end: ' +
    '95 means the same as 5. Absent values do not count, so that a series without any is left out. Series of ' +
    'different steps are compared on the common step, each by its own consolidation.',
  params: {
    seriesList: seriesList('the series to choose from'),
    n: float('the percentile at one end, from 0 to 100'),
  },
  check: bandProblem,
  run: ({ seriesList, n }) => (seriesList.length === 0 ? [] : outsideOnce(seriesList, n)),
  cases: [
    {
      call: 'removeBetweenPercentile(x.*,75)',
      given: { 'x.a': [1, 1], 'x.b': [2, 2], 'x.c': [3, 9], 'x.d': [4, 4], 'x.e': [5, 5] },
      expect: { 'x.a': [1, 1], 'x.b': [2, 2], 'x.c': [3, 9], 'x.e': [5, 5] },
    },
    {
      call: 'removeBetweenPercentile(x.*,n=25)',
      given: { 'x.a': [1], 'x.b': [2], 'x.c': [3] },
      expect: { 'x.a': [1], 'x.c': [3] },
    },
    {
      call: 'removeBetweenPercentile(x.*,75)',
      given: { 'x.a': [1, 1], 'x.b': [2, null], 'x.c': [3, 3], 'x.d': [null, null] },
      expect: { 'x.a': [1, 1], 'x.c': [3, 3] },
      differs: 'graphite-web under Python 3 fails with an internal error when a value is absent',
    },
  ],
});

/** Series with a value that does not lie within the band of its moment. */
function outsideOnce(list: readonly Series[], n: number): Series[] {
  const { columns, length } = normalise(list);
  const row = new Float64Array(columns.length);
  const kept = new Uint8Array(columns.length);
  for (let i = 0; i < length; i++) {
    readRow(columns, i, row);
    const band = percentileBand(row, n);
    for (let j = 0; j < row.length; j++) {
      const value = row[j]!;
      if (!Number.isNaN(value) && !isWithin(band, value)) kept[j] = 1;
    }
  }
  return list.filter((_, j) => kept[j] === 1);
}
