import { aggregateValues } from '../aggregation.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { roundTo6 } from '../roundTo6.ts';
import { derive } from '../series.ts';
import { smoothed, windowHistory, windowParams, windowPlace, windowProblem } from './movingSeries.ts';
import type { WindowPlace } from './windowAggregates.ts';

export const exponentialMovingAverage = defineFunction({
  name: 'exponentialMovingAverage',
  group: 'Calculate',
  summary: 'A mean of all values up to each point, in which newer ones weigh more.',
  description:
    'Each value moves the mean by 2 / (windowSize + 1) of the distance to it; for a length of time windowSize is its ' +
    'seconds. It begins with the mean of the window before the time range, which is shown first, so each mean ' +
    'is that of the values before its point. Rounded to six decimals.',
  params: windowParams,
  history: windowHistory,
  rollup: handOn('average'),
  check: windowProblem,
  run: ({ windowSize, ...args }, { historySeconds }) => {
    const span = windowSize.kind === 'points' ? windowSize.points : windowSize.seconds;
    return args.seriesList.map((series) =>
      derive(series, {
        ...smoothed(series, 'exponentialMovingAverage', { ...args, windowSize }),
        start: series.start + historySeconds,
        values: movingMeans(
          series.values,
          windowPlace(series, { ...args, windowSize }, historySeconds),
          2 / (span + 1),
        ),
      }),
    );
  },
  cases: [
    {
      call: 'exponentialMovingAverage(a,3)',
      given: { a: { step: 60, before: [1, 2, 3], values: [4, 8, null, 0] } },
      expect: { 'exponentialMovingAverage(a,3)': [2, 3, 5.5, null, 2.75] },
      expectTags: { name: 'a', exponentialMovingAverage: '3' },
    },
    {
      call: "exponentialMovingAverage(a,'1min')",
      given: { a: { step: 60, before: [61], values: [0, 61] } },
      expect: { 'exponentialMovingAverage(a,"1min")': [61, 59, 59.065574] },
      expectTags: { name: 'a', exponentialMovingAverage: '1min' },
    },
    {
      call: 'exponentialMovingAverage(a,2)',
      given: { a: { step: 60, before: [null, null], values: [3, null] } },
      expect: { 'exponentialMovingAverage(a,2)': [0, 2, null] },
    },
  ],
});

/** The mean of the window before the values at first, then after each value; absent where that is. */
function movingMeans(values: Float64Array, { size, first }: WindowPlace, weight: number): Float64Array {
  const before = aggregateValues(
    values,
    'average',
    Math.max(0, first - size),
    Math.min(first, values.length),
  );
  let mean = Number.isNaN(before) ? 0 : before;
  const out = new Float64Array(Math.max(0, values.length - first) + 1).fill(Number.NaN);
  out[0] = roundTo6(mean);
  for (let i = first; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    mean = weight * value + (1 - weight) * mean;
    out[i - first + 1] = roundTo6(mean);
  }
  return out;
}
