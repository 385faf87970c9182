import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList, writtenNumber } from '../registry/params.ts';
import { derive } from '../series.ts';

export const exponentialWeightedMovingAverage = defineFunction({
  name: 'exponentialWeightedMovingAverage',
  aliases: ['ewma'],
  group: 'Calculate',
  summary: 'A mean of all values up to and including each point, in which newer ones weigh more.',
  description:
    'It begins with the first value in the time range; each value moves it by alpha of the distance to that value. ' +
    "Comes from carbonapi; exponentialMovingAverage is graphite-web's own.",
  params: {
    seriesList: seriesList('the series to smooth'),
    alpha: writtenNumber('the weight of the newest value, from 0 to 1'),
  },
  rollup: handOn('average'),
  check: ({ alpha: { value, text } }) =>
    value >= 0 && value <= 1 ? undefined : `a weight of ${text} is not from 0 to 1`,
  run: ({ seriesList, alpha }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `ewma(${series.name},${alpha.text})`,
        values: movingMeans(series.values, alpha.value),
      }),
    ),
  cases: [
    {
      call: 'exponentialWeightedMovingAverage(a,0.5)',
      given: { a: [4, 8, null, 0, 1] },
      expect: { 'ewma(a,0.5)': [4, 6, null, 3, 2] },
      expectTags: { name: 'a' },
    },
    { call: 'ewma(a,alpha=1)', given: { a: [null, 1, 2] }, expect: { 'ewma(a,1)': [null, 1, 2] } },
  ],
});

function movingMeans(values: Float64Array, weight: number): Float64Array {
  let mean = Number.NaN;
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    mean = Number.isNaN(mean) ? value : weight * value + (1 - weight) * mean;
    return mean;
  });
}
