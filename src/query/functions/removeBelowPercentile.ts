import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { percentProblem } from './percentileBand.ts';
import { removeBeyondPercentile } from './removeBeyond.ts';

export const removeBelowPercentile = defineFunction({
  name: 'removeBelowPercentile',
  group: 'Filter Data',
  summary: 'Leaves out the values of each series that lie below its n-th percentile.',
  description: 'The percentile is one of the values (the nearest rank) and stays itself.',
  params: { seriesList: seriesList('the series'), n: float('which percentile, above 0 and up to 100') },
  rollup: handOn(),
  check: percentProblem,
  run: (args) => removeBeyondPercentile('removeBelowPercentile', args, 'below'),
  cases: [
    {
      call: 'removeBelowPercentile(a,50)',
      given: { a: [5, 1, null, 3] },
      expect: { 'removeBelowPercentile(a, 50)': [5, null, null, 3] },
      expectTags: { name: 'a', nPercentile: '50.0' },
    },
    {
      call: 'removeBelowPercentile(x.*,n=0.1)',
      given: { 'x.a': [1, 2], 'x.b': [null, null] },
      expect: {
        'removeBelowPercentile(x.a, 0.1)': [1, 2],
        'removeBelowPercentile(x.b, 0.1)': [null, null],
      },
    },
  ],
});
