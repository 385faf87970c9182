import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEven, scaleOf, toEven, type ValueScale } from './valueScale.ts';
import { type AxisWishes, niceStep, settleAxis, shareOf, valueAt, valueAxis } from './valueTicks.ts';

const log = scaleOf({ kind: 'log' });
const log2 = scaleOf({ kind: 'log', base: 2 });
const symlog = scaleOf({ kind: 'symlog' });

test.each<[number, number, AxisWishes, number[]]>([
  [0, 87, {}, [0, 25, 50, 75, 100]],
  [0, 0, {}, [0, 0.25, 0.5, 0.75, 1]],
  [40, 43, {}, [40, 41, 42, 43]],
  [10, 43, {}, [0, 20, 40, 60]],
  [-30, 60, {}, [-50, -25, 0, 25, 50, 75]],
  [0.2, 3, { min: 0, softMax: 10 }, [0, 2.5, 5, 7.5, 10]],
  [3, 60, { softMin: -20 }, [-20, 0, 20, 40, 60]],
  [3, 60, { min: 0, max: 100 }, [0, 25, 50, 75, 100]],
  [3, 500, { min: 0, max: 90 }, [0, 25, 50, 75]],
  [-3, 60, { centered: true }, [-100, -50, 0, 50, 100]],
  [0, 0, { centered: true }, [-1, -0.5, 0, 0.5, 1]],
  [0, 3 * 1024 ** 3, { base: 1024 ** 3 }, [0, 1, 2, 3].map((gibi) => gibi * 1024 ** 3)],
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, {}, [0, 0.25, 0.5, 0.75, 1]],
  [3, 4000, { scale: log }, [1, 10, 100, 1000, 10_000]],
  [20, 70, { scale: log }, [10, 20, 50, 100]],
  [0.002, 900_000, { scale: log }, [0.001, 0.1, 10, 1000, 100_000]],
  [0, 900, { scale: log }, [1, 10, 100, 1000]],
  [-5, -1, { scale: log }, [0.1, 0.2, 0.5, 1]],
  [3, 60, { scale: log2, count: 6 }, [2, 4, 8, 16, 32, 64]],
  [0, 900, { scale: symlog }, [0, 1, 10, 100, 1000]],
  [-50, 900, { scale: symlog, count: 8 }, [-100, -10, -1, 0, 1, 10, 100, 1000]],
])('from %s to %s with %j', (low, high, wishes, ticks) =>
  expect(valueAxis(low, high, wishes).ticks).toEqual(ticks),
);

/** Smaller ones are zero to an axis. */
const size = fc
  .double({ min: -1e12, max: 1e12, noNaN: true })
  .map((value) => (Math.abs(value) < 1e-100 ? 0 : value));
const scales = fc.constantFrom<ValueScale>(
  scaleOf(undefined),
  log,
  log2,
  symlog,
  scaleOf({ kind: 'symlog', threshold: 50 }),
);

test('every axis covers its values with 2 to 9 ticks inside it, that ascend', () => {
  fc.assert(
    fc.property(size, size, scales, fc.integer({ min: 3, max: 6 }), (a, b, scale, count) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const axis = valueAxis(low, high, { scale, count });
      const slack = Math.max(Math.abs(low), Math.abs(high)) * 1e-6 + 1e-200;
      expect(axis.max).toBeGreaterThan(axis.min);
      if (scale.kind !== 'log' || high > 0) expect(axis.max).toBeGreaterThanOrEqual(high - slack);
      if (scale.kind !== 'log' || low > 0) expect(axis.min).toBeLessThanOrEqual(low + slack);
      expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
      expect(axis.ticks.length).toBeLessThanOrEqual(9);
      for (const [i, tick] of axis.ticks.entries()) {
        expect(tick).toBeGreaterThanOrEqual(axis.min - Math.abs(axis.min) * 1e-6 - 1e-200);
        expect(tick).toBeLessThanOrEqual(axis.max + Math.abs(axis.max) * 1e-6 + 1e-200);
        if (i > 0) expect(tick).toBeGreaterThan(axis.ticks[i - 1]);
      }
    }),
    { numRuns: 500 },
  );
});

test('hard limits are the ends, whatever the values are', () => {
  fc.assert(
    fc.property(
      size,
      size,
      fc.integer({ min: -1000, max: 1000 }),
      fc.integer({ min: 1, max: 1000 }),
      (a, b, min, length) => {
        const axis = valueAxis(Math.min(a, b), Math.max(a, b), { min, max: min + length });
        expect([axis.min, axis.max]).toEqual([min, min + length]);
      },
    ),
  );
});

test.each([
  [0.7, 1],
  [1.2, 2],
  [2.2, 2.5],
  [3, 5],
  [6, 10],
  [0.013, 0.02],
])('a step of at least %s is %s', (step, nice) => expect(niceStep(step)).toBeCloseTo(nice, 10));

describe('scales', () => {
  test('come back to the value they went from, and ascend', () => {
    fc.assert(
      fc.property(scales, size, size, (scale, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        if (scale.kind === 'log' && low <= 0) {
          expect(toEven(scale, low)).toBe(Number.NEGATIVE_INFINITY);
          return;
        }
        expect(fromEven(scale, toEven(scale, low))).toBeCloseTo(
          low,
          -Math.log10(Math.abs(low) * 1e-6 + 1e-12),
        );
        expect(toEven(scale, high)).toBeGreaterThanOrEqual(toEven(scale, low));
      }),
    );
  });
  test('a gap stays one on every scale', () => {
    for (const scale of [log, symlog, scaleOf(undefined)]) expect(toEven(scale, Number.NaN)).toBeNaN();
  });
  test('zero lies at the lower edge of a logarithm', () =>
    expect(shareOf(valueAxis(1, 1000, { scale: log }), 0)).toBe(0));
  test('shares and values are each other’s inverse', () => {
    const axis = valueAxis(-50, 900, { scale: symlog });
    for (const share of [0, 0.2, 0.5, 0.77, 1])
      expect(shareOf(axis, valueAt(axis, share))).toBeCloseTo(share, 9);
  });
});

test.each<[string, [number, number], [number, number], boolean]>([
  ['a little less', [0, 97], [0, 80], true],
  ['at its edge', [0, 97], [0, 100], true],
  ['beyond it', [0, 97], [0, 101], false],
  ['below it', [0, 97], [-1, 90], false],
  ['much less', [0, 97], [0, 30], false],
])('an axis for values that move %s', (_what, before, after, stays) => {
  const previous = valueAxis(...before);
  expect(settleAxis(previous, valueAxis(...after), ...after) === previous).toBe(stays);
});
