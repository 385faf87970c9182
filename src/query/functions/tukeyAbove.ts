import { defineFunction } from '../registry/defineFunction.ts';
import { strayingSeries, tukeyParams, tukeyProblem } from './tukey.ts';

export const tukeyAbove = defineFunction({
  name: 'tukeyAbove',
  group: 'Transform',
  summary: 'The series with the most values that are unusually high among those of all of them.',
  description:
    "Unusual is what lies further beyond the upper quartile than `basis` times the distance between the quartiles. One of carbonapi's functions.",
  params: tukeyParams,
  check: tukeyProblem,
  run: (args) => strayingSeries(args, 'above'),
  cases: [
    {
      call: 'tukeyAbove(x.*,1.5,5)',
      given: {
        'x.a': [21, 17, 20, 20, 10, 29],
        'x.b': [20, 18, 21, 19, 20, 20],
        'x.c': [19, 19, 21, 17, 23, 20],
        'x.d': [18, 20, 22, 14, 26, 20],
        'x.e': [17, 21, 8, 30, 18, 28],
      },
      expect: {
        'x.e': [17, 21, 8, 30, 18, 28],
        'x.a': [21, 17, 20, 20, 10, 29],
        'x.d': [18, 20, 22, 14, 26, 20],
      },
    },
    {
      call: 'tukeyAbove(x.*,3,5)',
      given: {
        'x.a': [21, 17, 20, 20, 10, 29],
        'x.b': [20, 18, 21, 19, 20, 20],
        'x.c': [19, 19, 21, 17, 23, 20],
        'x.d': [18, 20, 22, 14, 26, 20],
        'x.e': [17, 21, 8, 30, 18, 28],
      },
      expect: { 'x.e': [17, 21, 8, 30, 18, 28] },
    },
    {
      call: "tukeyAbove(x.*,1.5,1,'4min')",
      given: { 'x.a': [99, 1, 2, 1, 3], 'x.b': [99, 2, 1, 2, 19] },
      expect: { 'x.b': [99, 2, 1, 2, 19] },
    },
  ],
});
