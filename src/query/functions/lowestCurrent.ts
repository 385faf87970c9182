import { defineFunction } from '../registry/defineFunction.ts';
import { choosing } from './rankSeries.ts';

export const lowestCurrent = defineFunction({
  name: 'lowestCurrent',
  ...choosing('current', 'lowest first'),
  summary: 'Only the n series with the lowest last value in the time range, the lowest first.',
  description:
    'Series without any value come first, as graphite-web has it: removeEmptySeries leaves them out.',
  cases: [
    {
      call: 'lowestCurrent(x.*,2)',
      given: { 'x.a': [9, 1], 'x.b': [1, 2], 'x.c': [0, null] },
      expect: { 'x.c': [0, null], 'x.a': [9, 1] },
    },
    {
      call: 'lowestCurrent(removeEmptySeries(x.*),1)',
      given: { 'x.a': [null, null], 'x.b': [1, 2] },
      expect: { 'x.b': [1, 2] },
    },
  ],
});
