import { describe, expect, test } from 'vitest';
import { roundTo } from './roundTo.ts';

/** As CPython's round(x, digits). */
describe('like Python', () => {
  test.each([
    [2.5, 0, 2],
    [0.5, 0, 0],
    [1.5, 0, 2],
    [-0.4, 0, -0],
    [2.675, 2, 2.67],
    [0.125, 2, 0.12],
    [0.375, 2, 0.38],
    [5e-7, 6, 0],
    [7.62939453125e-6, 16, 7.6293945312e-6],
    [1.0000000000000002, 20, 1.0000000000000002],
    [1.5, 1000, 1.5],
    [1e21, 3, 1e21],
    [1234.5, -2, 1200],
    [1250, -2, 1200],
    [1350, -2, 1400],
    [1250.5, -2, 1300],
    [-1250.5, -2, -1300],
    [1e22, -3, 1e22],
    [1e300, -3, 1e300],
    [49, -2, 0],
    [150, -2, 200],
    [123, -400, 0],
    [Number.POSITIVE_INFINITY, -2, Number.POSITIVE_INFINITY],
    [Number.NaN, -2, Number.NaN],
    [Number.NaN, 2, Number.NaN],
  ])('%d to %d digits is %d', (value, digits, rounded) => {
    expect(roundTo(value, digits)).toBe(rounded);
  });
});
