import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { float, integer, seriesList, withDefault } from '../registry/params.ts';
import { derive } from '../series.ts';
import { windowAggregates } from './windowAggregates.ts';

export const stdev = defineFunction({
  name: 'stdev',
  group: 'Calculate',
  summary: 'The standard deviation of the last so many points, the one it is shown at included.',
  description:
    'Of the whole population. Nothing is read from before the time range: the first windows are shorter. For the deviation of ' +
    'several series at each moment there is stddevSeries.',
  params: {
    seriesList: seriesList('the series to compute it for'),
    points: integer('how many points'),
    windowTolerance: withDefault(float('share of the points that has to be known, from 0 to 1'), 0.1),
  },
  rollup: handOn(),
  check: ({ points }) => (points > 0 ? undefined : `a window of ${points} points holds nothing`),
  run: ({ seriesList, points, windowTolerance }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `stdev(${series.name},${points})`,
        tags: { ...series.tags, stdev: String(points) },
        values: windowAggregates(
          series.values,
          'stddev',
          { size: points, first: 1 },
          windowTolerance,
          series.values.length,
        ),
      }),
    ),
  cases: [
    {
      call: 'stdev(a,2)',
      given: { a: [1, 3, 7, null, null, 5] },
      expect: { 'stdev(a,2)': [0, 1, 2, 0, null, 0] },
      expectTags: { name: 'a', stdev: '2' },
    },
    {
      call: 'stdev(a,4)',
      given: { a: [2, 4, 4, 4, 5, 5, 7, 9] },
      expect: { 'stdev(a,4)': [0, 1, 0.942809, 0.866025, 0.433013, 0.5, 1.089725, 1.658312] },
      expectDigits: 6,
    },
    {
      call: 'stdev(a,2,windowTolerance=1)',
      given: { a: [1, 3, null, 3, 3] },
      expect: { 'stdev(a,2)': [null, 1, null, null, 0] },
    },
    {
      call: 'stdev(a,2)',
      given: { a: [2.1, 4.3, null, 1_000_000_000.5, 1_000_000_002.5] },
      expect: { 'stdev(a,2)': [0, 1.1, 0, 0, 1] },
      expectDigits: 9,
      differs:
        'graphite-web keeps running sums of squares, whose rounding errors make the deviation of values that are near to each ' +
        'other absent or far too great',
    },
  ],
});
