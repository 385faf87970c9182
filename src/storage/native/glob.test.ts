import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TooMuchError } from '../store.ts';
import { expandBraces, segmentMatcher, splitPattern } from './glob.ts';

describe('a glob', () => {
  test.each([
    ['*', 'anything', true],
    ['*', '', true],
    ['web*', 'web01', true],
    ['web*', 'db01', false],
    ['*01', 'web01', true],
    ['w*b*1', 'web01', true],
    ['w?b', 'web', true],
    ['w?b', 'wb', false],
    ['web[0-2]', 'web1', true],
    ['web[0-2]', 'web3', false],
    ['web[!0-2]', 'web3', true],
    ['web[]x]', 'web]', true],
    ['web[a-]', 'web-', true],
    ['web[0', 'web[0', true],
    ['{web,db}01', 'db01', true],
    ['{web,db}01', 'cache01', false],
    ['{a{1,2},b}', 'a2', true],
    ['{a{1,2},b}', 'b', true],
    ['{a', '{a', true],
    ['{,x}y', 'y', true],
    ['ü?', 'üé', true],
    ['a*', 'a;host=b', false],
    ['a;*', 'a;host=b', true],
    ['a;host={b,c}', 'a;host=b', true],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(segmentMatcher(pattern)(text)).toBe(expected);
  });

  test('agrees with a regular expression', () => {
    const character = fc.constantFrom('a', 'b', 'c', '*', '?');
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 12 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }),
        (pattern, text) => {
          const expression = new RegExp(
            `^${pattern.map((each) => (each === '*' ? '.*' : each === '?' ? '.' : each)).join('')}$`,
          );
          expect(segmentMatcher(pattern.join(''))(text.join(''))).toBe(expression.test(text.join('')));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('a pattern made to hang does not', () => {
    const matches = segmentMatcher(`${'a*'.repeat(200)}b`);
    expect(matches('a'.repeat(2000))).toBe(false);
  });

  test('braces that multiply are refused', () => {
    expect(() => expandBraces('{a,b,c,d}'.repeat(10))).toThrow(TooMuchError);
  });

  test('splits at dots outside braces', () => {
    expect(splitPattern('a.{b.c,d}.e')).toEqual(['a', '{b.c,d}', 'e']);
  });
});
