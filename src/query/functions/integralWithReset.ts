import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { onlySeries } from './onlySeries.ts';

export const integralWithReset = defineFunction({
  name: 'integralWithReset',
  group: 'Transform',
  summary: 'The sum of all values so far, which begins anew wherever another series is not 0.',
  description:
    "Where it begins anew it is 0. An absent value of the other series changes nothing. One of carbonapi's functions.",
  params: {
    seriesList: seriesList('the series to sum up'),
    resettingSeries: seriesList('one series, with the same slots'),
  },
  rollup: handOn(),
  run: ({ seriesList, resettingSeries }) => {
    const reset = onlySeries(resettingSeries, 'resettingSeries');
    if (reset === undefined) return [];
    return seriesList.map((series) =>
      derive(series, {
        name: `integralWithReset(${series.name},${reset.name})`,
        values: runningSum(series, reset),
      }),
    );
  },
  cases: [
    {
      call: 'integralWithReset(x.*, reset)',
      given: { 'x.a': [1, 1, 3, 5, 8, 13, 21], 'x.b': [1, 1, 1, 1, 1, 1, 1], reset: [0, 0, 0, 1, 1, 0, 0] },
      expect: {
        'integralWithReset(x.a,reset)': [1, 2, 5, 0, 0, 13, 34],
        'integralWithReset(x.b,reset)': [1, 2, 3, 0, 0, 1, 2],
      },
      expectTags: { name: 'x.a' },
    },
    {
      call: 'integralWithReset(a, reset)',
      given: { a: [1, null, null, 3, 4, 12, 15], reset: [0, null, 0, null, 0, 6, 0] },
      expect: { 'integralWithReset(a,reset)': [1, null, null, 4, 8, 0, 15] },
    },
  ],
});

function runningSum({ name, values, start, step }: Series, reset: Series): Float64Array {
  if (step !== reset.step || start !== reset.start || values.length !== reset.values.length) {
    throw new FunctionError(
      `${name} and ${reset.name} have values at different times`,
      'bring them to one step first, with summarize for example',
    );
  }
  let sum = 0;
  return values.map((value, i) => {
    if (Number.isNaN(value)) return value;
    const resets = Math.abs(reset.values[i]!) > 0;
    sum = resets ? 0 : sum + value;
    return sum;
  });
}
