import { describe, expect, test } from 'vitest';
import { floatRepr, formatG, numberText } from './pythonNumber.ts';
import { roundTo6 } from './roundTo6.ts';

/** As CPython 3.11 prints them: repr(x), '%g' % x. */
describe('numbers as Python writes them', () => {
  test.each([
    [0, '0.0', '0'],
    [-0, '-0.0', '-0'],
    [10, '10.0', '10'],
    [0.1, '0.1', '0.1'],
    [-2.5, '-2.5', '-2.5'],
    [123456, '123456.0', '123456'],
    [1234567, '1234567.0', '1.23457e+06'],
    [999999.5, '999999.5', '1e+06'],
    [1273.625, '1273.625', '1273.62'],
    [-1273.635, '-1273.635', '-1273.63'],
    [1273.875, '1273.875', '1273.88'],
    [0.0001, '0.0001', '0.0001'],
    [0.00001, '1e-05', '1e-05'],
    [0.000123456789, '0.000123456789', '0.000123457'],
    [1e15, '1000000000000000.0', '1e+15'],
    [1e16, '1e+16', '1e+16'],
    [123456789012345680, '1.2345678901234568e+17', '1.23457e+17'],
    [1e100, '1e+100', '1e+100'],
    [1 / 3, '0.3333333333333333', '0.333333'],
    [Number.POSITIVE_INFINITY, 'inf', 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf', '-inf'],
    [Number.NaN, 'nan', 'nan'],
  ])('%d', (value, repr, general) => {
    expect([floatRepr(value), formatG(value)]).toEqual([repr, general]);
  });

  test('whole numbers stay whole', () => {
    expect(numberText(5, false)).toBe('5');
    expect(numberText(5, true)).toBe('5.0');
    expect(numberText(1e21, false)).toBe('1000000000000000000000');
  });
});

/** As CPython's round(x, 6). */
test.each([
  [1.2345678, 1.234568],
  [0.0078125, 0.007812],
  [0.0234375, 0.023438],
  [-0.0078125, -0.007812],
  [3.0078125, 3.007812],
  [2.0000005, 2.000001],
  [1e-7, 0],
  [123456789.12345678, 123456789.123457],
  [1073741824.0078125, 1073741824.007812],
  [5368709120.0078125, 5368709120.007812],
  [5368709120.0234375, 5368709120.023438],
  [8589934592.125, 8589934592.125],
  [1e300, 1e300],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
])('%d rounded to six decimals is %d', (value, rounded) => {
  expect(roundTo6(value)).toBe(rounded);
  expect(roundTo6(Number.NaN)).toBeNaN();
});
