/** Where functions are meant to answer otherwise than graphite-web 1.1.8, and why; docs/differences.md tells it as well. */
import type { Evaluate } from '../support/graphiteReference.ts';

/** Names of functions that graphite-web 1.1.8 does not know: they are carbonapi's, or of newer graphite-webs. */
export const IN_NO_GRAPHITE_WEB: ReadonlySet<string> = new Set([
  ...['aliasByBase64', 'aliasByHash', 'baseline', 'baselineAberration', 'compressPeriodicGaps'],
  ...['count', 'countValues', 'diff', 'ewma', 'exponentialWeightedMovingAverage'],
  ...['fft', 'heatMap', 'highestMin', 'ifft', 'integralWithReset'],
  ...['isNotNull', 'join', 'kolmogorovSmirnovTest2', 'ksTest2', 'logarithm'],
  ...['lowPass', 'lower', 'lowestMax', 'lowestMin', 'lpf'],
  ...['max', 'min', 'multiply', 'pearson', 'pearsonClosest'],
  ...['polyfit', 'powSeriesLists', 'removeZeroSeries', 'scaleAfterTimestamp', 'slo'],
  ...['sloErrorBudget', 'stddev', 'toLowerCase', 'toUpperCase', 'tukeyAbove'],
  ...['tukeyBelow', 'upper'],
]);

/** Functions whose answers cannot be compared at all. */
export const NOT_COMPARED: ReadonlyMap<string, string> = new Map([
  ['randomWalk', 'goes by chance there, by name and time here'],
  [
    'mapSeries',
    'its lists are an internal error there unless another function takes them (reduceSeries does)',
  ],
]);

/** Functions that go wrong there when series have different steps; over series of one step they are compared. */
export const MIXED_STEPS: ReadonlyMap<string, string> = new Map([
  ...['applyByNode', 'timeShift', 'timeStack'].map(
    (name) => [name, 'all results get the time of the first series there, whatever their own'] as const,
  ),
  ...['asPercent', 'removeBetweenPercentile', 'stacked', 'transformNull', 'weightedAverage'].map(
    (name) => [name, 'values are paired by their number there, whatever their times'] as const,
  ),
  ...[
    'exponentialMovingAverage',
    'movingAverage',
    'movingMax',
    'movingMedian',
    'movingMin',
    'movingSum',
    'movingWindow',
  ].map(
    (name) => [name, 'with a window of points, values of finer series are shown too late there'] as const,
  ),
]);

/** Functions whose sums lose digits over values of very different sizes, here and there: so far apart their values may be. */
export const APART: ReadonlyMap<string, number> = new Map([['stdev', 0.01]]);

interface KnownDifference {
  readonly name: string;
  readonly reason: string;
  applies(evaluation: Evaluate): boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'delay',
    reason: 'a delay of no steps leaves no values there',
    applies: ({ target }) => /,(steps=)?0\)$/.test(target),
  },
  {
    name: 'applyByNode',
    reason: 'a target made of the name of a computed series cannot be read; there as much of it as can be is',
    applies: ({ target }) => /\(\w+\(/.test(target),
  },
  {
    name: 'verticalLine',
    reason: 'a line without label has no name there at all',
    applies: ({ target }) => !/label=|","/.test(target),
  },
  {
    name: 'holtWintersAberration',
    reason: 'made of the series over the longer range, whose order, first value and end may be other ones',
    applies: ({ target, from, until }) => /\(\w+\(/.test(target) || until - from < 300,
  },
];
