import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AxisWishes, niceStep, valueAxis } from './valueTicks.ts';

test.each<[number, number, AxisWishes, number[]]>([
  [0, 87, {}, [0, 25, 50, 75, 100]],
  [0, 0, {}, [0, 0.25, 0.5, 0.75, 1]],
  [40, 43, {}, [40, 41, 42, 43]],
  [10, 43, {}, [0, 20, 40, 60]],
  [-30, 60, {}, [-50, -25, 0, 25, 50, 75]],
  [0.2, 3, { min: 0, softMax: 10 }, [0, 2.5, 5, 7.5, 10]],
  [3, 60, { min: 0, max: 100 }, [0, 25, 50, 75, 100]],
  [0, 3 * 1024 ** 3, { base: 1024 ** 3 }, [0, 1, 2, 3].map((gibi) => gibi * 1024 ** 3)],
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, {}, [0, 0.25, 0.5, 0.75, 1]],
])('from %s to %s with %j', (low, high, wishes, ticks) =>
  expect(valueAxis(low, high, wishes).ticks).toEqual(ticks),
);

test('every axis covers its values with 2 to 8 ticks', () => {
  const size = fc.double({ min: -1e12, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(size, size, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      const axis = valueAxis(low, high);
      const slack = Math.max(Math.abs(low), Math.abs(high)) * 1e-6 + 1e-200;
      expect(axis.min).toBeLessThanOrEqual(low + slack);
      expect(axis.max).toBeGreaterThanOrEqual(high - slack);
      expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
      expect(axis.ticks.length).toBeLessThanOrEqual(8);
    }),
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
