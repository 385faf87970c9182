import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { intOrInf, seriesList, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';
import { gapsAfterValues } from './gaps.ts';

export const interpolate = defineFunction({
  name: 'interpolate',
  group: 'Transform',
  summary: 'Fills gaps with a straight line from the value before to the value behind them.',
  description: 'Gaps of more than limit values stay as they are; so do those at the beginning and the end.',
  params: {
    seriesList: seriesList('the series to fill'),
    limit: withDefault(intOrInf('the longest gap to fill, in values'), 'inf'),
  },
  rollup: handOn(),
  run: ({ seriesList, limit }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `interpolate(${series.name})`,
        values: filled(series.values, limit),
      }),
    ),
  cases: [
    {
      call: 'interpolate(a)',
      given: { a: [null, 1, null, null, 4, null] },
      expect: { 'interpolate(a)': [null, 1, 2, 3, 4, null] },
      expectTags: { name: 'a' },
    },
    {
      call: 'interpolate(a,1)',
      given: { a: [4, null, 2, null, null, 3] },
      expect: { 'interpolate(a)': [4, 3, 2, null, null, 3] },
    },
    {
      call: 'interpolate(a,limit=0)',
      given: { a: [1, null, 3] },
      expect: { 'interpolate(a)': [1, null, 3] },
    },
  ],
});

function filled(values: Float64Array, limit: number): Float64Array {
  const out = values.slice();
  for (const { start, end } of gapsAfterValues(values, limit)) {
    if (end === values.length) continue;
    const before = values[start - 1]!;
    const rise = values[end]! - before;
    const steps = end - start + 1;
    for (let i = start; i < end; i++) out[i] = before + ((i - start + 1) * rise) / steps;
  }
  return out;
}
