import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { intOrInf, seriesList, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';
import { gapsAfterValues } from './gaps.ts';

export const keepLastValue = defineFunction({
  name: 'keepLastValue',
  group: 'Transform',
  summary: 'Fills gaps with the last value before them.',
  description: 'Gaps of more than limit values stay as they are, at the end of the series as well.',
  params: {
    seriesList: seriesList('the series to fill'),
    limit: withDefault(intOrInf('the longest gap to fill, in values'), 'inf'),
  },
  rollup: handOn('last'),
  run: ({ seriesList, limit }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `keepLastValue(${series.name})`,
        values: filled(series.values, limit),
      }),
    ),
  cases: [
    {
      call: 'keepLastValue(a)',
      given: { a: [null, 1, null, null, 3, null] },
      expect: { 'keepLastValue(a)': [null, 1, 1, 1, 3, 3] },
      expectTags: { name: 'a' },
    },
    {
      call: 'keepLastValue(a,1)',
      given: { a: [1, null, 2, null, null, 3, null] },
      expect: { 'keepLastValue(a)': [1, 1, 2, null, null, 3, 3] },
    },
    {
      call: 'keepLastValue(a,limit=2)',
      given: { a: [1, null, null, null] },
      expect: { 'keepLastValue(a)': [1, null, null, null] },
    },
    {
      call: "keepLastValue(a,'inf')",
      given: { a: [null, null] },
      expect: { 'keepLastValue(a)': [null, null] },
    },
  ],
});

function filled(values: Float64Array, limit: number): Float64Array {
  const out = values.slice();
  for (const { start, end } of gapsAfterValues(values, limit)) out.fill(values[start - 1]!, start, end);
  return out;
}
