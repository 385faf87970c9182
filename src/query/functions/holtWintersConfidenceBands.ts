import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { bandsParams, bootstrapHistory, confidenceBands } from './holtWinters.ts';

export const holtWintersConfidenceBands = defineFunction({
  name: 'holtWintersConfidenceBands',
  group: 'Calculate',
  summary: 'Below and above the forecast of each series: where its values lie as long as all is as usual.',
  description:
    'The forecast is that of holtWintersForecast; to each side of it lie delta times the deviations that there have been from it at ' +
    'that time of the season.',
  params: bandsParams,
  history: bootstrapHistory,
  rollup: handOn(),
  run: (args, context) => confidenceBands(args, context).flatMap(({ lower, upper }) => [lower, upper]),
  cases: [
    {
      call: "holtWintersConfidenceBands(a,1,'2min','3min')",
      given: { a: { step: 60, before: [10, 20], values: [20, null] } },
      expect: {
        'holtWintersConfidenceLower(a)': [10.1039, 11.9098],
        'holtWintersConfidenceUpper(a)': [11.9032, 11.9098],
      },
      expectDigits: 4,
      expectTags: {
        name: 'a',
        holtWintersForecast: '1',
        holtWintersDeviation: '1',
        holtWintersConfidenceUpper: '1',
        holtWintersConfidenceLower: '1',
      },
    },
    {
      call: "holtWintersConfidenceBands(a,bootstrapInterval='1min',delta=2)",
      given: { a: { step: 60, before: [5], values: [5, 5] } },
      expect: {
        'holtWintersConfidenceLower(a)': [5, 5],
        'holtWintersConfidenceUpper(a)': [5, 5],
      },
    },
  ],
});
