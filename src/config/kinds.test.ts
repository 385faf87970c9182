import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes, integer, oneOf, onOff, seconds, wordOr } from './kinds.ts';

const size = bytes(1, 2 ** 40);

describe('what is read', () => {
  test.each([
    [size, '4096', 4096],
    [size, '256 MiB', 256 * 2 ** 20],
    [size, '256mib', 256 * 2 ** 20],
    [size, '1.5KiB', 1536],
    [size, '1_000', 1000],
    [integer(0, 10_000_000), '5_000_000', 5_000_000],
    [seconds(0, 100), '0.5', 0.5],
    [onOff, 'Yes', true],
    [onOff, '0', false],
    [oneOf('a', 'b'), ' b ', 'b'],
    [wordOr(['always', 'never'], seconds(0, 9)), 'always', 'always'],
    [wordOr(['always', 'never'], seconds(0, 9)), '3', 3],
  ])('%o "%s"', (kind, text, value) => expect(kind.parse(text)).toBe(value));
});

describe('what is refused', () => {
  test.each([
    [size, '4k', 'write bytes, or a number with KiB'],
    [size, '0', 'is not a size'],
    [size, '2 TiB', 'from 1 B to 1 TiB'],
    [size, '1 constructor', 'is not a size'],
    [integer(1, 9), '10', 'whole number from 1 to 9'],
    [integer(1, 9), '1.5', 'whole number'],
    [integer(1, 9), '0x1', 'whole number'],
    [integer(1, 9), '', 'whole number'],
    [seconds(0, 9), '-1', 'number of seconds'],
    [seconds(0, 9), '1e3', 'number of seconds'],
    [onOff, 'maybe', 'neither true nor false'],
    [oneOf('native', 'whisper'), 'whispr', 'did you mean "whisper"?'],
    [wordOr(['always', 'never'], seconds(0, 9)), 'sometimes', 'nor one of always, never'],
  ])('%o "%s"', (kind, text, reason) => expect(() => kind.parse(text)).toThrow(reason));
});

test('a size that was shown reads as the same size', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (n) => size.parse(size.format(n)) === n));
});
