import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consolidateToInterval, consolidateToMaxDataPoints, niceInterval } from './consolidate.ts';
import { consolidateValues } from './consolidateValues.ts';
import { CONSOLIDATIONS, type Consolidation, type Series } from './series.ts';

const _ = Number.NaN;

function series(
  start: number,
  step: number,
  values: readonly number[],
  changes: Partial<Series> = {},
): Series {
  return {
    name: 'a',
    pathExpression: 'a',
    tags: { name: 'a' },
    start,
    step,
    end: start + step * values.length,
    values: Float64Array.from(values),
    consolidation: 'average',
    xFilesFactor: 0,
    ...changes,
  };
}

const shape = ({ start, step, values }: Series) => [start, step, [...values]];

describe('several values become one', () => {
  test.each<[Consolidation, number[]]>([
    ['average', [1.5, 3, _, 7]],
    ['avg_zero', [1.5, 1.5, _, 7]],
    ['sum', [3, 3, _, 7]],
    ['min', [1, 3, _, 7]],
    ['max', [2, 3, _, 7]],
    ['first', [1, 3, _, 7]],
    ['last', [2, 3, _, 7]],
  ])('%s', (how, expected) => {
    const values = Float64Array.of(1, 2, _, 3, _, _, 7);
    expect([...consolidateValues(values, 2, { how, xFilesFactor: 0 })]).toEqual(expected);
  });

  test('the share of known values is taken of a whole bucket, also in the last', () => {
    const values = Float64Array.of(1, _, 2, 2, 3);
    expect([...consolidateValues(values, 2, { how: 'sum', xFilesFactor: 0.5 })]).toEqual([1, 4, 3]);
    expect([...consolidateValues(values, 2, { how: 'sum', xFilesFactor: 0.6 })]).toEqual([_, 4, _]);
  });

  test('a lead counts as absent values in front', () => {
    expect([
      ...consolidateValues(Float64Array.of(1, 2, 3), 2, { how: 'sum', xFilesFactor: 0, lead: 3 }),
    ]).toEqual([_, 1, 5]);
  });
});

/** The expected answers are graphite-web 1.1.8's. */
describe('maxDataPoints', () => {
  test.each<[string, number, number, number, number[], unknown]>([
    ['fewer values than allowed', 60, 60, 5, [1, 2, 3], [60, 60, [1, 2, 3]]],
    ['just as many', 60, 60, 3, [1, 2, 3], [60, 60, [1, 2, 3]]],
    ['one too many', 60, 60, 3, [1, 2, 3, 4], [120, 120, [1.5, 3.5]]],
    ['a beginning on a multiple of the bucket', 120, 60, 2, [1, 2, 3, 4], [240, 120, [2.5, 4]]],
    ['a beginning off the step', 70, 60, 2, [1, 2, 3, 4], [130, 120, [1.5, 3.5]]],
    ['a bucket longer than the range before it', 60, 60, 2, [1, 2, 3, 4, 5, 6, 7], [240, 240, [4.5, 7]]],
    ['one value', 60, 60, 1, [1, 2, 3, 6], [60, 240, [3]]],
    ['one value of one', 60, 60, 1, [4], [60, 60, [4]]],
  ])('%s', (_, start, step, maxDataPoints, values, expected) => {
    expect(shape(consolidateToMaxDataPoints([series(start, step, values)], maxDataPoints)[0]!)).toEqual(
      expected,
    );
  });

  test('the number of values follows from the range of all series together', () => {
    const [short, long] = consolidateToMaxDataPoints(
      [series(360, 60, [1, 2]), series(60, 60, [1, 2, 3, 4, 5, 6, 7])],
      4,
    );
    expect(shape(short!)).toEqual([480, 120, [2]]);
    expect(shape(long!)).toEqual([120, 120, [1.5, 3.5, 5.5, 7]]);
  });

  test('nothing to consolidate, and values lost entirely', () => {
    expect(consolidateToMaxDataPoints([], 10)).toEqual([]);
    const tiny = consolidateToMaxDataPoints([series(120, 60, [1]), series(60, 60, new Array(10).fill(1))], 2);
    expect(shape(tiny[0]!)).toEqual([300, 300, []]);
  });

  test('never more values than asked for, and none but those of the series', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 300 }),
        fc.integer({ min: 2, max: 100 }),
        (start, step, values, maxDataPoints) => {
          const [out] = consolidateToMaxDataPoints(
            [series(start, step, values, { consolidation: 'sum' })],
            maxDataPoints,
          );
          expect(out!.values.length).toBeLessThanOrEqual(maxDataPoints);
          const lost = Math.max(0, (out!.start - start) / step - 1);
          const kept = out!.step === step ? values : values.slice(lost);
          expect(total(out!.values)).toBe(total(kept));
        },
      ),
    );
  });
});

describe('buckets that never move', () => {
  test.each<[string, Series, number, unknown]>([
    ['a step as long already', series(60, 60, [1, 2]), 60, [60, 60, [1, 2]]],
    ['a longer step', series(300, 300, [1, 2]), 60, [300, 300, [1, 2]]],
    ['a range that begins within a bucket', series(180, 60, [1, 2, 3, 4]), 120, [120, 120, [1, 2.5, 4]]],
    ['gaps', series(120, 60, [_, _, 3, _]), 120, [120, 120, [_, 3]]],
    [
      'an interval that is no multiple of the step',
      series(60, 60, [1, 2, 3, 4, 5]),
      90,
      [0, 90, [1, 2, 3.5, 5]],
    ],
    ['an interval with empty buckets', series(0, 60, [1, 2, 3]), 61, [0, 61, [1.5, 3]]],
    ['slots off the grid', series(75, 60, [1, 2, 3]), 120, [0, 120, [1, 2.5]]],
    ['no values', series(60, 60, []), 120, [60, 60, []]],
  ])('%s', (_, input, interval, expected) => {
    const out = consolidateToInterval(input, interval);
    expect(shape(out)).toEqual(expected);
    expect(out.end).toBe(out.start + out.step * out.values.length);
  });

  test('a bucket holds the same whatever range is asked for, but for those cut at its ends', () => {
    const inputs = fc.record({
      start: fc.integer({ min: 0, max: 1000 }),
      step: fc.integer({ min: 1, max: 20 }),
      values: fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Number.NaN)), {
        minLength: 2,
        maxLength: 80,
      }),
      interval: fc.integer({ min: 2, max: 200 }),
      how: fc.constantFrom(...CONSOLIDATIONS),
      cut: fc.tuple(fc.nat(79), fc.nat(79)),
    });
    fc.assert(
      fc.property(inputs, ({ start, step, values, interval, how, cut }) => {
        const [from, to] = [Math.min(...cut) % values.length, (Math.max(...cut) % values.length) + 1];
        if (from >= to) return;
        const all = consolidateToInterval(series(start, step, values, { consolidation: how }), interval);
        const part = consolidateToInterval(
          series(start + from * step, step, values.slice(from, to), { consolidation: how }),
          interval,
        );
        for (let i = 1; i < part.values.length - 1; i++) {
          const second = part.start + i * part.step;
          expect(part.values[i]).toBe(all.values[(second - all.start) / all.step]);
        }
      }),
    );
  });

  test('agrees with sorting values into buckets one by one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 200 }),
        (start, step, values, interval) => {
          if (interval <= step) return;
          const sums = new Map<number, number>();
          values.forEach((value, i) => {
            const bucket = Math.floor((start + i * step) / interval) * interval;
            sums.set(bucket, (sums.get(bucket) ?? 0) + value);
          });
          const out = consolidateToInterval(series(start, step, values, { consolidation: 'sum' }), interval);
          const found = [...out.values].map((value, i) => [out.start + i * out.step, value] as const);
          expect(found.filter(([, value]) => !Number.isNaN(value))).toEqual([...sums]);
        },
      ),
    );
  });
});

describe('the interval for a range', () => {
  test.each([
    [3600, 1000, 1, 4],
    [3600, 3600, 1, 1],
    [3600, 100, 10, 40],
    [86_400, 1000, 60, 120],
    [60, 1000, 60, 60],
    [0, 10, 10, 10],
    [3600, 1, 60, 3600],
  ])('%d s in %d values of at least %d s', (range, maxDataPoints, finest, expected) => {
    expect(niceInterval(range, maxDataPoints, finest)).toBe(expected);
  });

  test('fits, and no smaller multiple does', () => {
    const size = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 3600 }),
        (range, max, finest) => {
          const interval = niceInterval(range, max, finest);
          expect(interval % finest).toBe(0);
          expect(range / interval).toBeLessThanOrEqual(max);
          if (interval > finest) expect(range / (interval - finest)).toBeGreaterThan(max);
        },
      ),
    );
  });
});

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) if (!Number.isNaN(value)) sum += value;
  return sum;
}
