import { describe, expect, test } from 'vitest';
import { countingSlots, usualDistance, valueNear } from './cadence.ts';

/** A digit is a value, a dot a gap. */
const series = (text: string) =>
  Float64Array.from(text, (character) => (character === '.' ? Number.NaN : Number(character)));
const shown = (counting: Uint8Array | null) => counting?.join('');

describe('usualDistance', () => {
  test.each([
    ['12345', 1],
    ['1..2..3..4', 3],
    ['12.34.56.78.9', 2],
    ['1111111111111111....1', 1],
    ['1.....2', 1],
    ['', 1],
    ['....', 1],
  ])('%s: %d', (text, expected) => expect(usualDistance(series(text))).toBe(expected));
});

describe('countingSlots', () => {
  test.each([
    ['12345', undefined],
    ['1..2..3..4..', '100100100111'],
    // The long pause is a gap, the usual ones are not.
    ['1..2..3..4..5..6..7..8..9..1..2..3........4', '1001001001001001001001001001001001111111111'],
    ['..1.2.3.4', '111010101'],
  ])('%s: %s', (text, expected) => expect(shown(countingSlots(series(text)))).toBe(expected));
});

test('valueNear looks to the nearer side, and not into gaps', () => {
  const values = series('1...5...9...3........');
  const counting = countingSlots(values);
  expect([0, 1, 3, 4, 7, 15].map((index) => valueNear(values, counting, index))).toEqual([
    1,
    1,
    5,
    5,
    9,
    Number.NaN,
  ]);
});
