import { defineFunction } from '../registry/defineFunction.ts';
import { roundTo6 } from '../roundTo6.ts';
import { derive } from '../series.ts';
import { growth, growthParams } from './growth.ts';

export const perSecond = defineFunction({
  name: 'perSecond',
  group: 'Transform',
  summary: 'How fast a counter grows: nonNegativeDerivative divided by the seconds of a step.',
  description: 'Rounded to six decimals.',
  params: growthParams,
  // The mean rate of a coarse slot is what its last value has grown by, divided by its length.
  rollup: (_, asked) => (asked === 'average' ? 'last' : undefined),
  run: ({ seriesList, maxValue, minValue }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `perSecond(${series.name})`,
        tags: { ...series.tags, perSecond: '1' },
        values: growth(series.values, { maxValue, minValue }).map((grown) => roundTo6(grown / series.step)),
      }),
    ),
  cases: [
    {
      call: 'perSecond(a)',
      given: { a: [0, 60, 180, 180, 20, 120] },
      expect: { 'perSecond(a)': [null, 1, 2, 0, null, 1.666667] },
      expectTags: { name: 'a', perSecond: '1' },
    },
    { call: 'perSecond(a,99)', given: { a: [40, 10] }, expect: { 'perSecond(a)': [null, 1.166667] } },
    {
      call: 'perSecond(a)',
      given: { a: { step: 120, values: [0, 60] } },
      expect: { 'perSecond(a)': [null, 0.5] },
      expectStep: 120,
    },
  ],
});
