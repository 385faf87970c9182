import { normalise } from '../normalise.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { oneOrMore, seriesList } from '../registry/params.ts';
import { computedSeries } from './computedSeries.ts';
import { power } from './power.ts';

export const powSeries = defineFunction({
  name: 'powSeries',
  group: 'Combine',
  summary: 'The first series to the power of the second, that to the power of the third, and so on.',
  description:
    'Absent where one of them is, and where the answer is no real number or too great for one. For a constant exponent see pow.',
  params: { seriesList: oneOrMore(seriesList('the base and its exponents, in one list or several')) },
  rollup: handOn('last'),
  aggregator: true,
  run: ({ seriesList }, context) => {
    const all = seriesList.flat();
    if (all.length === 0) return [];
    const grid = normalise(all);
    const [base, ...exponents] = grid.columns;
    const values = new Float64Array(grid.length).fill(Number.NaN);
    values.set(base!);
    for (const exponent of exponents)
      for (let i = 0; i < values.length; i++)
        values[i] = power(values[i]!, i < exponent.length ? exponent[i]! : Number.NaN);
    return [computedSeries(`powSeries(${all.map(({ name }) => name).join(',')})`, grid, values, context)];
  },
  cases: [
    {
      call: 'powSeries(x.*)',
      given: { 'x.a': [2, 3, null, 5], 'x.b': [3, 2, 1, null] },
      expect: { 'powSeries(x.a,x.b)': [8, 9, null, null] },
      expectTags: { name: 'powSeries(x.a,x.b)' },
    },
    {
      call: 'powSeries(a,b,c)',
      given: { a: [2, 2], b: [3, 0], c: [2, 5] },
      expect: { 'powSeries(a,b,c)': [64, 1] },
    },
    {
      call: 'powSeries(a,b)',
      given: { a: [-8, 0, 10, null], b: [0.5, -1, 400, 0] },
      expect: { 'powSeries(a,b)': [null, null, null, null] },
    },
    { call: 'powSeries(a)', given: { a: [2, null] }, expect: { 'powSeries(a)': [2, null] } },
  ],
});
