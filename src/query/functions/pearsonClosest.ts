import { normalise } from '../normalise.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { integer, oneOf, withDefault } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { comparedParams } from './comparedWindows.ts';
import { correlation } from './correlation.ts';
import { onlySeries } from './onlySeries.ts';

export const pearsonClosest = defineFunction({
  name: 'pearsonClosest',
  group: 'Transform',
  summary:
    "The n series that go most closely together with another (Pearson's correlation over the whole time range).",
  description:
    'abs takes those that go the opposite way as well, neg takes them alone, pos none of them. Series that do not change are left out. One ' +
    "of carbonapi's functions.",
  params: {
    seriesList: comparedParams.seriesList,
    otherSeriesList: comparedParams.otherSeriesList,
    n: integer('how many series'),
    direction: withDefault(oneOf('which way they go', ['abs', 'pos', 'neg']), 'abs'),
  },
  check: ({ n }) => (n >= 0 ? undefined : `${n} series cannot be chosen`),
  run: ({ seriesList, otherSeriesList, n, direction }) => {
    const reference = onlySeries(seriesList, 'seriesList');
    if (reference === undefined) return [];
    const wanted = { abs: Math.abs, pos: (r: number) => r, neg: (r: number) => -r }[direction];
    return otherSeriesList
      .map((series) => ({ series, closeness: wanted(alike(reference, series)) }))
      .filter(({ closeness }) => closeness >= 0)
      .sort((a, b) => b.closeness - a.closeness)
      .slice(0, n)
      .map(({ series }) => series);
  },
  cases: [
    {
      call: 'pearsonClosest(ref,x.*,2)',
      given: {
        ref: [1, 2, 3, 4],
        'x.down': [9, 7, 5, 3],
        'x.flat': [1, 1, 1, 1],
        'x.noise': [1, 5, 1, 4],
        'x.up': [2, null, 6, 9],
      },
      expect: { 'x.down': [9, 7, 5, 3], 'x.up': [2, null, 6, 9] },
    },
    {
      call: "pearsonClosest(ref,x.*,2,direction='neg')",
      given: { ref: [1, 2, 3, 4], 'x.down': [9, 7, 5, 3], 'x.up': [2, 4, 6, 9] },
      expect: { 'x.down': [9, 7, 5, 3] },
    },
    {
      call: "pearsonClosest(ref,x.*,1,'pos')",
      given: { ref: [1, 2, 3, 4], 'x.down': [9, 7, 5, 3], 'x.up': [2, 4, 6, 9] },
      expect: { 'x.up': [2, 4, 6, 9] },
    },
  ],
});

/** The correlation of two series on their common grid. */
function alike(one: Series, other: Series): number {
  const [a, b] = normalise([one, other]).columns as [Float64Array, Float64Array];
  return correlation(a, b, 0, Math.min(a.length, b.length));
}
