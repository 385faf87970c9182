import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesSegment } from '../../../test/support/naiveGlob.ts';
import { TooMuchError } from '../store.ts';
import { expandBraces, segmentMatcher, splitPattern } from './glob.ts';

function matches(pattern: string, text: string): boolean {
  const bytes = new TextEncoder().encode(`<${text}>`);
  return segmentMatcher(pattern).matches(bytes, 1, bytes.length - 1);
}

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
    expect(matches(pattern, text)).toBe(expected);
  });

  test('agrees with the obvious matcher', () => {
    const character = fc.constantFrom('a', 'b', 'é', '€', '𝄞', '-');
    const piece = fc.oneof(
      { weight: 3, arbitrary: character },
      fc.constantFrom('*', '?', '[', ']', '[!', '[a-é]', '[!a]', '[é€]', '{', '}', ',', '{a,*b}'),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }),
        fc.array(character, { maxLength: 10 }),
        (globs, text) => {
          const pattern = globs.join('');
          expect(matches(pattern, text.join(''))).toBe(matchesSegment(pattern, text.join('')));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('a pattern made to hang does not', () => {
    expect(matches(`${'a*'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
  });

  test('braces that multiply are refused', () => {
    expect(() => expandBraces('{a,b,c,d}'.repeat(10))).toThrow(TooMuchError);
  });

  test('splits at dots outside braces', () => {
    expect(splitPattern('a.{b.c,d}.e')).toEqual(['a', '{b.c,d}', 'e']);
  });
});
