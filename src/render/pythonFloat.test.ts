import fc from 'fast-check';
import { expect, test } from 'vitest';
import { floatRepr } from '../query/pythonNumber.ts';
import { MAX_FLOAT_BYTES, putPythonFloat } from './pythonFloat.ts';

function textOf(value: number): string {
  const bytes = new Uint8Array(MAX_FLOAT_BYTES);
  return Buffer.from(bytes.subarray(0, putPythonFloat(bytes, 0, value))).toString();
}

test.each([
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [-2.5, '-2.5'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [999_999_999_999_999, '999999999999999.0'],
  [1e16, '1e+16'],
  [Number.NaN, 'nan'],
  [Number.NEGATIVE_INFINITY, '-inf'],
])('%d', (value, text) => {
  expect(textOf(value)).toBe(text);
});

test('any float', () => {
  fc.assert(fc.property(fc.double(), (value) => textOf(value) === floatRepr(value)));
});
