import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { moving } from './movingSeries.ts';

export const movingMin = defineFunction({
  name: 'movingMin',
  ...moving('min'),
  summary: 'The least of the values before each point: so many points, or a length of time.',
  description:
    'The window ends before the point it is shown at. What it needs from before the time range is read as well. ' +
    'Absent values do not count; xFilesFactor is the share of the window that has to be known.',
  rollup: handOn('min'),
  cases: [
    {
      call: 'movingMin(a,3)',
      given: { a: { step: 60, before: [4, 2, 3], values: [1, 7, null, 2, null] } },
      expect: { 'movingMin(a,3)': [2, 1, 1, 1, 2] },
      expectTags: { name: 'a', movingMin: '3' },
    },
    {
      call: "movingMin(a,windowSize='2min',xFilesFactor=0.6)",
      given: { a: { step: 60, before: [1, 3], values: [5, null, null] } },
      expect: { 'movingMin(a,"2min")': [1, 3, null] },
    },
  ],
});
