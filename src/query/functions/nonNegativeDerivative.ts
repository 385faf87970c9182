import { defineFunction } from '../registry/defineFunction.ts';
import { derive } from '../series.ts';
import { growth, growthParams } from './growth.ts';

export const nonNegativeDerivative = defineFunction({
  name: 'nonNegativeDerivative',
  group: 'Transform',
  summary: 'How much a counter grew in each step.',
  description:
    'Where the counter fell (it was reset) the value is absent, unless maxValue or minValue tells how much it ' +
    'must have grown until then.',
  params: growthParams,
  // All growth within a coarse slot is what its last value has grown by; a restart in it hides some.
  rollup: (_, asked) => (asked === 'sum' ? 'last' : undefined),
  run: ({ seriesList, maxValue, minValue }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `nonNegativeDerivative(${series.name})`,
        tags: { ...series.tags, nonNegativeDerivative: '1' },
        values: growth(series.values, { maxValue, minValue }),
      }),
    ),
  cases: [
    {
      call: 'nonNegativeDerivative(a)',
      given: { a: [1, 3, 2, 5, null, 9, 9] },
      expect: { 'nonNegativeDerivative(a)': [null, 2, null, 3, null, null, 0] },
      expectTags: { name: 'a', nonNegativeDerivative: '1' },
    },
    {
      call: 'nonNegativeDerivative(a,255)',
      given: { a: [250, 253, 2, 300, 4, 6] },
      expect: { 'nonNegativeDerivative(a)': [null, 3, 5, null, null, 2] },
    },
    {
      call: 'nonNegativeDerivative(a,255,1)',
      given: { a: [250, 253, 2, 0, 4, 6] },
      expect: { 'nonNegativeDerivative(a)': [null, 3, 4, null, null, 2] },
    },
    {
      call: 'nonNegativeDerivative(a,minValue=1)',
      given: { a: [8, 3, 4] },
      expect: { 'nonNegativeDerivative(a)': [null, 2, 1] },
    },
    {
      call: 'nonNegativeDerivative(a,255)',
      given: { a: [1, null, 4, 6] },
      expect: { 'nonNegativeDerivative(a)': [null, null, null, 2] },
      differs:
        'graphite-web 1.1.8 and older fail with an internal error when a limit is given and a value is absent',
    },
  ],
});
