import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const absolute = defineFunction({
  name: 'absolute',
  group: 'Transform',
  summary: 'Takes away the sign of every value.',
  params: { seriesList: seriesList('the series to transform') },
  rollup: handOn('last'),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `absolute(${series.name})`,
        tags: { ...series.tags, absolute: '1' },
        values: series.values.map(Math.abs),
      }),
    ),
  cases: [
    {
      call: 'absolute(a)',
      given: { a: [1, -2.5, null, 0] },
      expect: { 'absolute(a)': [1, 2.5, null, 0] },
      expectTags: { name: 'a', absolute: '1' },
    },
    {
      call: 'maxSeries(absolute(x.*))',
      given: { 'x.a': [-3, 1], 'x.b': [2, -4] },
      expect: { 'maxSeries(absolute(x.a),absolute(x.b))': [3, 4] },
    },
  ],
});
