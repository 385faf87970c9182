import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_NUMBER_BYTES, putNumber, putWhole } from './numberText.ts';

function textOf(value: number): string {
  const bytes = new Uint8Array(MAX_NUMBER_BYTES + 2).fill(0x7e);
  const end = putNumber(bytes, 1, value);
  expect(bytes[0]).toBe(0x7e);
  return Buffer.from(bytes.subarray(1, end)).toString('latin1');
}

describe('putNumber', () => {
  test.each([
    0,
    -0,
    1,
    -1,
    9,
    10,
    99,
    100,
    12_345,
    999_999_999,
    1e9,
    1_234_567_890,
    999_999_999_999_999,
    1e15,
    1e16,
    2 ** 53,
    1e20,
    1e21,
    1.5e300,
    0.1,
    0.5,
    -0.25,
    2.675,
    1.000001,
    0.000001,
    0.0000015,
    1e-7,
    99.999999,
    999_999_999.999999,
    1_000_000_000.5,
    0.30000000000000004,
    1 / 3,
    5e-324,
    Number.MAX_VALUE,
    123_456.789,
    1.0000005,
    0.9999995,
    8.000000000000002,
    4_503_599_627.370497,
  ])('%d as JavaScript prints it', (value) => {
    expect(textOf(value)).toBe(`${value}`);
    expect(textOf(-value)).toBe(`${-value}`);
  });

  test('any double is its shortest text', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (value) => textOf(value) === `${value}`,
      ),
      { numRuns: 5000 },
    );
  });

  test('decimals and their neighbours are too', () => {
    const decimal = fc.tuple(
      fc.maxSafeInteger(),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: -2, max: 2 }),
    );
    fc.assert(
      fc.property(decimal, ([digits, places, ulps]) => {
        const value = moved(digits / 10 ** places, ulps);
        return textOf(value) === `${value}`;
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 8 }), (digits, places) => {
        const value = digits / 10 ** places;
        return textOf(value) === `${value}`;
      }),
      { numRuns: 5000 },
    );
  });
});

test('putWhole writes every digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), (value) => {
      const bytes = new Uint8Array(16);
      return Buffer.from(bytes.subarray(0, putWhole(bytes, 0, value))).toString() === `${value}`;
    }),
  );
});

/** The double so many steps further on. */
function moved(value: number, ulps: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  if (value !== 0) view.setBigInt64(0, view.getBigInt64(0) + BigInt(ulps));
  return view.getFloat64(0);
}
