import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const squareRoot = defineFunction({
  name: 'squareRoot',
  group: 'Transform',
  summary: 'The square root of every value.',
  description: 'Negative values become absent.',
  params: { seriesList: seriesList('the series to transform') },
  rollup: handOn('last', 'max'),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `squareRoot(${series.name})`,
        tags: { ...series.tags, squareRoot: '1' },
        values: series.values.map(Math.sqrt),
      }),
    ),
  cases: [
    {
      call: 'squareRoot(a)',
      given: { a: [4, 2, null, 0, -1] },
      expect: { 'squareRoot(a)': [2, Math.SQRT2, null, 0, null] },
      expectTags: { name: 'a', squareRoot: '1' },
    },
  ],
});
