import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const derivative = defineFunction({
  name: 'derivative',
  group: 'Transform',
  summary: 'The difference from each value to the one before it.',
  description:
    'For a counter that only grows, this is how much it grew in each step; see perSecond for a rate, and ' +
    'nonNegativeDerivative for counters that start again. The first value, and the first after a gap, is absent.',
  params: { seriesList: seriesList('the series to take differences of') },
  // All differences within a coarse slot together are the difference of its last value to the one before.
  rollup: (_, asked) => (asked === 'sum' ? 'last' : undefined),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `derivative(${series.name})`,
        tags: { ...series.tags, derivative: '1' },
        values: differences(series.values),
      }),
    ),
  cases: [
    {
      call: 'derivative(a)',
      given: { a: [1, 3, null, 8, 9, 4] },
      expect: { 'derivative(a)': [null, 2, null, null, 1, -5] },
      expectTags: { name: 'a', derivative: '1' },
    },
  ],
});

function differences(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  // An absent neighbour is NaN, and so is any difference with it.
  for (let i = 1; i < values.length; i++) out[i] = values[i]! - values[i - 1]!;
  return out;
}
