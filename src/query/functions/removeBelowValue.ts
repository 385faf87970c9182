import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { removeBeyondValue } from './removeBeyond.ts';

export const removeBelowValue = defineFunction({
  name: 'removeBelowValue',
  group: 'Filter Data',
  summary: 'Leaves out the values that are less than a number.',
  params: { seriesList: seriesList('the series'), n: float('the least value that stays') },
  rollup: handOn('max'),
  run: (args) => removeBeyondValue('removeBelowValue', args, 'below'),
  cases: [
    {
      call: 'removeBelowValue(a,2)',
      given: { a: [1, 2, 3, null] },
      expect: { 'removeBelowValue(a, 2)': [null, 2, 3, null] },
      expectTags: { name: 'a' },
    },
    {
      call: 'removeBelowValue(a,n=-0.5)',
      given: { a: [-1, 0] },
      expect: { 'removeBelowValue(a, -0.5)': [null, 0] },
    },
  ],
});
