import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { bootstrapHistory, FORECAST_TAGS, forecastParams, forecasts, shownSeries } from './holtWinters.ts';

export const holtWintersForecast = defineFunction({
  name: 'holtWintersForecast',
  group: 'Calculate',
  summary: 'What was to be expected of each value, by the values, the trend and the seasons before it.',
  description:
    'Triple exponential smoothing after Holt and Winters. It learns from the time range and what comes before it, as far as ' +
    'bootstrapInterval says. Behind a gap there is no forecast for one value.',
  params: forecastParams,
  history: bootstrapHistory,
  rollup: handOn(),
  run: (args, context) =>
    forecasts(args, context).map((forecast) => {
      const { name, tags } = forecast.series;
      return shownSeries(forecast, {
        name: `holtWintersForecast(${name})`,
        tags: { ...tags, ...FORECAST_TAGS },
        values: forecast.predictions,
      });
    }),
  cases: [
    {
      call: "holtWintersForecast(a,'2min','3min')",
      given: { a: { step: 60, before: [10, 20], values: [20, null, 10, 30] } },
      expect: { 'holtWintersForecast(a)': [11.0035, 11.9098, null, 10.71937] },
      expectDigits: 5,
      expectTags: { name: 'a', holtWintersForecast: '1', holtWintersDeviation: '1' },
    },
    {
      call: "holtWintersForecast(a,seasonality='1d',bootstrapInterval='1min')",
      given: { a: { step: 60, before: [5], values: [5, 5, 5] } },
      expect: { 'holtWintersForecast(a)': [5, 5, 5] },
    },
  ],
});
