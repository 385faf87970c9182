import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { moving } from './movingSeries.ts';

export const movingMax = defineFunction({
  name: 'movingMax',
  ...moving('max'),
  summary: 'The greatest of the values before each point: so many points, or a length of time.',
  description:
    'The window ends before the point it is shown at. What it needs from before the time range is read as well. ' +
    'Absent values do not count; xFilesFactor is the share of the window that has to be known.',
  rollup: handOn('max'),
  cases: [
    {
      call: 'movingMax(a,3)',
      given: { a: { step: 60, before: [4, 2, 3], values: [1, 7, null, 2, null, null, null] } },
      expect: { 'movingMax(a,3)': [4, 3, 7, 7, 7, 2, 2] },
      expectTags: { name: 'a', movingMax: '3' },
    },
    {
      call: "movingMax(a,'2min')",
      given: { a: { step: 60, before: [-1, -3], values: [-5, null, null, null] } },
      expect: { 'movingMax(a,"2min")': [-1, -3, -5, null] },
    },
    {
      call: 'movingMax(a,2,1)',
      given: { a: { step: 60, before: [null, 3], values: [5, 4, null] } },
      expect: { 'movingMax(a,2)': [null, 5, 5] },
    },
  ],
});
