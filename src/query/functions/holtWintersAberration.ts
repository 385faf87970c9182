import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { bandsParams, bootstrapHistory, type Forecast, forecasts, shownSeries } from './holtWinters.ts';

export const holtWintersAberration = defineFunction({
  name: 'holtWintersAberration',
  group: 'Calculate',
  summary: 'How far each value lies above or (negative) below where it lies as long as all is as usual.',
  description:
    'It is the distance from the nearer one of the two series of holtWintersConfidenceBands, and 0 between them or where a value is absent.',
  params: bandsParams,
  history: bootstrapHistory,
  rollup: handOn(),
  run: (args, context) =>
    forecasts(args, context).map((forecast) => {
      const { name, tags } = forecast.series;
      return shownSeries(forecast, {
        name: `holtWintersAberration(${name})`,
        tags: { ...tags, holtWintersAberration: '1' },
        values: aberration(forecast, args.delta),
      });
    }),
  cases: [
    {
      call: "holtWintersAberration(a,1,'2min','3min')",
      given: { a: { step: 60, before: [10, 10], values: [20, null, 10, 0] } },
      expect: { 'holtWintersAberration(a)': [9, 0, 0, -8.91] },
      expectDigits: 4,
      expectTags: { name: 'a', holtWintersAberration: '1' },
    },
    {
      call: "holtWintersAberration(a,delta=0,bootstrapInterval='1min')",
      given: { a: { step: 60, before: [5], values: [5, 6, 4] } },
      expect: { 'holtWintersAberration(a)': [0, 1, -1.10035] },
      expectDigits: 6,
    },
  ],
});

function aberration({ actual, predictions, deviations }: Forecast, delta: number): Float64Array {
  return actual.map((value, i) => {
    const upper = predictions[i]! + delta * deviations[i]!;
    const lower = predictions[i]! - delta * deviations[i]!;
    if (value > upper) return value - upper;
    return value < lower ? value - lower : 0;
  });
}
