import { defineFunction, type RunContext } from '../registry/defineFunction.ts';
import { boolean, expression, interval, withDefault } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';
import type { TimeUnit } from '../timeOffset.ts';
import { alignedStart } from './alignedStart.ts';
import { type Buckets, bucketsBetween, intervalProblem, refuseTooManyBuckets } from './timeBuckets.ts';

export const hitcount = defineFunction({
  name: 'hitcount',
  group: 'Transform',
  summary:
    'How often something happened in each interval, from values that tell how often it happens a second.',
  description:
    'A value counts for all seconds of its step, so series of any step give the same counts. Intervals end where the ' +
    'time range does; with alignToInterval they begin where the minute, hour or day (the longest that fits into ' +
    'the interval) of its beginning does.',
  params: {
    seriesList: expression('rates, in times a second'),
    intervalString: interval('length of the intervals, such as "1h"', ['10min', '1h', '1d']),
    alignToInterval: withDefault(boolean('whether intervals begin at full minutes, hours or days'), false),
  },
  // Counts are means times lengths.
  rollup: (_, asked) => (asked === undefined ? undefined : 'average'),
  check: ({ intervalString }) => intervalProblem(intervalString),
  run: ({ seriesList, intervalString, alignToInterval }, context) => {
    const { seconds, text } = intervalString;
    const list = seriesList.evaluate(alignToInterval ? { from: startFor(seconds, context) } : {});
    const all = list.map((series) => (alignToInterval ? fromStart : toEnd)(series, seconds));
    refuseTooManyBuckets(all, list);
    return list.map((series, i) => {
      const buckets = all[i]!;
      return derive(series, {
        name: `hitcount(${series.name}, "${text}"${alignToInterval ? ', true' : ''})`,
        tags: { ...series.tags, hitcount: text },
        start: buckets.start,
        step: seconds,
        end: buckets.start + buckets.count * seconds,
        values: hits(series, buckets),
      });
    });
  },
  cases: [
    {
      call: "hitcount(a,'2min')",
      given: { a: [1, 0.5, null, 2, null, null] },
      expect: { 'hitcount(a, "2min")': [90, 120, null] },
      expectStep: 120,
      expectTags: { name: 'a', hitcount: '2min' },
    },
    {
      call: "hitcount(a,'2min')",
      given: { a: [1, 2, 3] },
      expect: { 'hitcount(a, "2min")': [60, 300] },
      expectStep: 120,
      expectOffset: -60,
    },
    {
      call: "hitcount(a,'90s')",
      given: { a: { step: 120, values: [1, 2, 3] } },
      expect: { 'hitcount(a, "90s")': [90, 150, 210, 270] },
      expectStep: 90,
    },
    {
      call: "hitcount(a,'1h',alignToInterval=true)",
      given: { a: { step: 1200, before: [1, 2, 3], values: [4, 5] } },
      expect: { 'hitcount(a, "1h", true)': [10_800, 6000] },
      expectStep: 3600,
      expectOffset: -2400,
    },
  ],
});

/** Intervals of less than a minute begin where the range does. */
function startFor(length: number, { from, tz }: RunContext): number {
  const fits: readonly [number, TimeUnit][] = [
    [86_400, 'days'],
    [3600, 'hours'],
    [60, 'minutes'],
  ];
  const [, unit] = fits.find(([seconds]) => length >= seconds) ?? [1, 'seconds'];
  return alignedStart(from, { unit, weekday: 1 }, tz);
}

function toEnd({ start, end }: Series, length: number): Buckets {
  const { count } = bucketsBetween(start, end, length);
  return { start: end - count * length, length, count };
}

/** Where the series ends with a bucket there is one more, as in graphite-web. */
function fromStart({ start, end }: Series, length: number): Buckets {
  return { start, length, count: Math.max(0, Math.floor((end - start) / length) + 1) };
}

/** What each value stands for, shared out to the buckets by the seconds that its step has in common with them. */
function hits({ values, start, step }: Series, buckets: Buckets): Float64Array {
  const { length, count } = buckets;
  const out = new Float64Array(count).fill(Number.NaN);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const from = start - buckets.start + i * step;
    const to = Math.min(from + step, count * length);
    for (let bucket = Math.floor(from / length); bucket * length < to; bucket++) {
      const seconds = Math.min(to, (bucket + 1) * length) - Math.max(from, bucket * length);
      const soFar = out[bucket]!;
      out[bucket] = (Number.isNaN(soFar) ? 0 : soFar) + value * seconds;
    }
  }
  return out;
}
