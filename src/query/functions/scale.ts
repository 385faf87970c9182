import type { RollupFunction } from '../../storage/store.ts';
import { floatRepr, formatG } from '../pythonNumber.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { float, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const scale = defineFunction({
  name: 'scale',
  group: 'Transform',
  summary: 'Multiplies every value by a number.',
  params: { seriesList: seriesList('the series to multiply'), factor: float('what to multiply by') },
  rollup: ({ factor }, asked) => rollupBefore(factor, asked),
  run: ({ seriesList, factor }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `scale(${series.name},${formatG(factor)})`,
        tags: { ...series.tags, scale: floatRepr(factor) },
        values: series.values.map((value) => value * factor),
      }),
    ),
  cases: [
    {
      call: 'scale(a,10)',
      given: { a: [1, null, -2.5] },
      expect: { 'scale(a,10)': [10, null, -25] },
      expectTags: { name: 'a', scale: '10.0' },
    },
    { call: 'scale(a,0.000001)', given: { a: [2_000_000] }, expect: { 'scale(a,1e-06)': [2] } },
    { call: 'scale(scale(a,2),factor=3)', given: { a: [1] }, expect: { 'scale(scale(a,2),3)': [6] } },
  ],
});

/** A negative factor makes the least value the greatest. How many values there are has nothing to do with it. */
function rollupBefore(factor: number, asked: RollupFunction | undefined): RollupFunction | undefined {
  if (asked === 'count') return undefined;
  if (factor >= 0) return asked;
  if (asked === 'max') return 'min';
  return asked === 'min' ? 'max' : asked;
}
