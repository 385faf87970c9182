import { aggregateValues } from '../aggregation.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList } from '../registry/params.ts';
import { bandProblem, isWithin, percentileBand } from './percentileBand.ts';

export const averageOutsidePercentile = defineFunction({
  name: 'averageOutsidePercentile',
  group: 'Filter Series',
  summary: 'Only the series whose mean is among the highest or the lowest of all means.',
  description:
    'Those are left out whose mean lies between the n-th percentile and that as far from the other end: 95 means the same as 5. ' +
    'Series without any value stay.',
  params: {
    seriesList: seriesList('the series to choose from'),
    n: float('the percentile at one end, from 0 to 100'),
  },
  check: bandProblem,
  run: ({ seriesList, n }) => {
    const means = Float64Array.from(seriesList, ({ values }) => aggregateValues(values, 'average'));
    const band = percentileBand(means, n);
    return seriesList.filter((_, i) => !isWithin(band, means[i]!));
  },
  cases: [
    {
      call: 'averageOutsidePercentile(x.*,75)',
      given: { 'x.a': [1, 1], 'x.b': [2, 4], 'x.c': [4, null], 'x.d': [9, 9], 'x.e': [5, 5] },
      expect: { 'x.a': [1, 1], 'x.b': [2, 4], 'x.d': [9, 9] },
    },
    {
      call: 'averageOutsidePercentile(x.*,n=25)',
      given: { 'x.a': [1], 'x.b': [3], 'x.c': [4], 'x.d': [9] },
      expect: { 'x.a': [1], 'x.b': [3], 'x.d': [9] },
    },
    {
      call: 'averageOutsidePercentile(x.*,75)',
      given: { 'x.a': [1], 'x.b': [null], 'x.c': [2], 'x.d': [3] },
      expect: { 'x.a': [1], 'x.b': [null], 'x.d': [3] },
      differs: 'graphite-web under Python 3 fails with an internal error when a series has no values',
    },
  ],
});
