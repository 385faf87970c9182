import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { percentProblem } from './percentileBand.ts';
import { removeBeyondPercentile } from './removeBeyond.ts';

export const removeAbovePercentile = defineFunction({
  name: 'removeAbovePercentile',
  group: 'Filter Data',
  summary: 'Leaves out the values of each series that lie above its n-th percentile.',
  description: 'The percentile is one of the values (the nearest rank) and stays itself.',
  params: { seriesList: seriesList('the series'), n: float('which percentile, above 0 and up to 100') },
  rollup: handOn(),
  check: percentProblem,
  run: (args) => removeBeyondPercentile('removeAbovePercentile', args, 'above'),
  cases: [
    {
      call: 'removeAbovePercentile(a,50)',
      given: { a: [5, 1, null, 3] },
      expect: { 'removeAbovePercentile(a, 50)': [null, 1, null, 3] },
      expectTags: { name: 'a', nPercentile: '50.0' },
    },
    {
      call: 'removeAbovePercentile(x.*,n=99.9)',
      given: { 'x.a': [1, 2], 'x.b': [null, null] },
      expect: {
        'removeAbovePercentile(x.a, 99.9)': [1, 2],
        'removeAbovePercentile(x.b, 99.9)': [null, null],
      },
    },
  ],
});
