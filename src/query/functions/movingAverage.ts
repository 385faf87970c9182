import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { moving } from './movingSeries.ts';

export const movingAverage = defineFunction({
  name: 'movingAverage',
  ...moving('average'),
  summary: 'The mean of the values before each point: so many points, or a length of time.',
  description:
    'The window ends before the point it is shown at. What it needs from before the time range is read as well. ' +
    'Absent values do not count; xFilesFactor is the share of the window that has to be known.',
  rollup: handOn('average', 'sum'),
  cases: [
    {
      call: 'movingAverage(a,3)',
      given: { a: { step: 60, before: [1, 2, 3], values: [7, 5, null, null] } },
      expect: { 'movingAverage(a,3)': [2, 4, 5, 6] },
      expectTags: { name: 'a', movingAverage: '3' },
    },
    {
      call: "movingAverage(a,'2min')",
      given: { a: { step: 60, before: [1, 3], values: [5, null, null, null] } },
      expect: { 'movingAverage(a,"2min")': [2, 4, 5, null] },
      expectTags: { name: 'a', movingAverage: '2min' },
    },
    {
      call: "movingAverage(a,'2min',xFilesFactor=0.6)",
      given: { a: { step: 60, before: [1, 3], values: [5, null, null, null] } },
      expect: { 'movingAverage(a,"2min")': [2, 4, null, null] },
    },
    {
      call: 'movingAverage(movingAverage(a,2),2)',
      given: { a: { step: 60, before: [1, 3, 5, 7], values: [9, 11] } },
      expect: { 'movingAverage(movingAverage(a,2),2)': [3, 5] },
    },
    {
      call: 'movingAverage(x.*,2)',
      given: {
        'x.a': { step: 120, before: [1, 3], values: [5, 7] },
        'x.b': { step: 60, before: [1, 3, 5, 7], values: [9, 11, 13, 15] },
      },
      expect: { 'movingAverage(x.a,2)': [2, 4], 'movingAverage(x.b,2)': [6, 8, 10, 12] },
      differs:
        'with a window of points over series of different steps, graphite-web shows the values of the finer ones too late',
    },
  ],
});
