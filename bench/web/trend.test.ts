import { expect, test } from 'vitest';
import { trendOf } from './trend.ts';

const line = (slope: number, noise: (i: number) => number) =>
  Array.from({ length: 20 }, (_, i) => [i, 7 + slope * i + noise(i)] as const);

test.each([
  ['a line', line(3, () => 0), 3, 0],
  ['nothing but noise', line(0, (i) => (i % 2 ? 1 : -1)), 0.015, 0.04],
  ['a line with noise', line(-2, (i) => (i % 2 ? 1 : -1)), -1.985, 0.04],
])('the trend of %s', (_, points, slope, error) => {
  const trend = trendOf(points);
  expect(trend.slope).toBeCloseTo(slope, 2);
  expect(trend.error).toBeCloseTo(error, 2);
});

test('two points have no trend that one could trust', () => {
  expect(() =>
    trendOf([
      [0, 0],
      [1, 1],
    ]),
  ).toThrow('three points');
});
