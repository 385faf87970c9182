import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AxisWishes } from './options.ts';
import { axisLabels, formatValue, type UnitSystem } from './units.ts';
import { type AxisTask, shareOf, valueAxis } from './valueAxis.ts';

const axis = (low: number, high: number, wishes: AxisWishes = {}, changes: Partial<AxisTask> = {}) =>
  valueAxis({ low, high, wishes, unitSystem: 'si', divisors: [4, 5, 6], ...changes });
const labels = (low: number, high: number, unitSystem: UnitSystem, wishes: AxisWishes = {}) =>
  axisLabels(axis(low, high, wishes, { unitSystem }).ticks, unitSystem).join(' | ');

describe('as graphite-web divides axes', () => {
  test.each<[string, ReturnType<typeof axis>, [number, number, number[]]]>([
    ['values in round steps', axis(3, 97), [0, 100, [0, 20, 40, 60, 80, 100]]],
    ['far from zero', axis(1010, 1030), [1010, 1030, [1010, 1015, 1020, 1025, 1030]]],
    ['below zero', axis(-7, 7), [-10, 10, [-10, -5, 0, 5, 10]]],
    ['ends that were asked for', axis(3, 97, { min: 5, max: 50 }), [5, 50, [10, 20, 30, 40, 50]]],
    ['the largest value as the end', axis(0, 97, { max: 'data' }), [0, 97, [0, 20, 40, 60, 80]]],
    ['a limit that holds', axis(0, 97, { limit: 50 }), [0, 50, [0, 10, 20, 30, 40, 50]]],
    ['a limit that does not', axis(0, 97, { limit: 1e6 }), [0, 100, [0, 20, 40, 60, 80, 100]]],
    ['a limit of what is rounded', axis(0, 97, { limit: 98 }), [0, 98, [0, 20, 40, 60, 80]]],
    ['steps', axis(0, 97, { step: 50 }), [0, 100, [0, 50, 100]]],
    ['other divisors', axis(0, 97, {}, { divisors: [2] }), [0, 100, [0, 50, 100]]],
    ['powers of two', axis(0, 1000, {}, { unitSystem: 'binary' }), [0, 1024, [0, 256, 512, 768, 1024]]],
    ['one value', axis(50, 50), [44, 56, [44, 46, 48, 50, 52, 54, 56]]],
    ['nothing but zero', axis(0, 0), [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]]],
  ])('%s', (_, { bottom, top, ticks }, [expectedBottom, expectedTop, expectedTicks]) => {
    expect([bottom, top]).toEqual([expectedBottom, expectedTop]);
    expect(ticks.map((tick) => Number(tick.toFixed(9)))).toEqual(expectedTicks);
  });

  test('ends the wrong way round are refused', () => {
    expect(() => axis(0, 1, { min: 5, max: 2 })).toThrow(
      'the axis would go from 5 down to 2; let yMin be less than',
    );
  });
});

test('powers of the base, fewer labels where there are many', () => {
  expect(axis(3, 5000, {}, { logBase: 10 })).toEqual({
    bottom: 1,
    top: 10_000,
    ticks: [1, 10, 100, 1000, 10_000],
    logBase: 10,
  });
  expect(axis(1, 2 ** 30, {}, { logBase: 2 }).ticks.length).toBeLessThan(10);
  const log = axis(1, 100, {}, { logBase: 10 });
  expect([shareOf(log, 1), shareOf(log, 10), shareOf(log, 0)]).toEqual([0, 0.5, Number.NaN]);
});

test('whatever the values: they lie within, labels ascend and are few', () => {
  const value = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
  const system = fc.constantFrom<UnitSystem>('si', 'binary', 'sec', 'msec', 'none');
  fc.assert(
    fc.property(value, value, system, fc.constantFrom(undefined, 2, 10), (a, b, unitSystem, logBase) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      if (logBase !== undefined && low <= 0) return;
      const { bottom, top, ticks } = axis(
        low,
        high,
        {},
        { unitSystem, ...(logBase === undefined ? {} : { logBase }) },
      );
      const slack = (top - bottom) * 1e-3;
      expect(top).toBeGreaterThan(bottom);
      if (high < 1e290 && low > (logBase === undefined ? -1e290 : 1e-280)) {
        expect(bottom - slack).toBeLessThanOrEqual(low);
        expect(top + slack).toBeGreaterThanOrEqual(high);
      }
      expect(ticks.length).toBeLessThan(20);
      expect(ticks).toEqual(ticks.toSorted((x, y) => x - y));
      expect(axisLabels(ticks, unitSystem).join()).not.toMatch(/NaN|undefined/);
    }),
  );
});

describe('labels', () => {
  test.each<[number, number, UnitSystem, string]>([
    [0, 2000, 'si', '0 | 0.5k | 1.0k | 1.5k | 2.0k'],
    [0, 80, 'si', '0 | 20 | 40 | 60 | 80'],
    [0, 5e9, 'si', '0 | 1G | 2G | 3G | 4G | 5G'],
    [0, 4e6, 'binary', '0 | 1 Mi | 2 Mi | 3 Mi | 4 Mi'],
    [0, 90, 'sec', '0 | 15 s | 30 s | 45 s | 60 s | 75 s | 90 s'],
    [0, 20, 'sec', '0 | 5 s | 10 s | 15 s | 20 s'],
    [0, 86_400, 'sec', '0 | 6 h | 12 h | 18 h | 24 h'],
    [0, 800, 'msec', '0 | 200 ms | 400 ms | 600 ms | 800 ms'],
    [0, 2e6, 'none', '0 | 500000 | 1000000 | 1500000 | 2000000'],
    [0, 0.004, 'si', '0 | 0.001 | 0.002 | 0.003 | 0.004'],
  ])('%d to %d in %s', (low, high, system, expected) => {
    expect(labels(low, high, system)).toBe(expected);
  });

  test.each<[number, UnitSystem, string]>([
    [0, 'si', '0'],
    [1234.5, 'si', '1.23k'],
    [12_345, 'si', '12.3k'],
    [0.12345, 'si', '0.123'],
    [1536, 'binary', '1.5 Ki'],
    [5400, 'sec', '1.5 h'],
    [-2e6, 'si', '-2M'],
  ])('%d in %s', (value, system, expected) => {
    expect(formatValue(value, system)).toBe(expected);
  });
});
