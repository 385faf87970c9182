import { floatRepr, formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const offset = defineFunction({
  name: 'offset',
  group: 'Transform',
  summary: 'Adds a number to every value.',
  params: { seriesList: seriesList('the series to add to'), factor: float('what to add; may be negative') },
  rollup: handOn('average', 'last', 'max', 'min'),
  run: ({ seriesList, factor }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `offset(${series.name},${formatG(factor)})`,
        tags: { ...series.tags, offset: floatRepr(factor) },
        values: series.values.map((value) => value + factor),
      }),
    ),
  cases: [
    {
      call: 'offset(a,10)',
      given: { a: [1, null, -2.5] },
      expect: { 'offset(a,10)': [11, null, 7.5] },
      expectTags: { name: 'a', offset: '10.0' },
    },
    {
      call: 'offset(offset(a,-0.5),factor=1000000)',
      given: { a: [1] },
      expect: { 'offset(offset(a,-0.5),1e+06)': [1_000_000.5] },
    },
  ],
});
