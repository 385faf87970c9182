import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const isNonNull = defineFunction({
  name: 'isNonNull',
  aliases: ['isNotNull'],
  group: 'Transform',
  summary: '1 where a series has a value, 0 where it has none.',
  description: 'Their sum tells how many series are alive: sumSeries(isNonNull(x.*)).',
  params: { seriesList: seriesList('the series to transform') },
  // A coarser slot has a greatest value where any of its slots has a value.
  rollup: handOn('max'),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `isNonNull(${series.name})`,
        tags: { ...series.tags, isNonNull: '1' },
        values: series.values.map((value) => (Number.isNaN(value) ? 0 : 1)),
      }),
    ),
  cases: [
    {
      call: 'isNonNull(a)',
      given: { a: [5, null, 0] },
      expect: { 'isNonNull(a)': [1, 0, 1] },
      expectTags: { name: 'a', isNonNull: '1' },
    },
    {
      call: "alias(sumSeries(isNonNull(x.*)),'alive')",
      given: { 'x.a': [5, null, null], 'x.b': [1, 2, null] },
      expect: { alive: [2, 1, 0] },
    },
  ],
});
