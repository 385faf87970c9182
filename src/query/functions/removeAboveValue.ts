import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, seriesList } from '../registry/params.ts';
import { removeBeyondValue } from './removeBeyond.ts';

export const removeAboveValue = defineFunction({
  name: 'removeAboveValue',
  group: 'Filter Data',
  summary: 'Leaves out the values that are greater than a number.',
  params: { seriesList: seriesList('the series'), n: float('the greatest value that stays') },
  rollup: handOn('min'),
  run: (args) => removeBeyondValue('removeAboveValue', args, 'above'),
  cases: [
    {
      call: 'removeAboveValue(a,2)',
      given: { a: [1, 2, 3, null] },
      expect: { 'removeAboveValue(a, 2)': [1, 2, null, null] },
      expectTags: { name: 'a' },
    },
    {
      call: 'removeAboveValue(a,n=-0.5)',
      given: { a: [-1, 0] },
      expect: { 'removeAboveValue(a, -0.5)': [-1, null] },
    },
  ],
});
