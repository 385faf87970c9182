import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import { bucketsBetween, bucketValues } from './timeBuckets.ts';

export const compressPeriodicGaps = defineFunction({
  name: 'compressPeriodicGaps',
  group: 'Transform',
  summary: 'Gives series that have a value only every few steps a step as long as that.',
  description:
    'For series that are stored finer than they are sent, which derivative and its kin can do nothing with. ' +
    'The step is guessed from the first three values; where they do not agree, the series stays as it is. The ' +
    'same by hand is summarize with "last".',
  params: { seriesList: seriesList('the series to compress') },
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, { ...compressed(series), name: `compressPeriodicGaps(${series.name})` }),
    ),
  cases: [
    {
      call: 'compressPeriodicGaps(a)',
      given: { a: [1, null, null, 2, null, null, 3, null, null, null, null, null, 5] },
      expect: { 'compressPeriodicGaps(a)': [1, 2, 3, null, 5] },
      expectStep: 180,
      expectTags: { name: 'a' },
    },
    {
      call: 'compressPeriodicGaps(a)',
      given: { a: [null, 1, null, 2, null, 3, null] },
      expect: { 'compressPeriodicGaps(a)': [1, 2, 3] },
      expectStep: 120,
      expectOffset: 60,
    },
    {
      call: 'compressPeriodicGaps(x.*)',
      given: { 'x.a': [1, null, 2, 3, null, 4], 'x.b': [1, 2, 3, null, 5, null], 'x.c': [null, null] },
      expect: {
        'compressPeriodicGaps(x.a)': [1, null, 2, 3, null, 4],
        'compressPeriodicGaps(x.b)': [1, 2, 3, null, 5, null],
        'compressPeriodicGaps(x.c)': [null, null, null, null, null, null],
      },
      expectStep: 60,
    },
    {
      call: 'compressPeriodicGaps(a)',
      given: { a: [0, null, 1, null, 0, null, 2, null] },
      expect: { 'compressPeriodicGaps(a)': [0, 1, 0, 2] },
      expectStep: 120,
      differs: 'graphite-web takes a value of 0 for an absent one while it guesses the step',
    },
  ],
});

function compressed(series: Series): Pick<Series, 'start' | 'step' | 'end' | 'values'> {
  const { values, start, step, end } = series;
  const first = nextKnown(values, 0);
  const every = nextKnown(values, first + 1) - first;
  if (every < 2 || !isAlone(values, first + 2 * every)) return { start, step, end, values };
  const buckets = bucketsBetween(start + first * step, end, every * step);
  return {
    start: buckets.start,
    step: buckets.length,
    end: buckets.start + buckets.count * buckets.length,
    values: bucketValues(series, buckets, 'last'),
  };
}

/** Position of the first known value from `from` on; that of the end where there is none. */
function nextKnown(values: Float64Array, from: number): number {
  let i = from;
  while (i < values.length && Number.isNaN(values[i]!)) i++;
  return i;
}

function isAlone(values: Float64Array, at: number): boolean {
  if (at + 1 >= values.length) return false;
  return !Number.isNaN(values[at]!) && Number.isNaN(values[at - 1]!) && Number.isNaN(values[at + 1]!);
}
