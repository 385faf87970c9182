import { defineFunction } from '../registry/defineFunction.ts';
import { strayingSeries, tukeyParams, tukeyProblem } from './tukey.ts';

export const tukeyBelow = defineFunction({
  name: 'tukeyBelow',
  group: 'Transform',
  summary: 'The series with the most values that are unusually low among those of all of them.',
  description:
    "Unusual is what lies further beyond the lower quartile than `basis` times the distance between the quartiles. One of carbonapi's functions.",
  params: tukeyParams,
  check: tukeyProblem,
  run: (args) => strayingSeries(args, 'below'),
  cases: [
    {
      call: 'tukeyBelow(x.*,1.5,5)',
      given: {
        'x.a': [21, 17, 20, 20, 10, 29],
        'x.b': [20, 18, 21, 19, 20, 20],
        'x.c': [19, 19, 21, 17, 23, 20],
        'x.d': [18, 20, 22, 14, 26, 20],
        'x.e': [17, 21, 8, 30, 18, 28],
      },
      expect: { 'x.a': [21, 17, 20, 20, 10, 29], 'x.e': [17, 21, 8, 30, 18, 28] },
    },
    {
      call: 'tukeyBelow(x.*,1.5,1,-1)',
      given: { 'x.a': [10, 12, 1, 12, 11], 'x.b': [12, 13, 12, 11, 0] },
      expect: { 'x.a': [10, 12, 1, 12, 11] },
    },
    { call: 'tukeyBelow(a,1.5,1)', given: { a: [null, null] }, expect: {} },
  ],
});
