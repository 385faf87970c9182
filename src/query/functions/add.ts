import { floatRepr, formatD } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const add = defineFunction({
  name: 'add',
  group: 'Transform',
  summary: 'Adds a number to every value; the name shows what stands before its decimal point.',
  params: { seriesList: seriesList('the series to add to'), constant: float('what to add; may be negative') },
  rollup: handOn('average', 'last', 'max', 'min'),
  run: ({ seriesList, constant }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `add(${series.name},${formatD(constant)})`,
        tags: { ...series.tags, add: floatRepr(constant) },
        values: series.values.map((value) => value + constant),
      }),
    ),
  cases: [
    {
      call: 'add(a,10)',
      given: { a: [1, null, -2.5] },
      expect: { 'add(a,10)': [11, null, 7.5] },
      expectTags: { name: 'a', add: '10.0' },
    },
    {
      call: 'add(a,-0.5)',
      given: { a: [1, 2] },
      expect: { 'add(a,0)': [0.5, 1.5] },
      expectTags: { name: 'a', add: '-0.5' },
    },
    { call: 'add(add(a,1),constant=2.75)', given: { a: [1] }, expect: { 'add(add(a,1),2)': [4.75] } },
  ],
});
