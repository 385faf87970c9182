import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const invert = defineFunction({
  name: 'invert',
  group: 'Transform',
  summary: 'One divided by every value.',
  description: 'Where the value is 0 there is none.',
  params: { seriesList: seriesList('the series to transform') },
  rollup: handOn('last'),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `invert(${series.name})`,
        tags: { ...series.tags, invert: '1' },
        values: series.values.map(reciprocal),
      }),
    ),
  cases: [
    {
      call: 'invert(a)',
      given: { a: [4, -0.5, null, 0] },
      expect: { 'invert(a)': [0.25, -2, null, null] },
      expectTags: { name: 'a', invert: '1' },
    },
  ],
});

function reciprocal(value: number): number {
  const result = 1 / value;
  return Number.isFinite(result) ? result : Number.NaN;
}
