import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { moving } from './movingSeries.ts';

export const movingMedian = defineFunction({
  name: 'movingMedian',
  ...moving('median'),
  summary: 'The median of the values before each point: so many points, or a length of time.',
  description:
    'The window ends before the point it is shown at. What it needs from before the time range is read as well. ' +
    'Absent values do not count; xFilesFactor is the share of the window that has to be known.',
  rollup: handOn(),
  cases: [
    {
      call: 'movingMedian(a,3)',
      given: { a: { step: 60, before: [1, 9, 2], values: [7, 5, null, null] } },
      expect: { 'movingMedian(a,3)': [2, 7, 5, 6] },
      expectTags: { name: 'a', movingMedian: '3' },
    },
    {
      call: "movingMedian(a,'2min')",
      given: { a: { step: 60, before: [1, 4], values: [null, null, 6] } },
      expect: { 'movingMedian(a,"2min")': [2.5, 4, null] },
      expectTags: { name: 'a', movingMedian: '2min' },
    },
    {
      call: 'movingMedian(a,4,0.5)',
      given: { a: { step: 60, before: [1, 2, 3, 4], values: [null, null, null, 5] } },
      expect: { 'movingMedian(a,4)': [2.5, 3, 3.5, null] },
    },
  ],
});
