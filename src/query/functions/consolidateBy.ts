import type { RollupFunction } from '../../storage/store.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { oneOf, seriesList } from '../registry/params.ts';
import { type Consolidation, derive, type Series } from '../series.ts';

const NAMES = ['average', 'avg', 'avg_zero', 'first', 'last', 'max', 'min', 'sum'] as const;

/** What coarser archives know. They know no first values, and no averages that count absent values as 0. */
const ROLLUPS: Readonly<Record<(typeof NAMES)[number], RollupFunction | undefined>> = {
  average: 'average',
  avg: 'average',
  avg_zero: undefined,
  first: undefined,
  last: 'last',
  max: 'max',
  min: 'min',
  sum: 'sum',
};

export const consolidateBy = defineFunction({
  name: 'consolidateBy',
  group: 'Special',
  summary: 'Sets how several values of a series become one where there are more than are wanted.',
  description:
    'That happens when an answer is limited by maxDataPoints, and when series of different steps are combined; ' +
    'without this function it is by average. Older values that are only kept in coarser archives are read to match, ' +
    'whatever method the series is stored with: with max, a value that stands for an hour is the greatest of that ' +
    'hour (average, avg, last, max, min and sum; with the others they are read as stored). This holds for all series below, ' +
    'through functions for which it makes sense: scale, for one, but not the sum of several series by max, because ' +
    'they need not have been at their greatest together. For the sum of their maxima, write the function ' +
    'inside: sumSeries(consolidateBy(x.*, "max")). Of several, the one nearest to the series counts for what is read, ' +
    'the outermost for what becomes of it.',
  params: {
    seriesList: seriesList('the series to consolidate so'),
    consolidationFunc: oneOf('how', NAMES),
  },
  rollup: ({ consolidationFunc }) => ROLLUPS[consolidationFunc],
  run: ({ seriesList, consolidationFunc }) => consolidatedBy(seriesList, consolidationFunc),
  cases: [
    {
      call: "consolidateBy(x.*,'max')",
      given: { 'x.a': [1, null, 3], 'x.b': [4, 5, 6] },
      expect: { 'consolidateBy(x.a,"max")': [1, null, 3], 'consolidateBy(x.b,"max")': [4, 5, 6] },
      expectTags: { name: 'x.a', consolidateBy: 'max' },
    },
    {
      call: "sumSeries(consolidateBy(a,'max'),b)",
      given: { a: [1, 3, 5, null], b: { step: 120, values: [10, 20] } },
      expect: { 'sumSeries(consolidateBy(a,"max"),b)': [13, 25] },
      expectStep: 120,
    },
    {
      call: "sumSeries(consolidateBy(consolidateBy(a,'max'),'avg'),b)",
      given: { a: [1, 3, 5, null], b: { step: 120, values: [10, 20] } },
      expect: { 'sumSeries(consolidateBy(consolidateBy(a,"max"),"avg"),b)': [12, 25] },
      expectStep: 120,
    },
    {
      call: "aliasByNode(consolidateBy(a.b,'sum'),1)",
      given: { 'a.b': [1, 2] },
      expect: { b: [1, 2] },
      expectTags: { name: 'a.b', consolidateBy: 'sum' },
    },
  ],
});

/** The same series, with another consolidation, which is in their names and tags. */
export function consolidatedBy(list: readonly Series[], how: (typeof NAMES)[number]): Series[] {
  const consolidation: Consolidation = how === 'avg' ? 'average' : how;
  return list.map((series) =>
    derive(series, {
      name: `consolidateBy(${series.name},"${how}")`,
      tags: { ...series.tags, consolidateBy: how },
      consolidation,
    }),
  );
}
