import { defineFunction } from '../registry/defineFunction.ts';
import { moving } from './movingSeries.ts';

export const movingSum = defineFunction({
  name: 'movingSum',
  ...moving('sum'),
  summary: 'The sum of the values before each point: so many points, or a length of time.',
  description:
    'The window ends before the point it is shown at. What it needs from before the time range is read as well. ' +
    'Absent values count as nothing; xFilesFactor is the share of the window that has to be known.',
  // The sum over an hour is that of the sums in it, but five slots hold more when they are coarser.
  rollup: ({ windowSize }, asked) =>
    windowSize.kind === 'interval' && asked === 'average' ? 'sum' : undefined,
  cases: [
    {
      call: 'movingSum(a,3)',
      given: { a: { step: 60, before: [1, 2, 3], values: [7, 5, null, null] } },
      expect: { 'movingSum(a,3)': [6, 12, 15, 12] },
      expectTags: { name: 'a', movingSum: '3' },
    },
    {
      call: "movingSum(a,'2min')",
      given: { a: { step: 60, before: [1, 3], values: [5, null, null, null] } },
      expect: { 'movingSum(a,"2min")': [4, 8, 5, null] },
      expectTags: { name: 'a', movingSum: '2min' },
    },
    {
      call: "movingSum(a,'-2min',0.6)",
      given: { a: { step: 60, before: [1, 3], values: [5, null, null] } },
      expect: { 'movingSum(a,"-2min")': [4, 8, null] },
    },
  ],
});
