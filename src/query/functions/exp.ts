import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const exp = defineFunction({
  name: 'exp',
  group: 'Transform',
  summary: 'The number e (2.718…) raised to the power of every value.',
  description: 'A result too great for a number is absent.',
  params: { seriesList: seriesList('the exponents') },
  rollup: handOn('last', 'max', 'min'),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `exp(${series.name})`,
        tags: { ...series.tags, exp: 'e' },
        values: series.values.map(finiteExp),
      }),
    ),
  cases: [
    {
      call: 'exp(a)',
      given: { a: [0, 2, null, -1] },
      expect: { 'exp(a)': [1, 7.389056098931, null, 0.367879441171] },
      expectDigits: 12,
      expectTags: { name: 'a', exp: 'e' },
    },
    {
      call: 'exp(a)',
      given: { a: [1000, 0] },
      expect: { 'exp(a)': [null, 1] },
      differs: 'graphite-web fails with an internal error when a result is too great',
    },
  ],
});

function finiteExp(value: number): number {
  const power = Math.exp(value);
  return Number.isFinite(power) || !Number.isFinite(value) ? power : Number.NaN;
}
