import { defineFunction } from '../registry/defineFunction.ts';
import { integer, seriesList, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';

export const log = defineFunction({
  name: 'log',
  aliases: ['logarithm'],
  group: 'Transform',
  summary: 'The logarithm of every value.',
  description: 'Values that are not greater than 0 become absent.',
  params: {
    seriesList: seriesList('the series to take logarithms of'),
    base: withDefault(integer('base of the logarithm, greater than 1'), 10),
  },
  // Values of 0 and less vanish, so the least one is not the logarithm of the least.
  rollup: (_, asked) => (asked === 'max' ? asked : undefined),
  check: ({ base }) => (base > 1 ? undefined : `there are no logarithms with base ${base}`),
  run: ({ seriesList, base }) => {
    const divisor = Math.log(base);
    return seriesList.map((series) =>
      derive(series, {
        name: `log(${series.name}, ${base})`,
        tags: { ...series.tags, log: String(base) },
        values: series.values.map((value) => (value > 0 ? Math.log(value) / divisor : Number.NaN)),
      }),
    );
  },
  cases: [
    {
      call: 'log(a)',
      given: { a: [1, 100, null, 0, -5] },
      expect: { 'log(a, 10)': [0, 2, null, null, null] },
      expectTags: { name: 'a', log: '10' },
    },
    { call: 'log(a,2)', given: { a: [8, 0.5] }, expect: { 'log(a, 2)': [3, -1] }, expectDigits: 12 },
    {
      call: 'log(log(a),base=3)',
      given: { a: [1000] },
      expect: { 'log(log(a, 10), 3)': [1] },
      expectDigits: 12,
    },
  ],
});
