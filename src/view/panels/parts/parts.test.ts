import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketAt, bucketsOf } from './buckets.ts';
import { labelledAxis } from './labelledAxis.ts';
import { shortNames } from './shortNames.ts';
import { shownTiles, tileBox, tileGrid } from './tileGrid.ts';
import { valueAxis } from './valueAxis.ts';
import { largestSize } from './valueText.ts';

test.each([
  [
    ['hosts.web01.cpu', 'hosts.web02.cpu'],
    ['web01', 'web02'],
  ],
  [
    ['a.b', 'a.b.c'],
    ['b', 'b.c'],
  ],
  [
    ['a.b', 'a.b'],
    ['b', 'b'],
  ],
  [
    ['a.x.c', 'b.x.c'],
    ['a', 'b'],
  ],
  [
    ['one', 'hosts.a.cpu', 'hosts.b.cpu'],
    ['one', 'a', 'b'],
  ],
  [
    ['sum(hosts.*.cpu)', 'sum(hosts.*.load)'],
    ['sum(hosts.*.cpu)', 'sum(hosts.*.load)'],
  ],
  [['hosts.web01.cpu'], ['hosts.web01.cpu']],
  [[], []],
])('short names of %j', (names, expected) => {
  expect(shortNames(names)).toEqual(expected);
});

describe('axis', () => {
  test.each([
    [0, 100, {}, [0, 20, 40, 60, 80, 100]],
    [-3, 7, {}, [-4, -2, 0, 2, 4, 6, 8]],
    [0, 0, {}, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 3000, { base: 1024 }, [0, 1024, 2048, 3072]],
    [0, 83, { max: 90 }, [0, 20, 40, 60, 80]],
    [Number.NaN, Number.NaN, {}, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])('from %d to %d with %j', (low, high, wishes, ticks) => {
    const axis = valueAxis(low, high, wishes);
    expect(axis.ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
  });

  test('ticks ascend within the ends, and the ends hold the values', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1, max: 8 }), (a, b, count) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const { min, max, ticks, step } = valueAxis(low, high, { count });
        expect(min).toBeLessThanOrEqual(low + step * 1e-6);
        expect(max).toBeGreaterThanOrEqual(high - step * 1e-6);
        expect(ticks.length).toBeGreaterThan(1);
        for (let i = 1; i < ticks.length; i++) expect(ticks[i]).toBeGreaterThan(ticks[i - 1]);
      }),
    );
  });

  test.each([
    ['percent', 100, ['0', '20', '40', '60', '80', '100 %']],
    ['bytes', 3 * 1024 ** 2, ['0', '1', '2', '3 MiB']],
    // Without its k a number would be another one.
    ['short', 1500, ['0', '0.5k', '1.0k', '1.5k']],
  ])('labels of %s to %d', (unit, high, labels) => {
    expect(labelledAxis({ low: 0, high, unit, config: {}, length: 200, spacing: 40 }).labels).toEqual(labels);
  });
});

test('every number lies in its bucket', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(undefined, 0.5, 1e5),
      (list, size) => {
        const values = Float64Array.from(list);
        const buckets = bucketsOf(values, size, 30);
        expect(buckets.count).toBeLessThanOrEqual(1001);
        for (const value of values) {
          const low = buckets.start + bucketAt(value, buckets) * buckets.size;
          expect(value).toBeGreaterThanOrEqual(low - buckets.size * 1e-6);
          expect(value).toBeLessThanOrEqual(low + buckets.size * (1 + 1e-6));
        }
      },
    ),
  );
  expect(bucketAt(Number.NaN, { start: 0, size: 1, count: 3 })).toBe(-1);
});

test('tiles fill the room without lying on each other', () => {
  const orientation = fc.constantFrom('auto' as const, 'horizontal' as const, 'vertical' as const);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 50, max: 900 }),
      fc.integer({ min: 50, max: 900 }),
      orientation,
      (wished, width, height, direction) => {
        const least = { width: 40, height: 30 };
        const task = { count: wished, room: { width, height }, least, gap: 4, orientation: direction };
        const { count, height: shared } = shownTiles({ ...task, scrolls: false, noted: false });
        expect(shared).toBeLessThanOrEqual(height);
        const grid = tileGrid({
          count,
          width,
          height,
          gap: 4,
          orientation: direction,
          least,
          score: Math.min,
        });
        expect(grid.width).toBeGreaterThanOrEqual(least.width - 1e-9);
        expect(grid.height).toBeGreaterThanOrEqual(Math.min(least.height, shared) - 1e-9);
        const boxes = Array.from({ length: count }, (_, i) => tileBox(grid, i));
        boxes.forEach((a, i) => {
          expect(a.x + a.width).toBeLessThanOrEqual(width + 1e-6);
          expect(a.y + a.height).toBeLessThanOrEqual(height + 1e-6);
          for (const b of boxes.slice(i + 1)) {
            expect(a.x + a.width <= b.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
          }
        });
      },
    ),
  );
});

test.each([
  [10, 100, 42.3, 42],
  [10, 100, 5, 10],
  [10, 100, 1000, 100],
  [10, 4, 1000, 10],
])('the largest size between %d and %d of which %d fits', (least, most, limit, expected) => {
  expect(largestSize(least, most, (size) => size <= limit)).toBe(expected);
});
