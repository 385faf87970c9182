import { expect, test } from 'vitest';
import { matchesPath, matchesSegment } from './naiveGlob.ts';

test.each([
  ['*', 'cpu', true],
  ['c?u', 'cpu', true],
  ['c?u', 'cu', false],
  ['web[1-3]', 'web2', true],
  ['web[1-3]', 'web4', false],
  ['web[!1-3]', 'web4', true],
  ['web[^1]', 'web^', true],
  ['web[]x]', 'web]', true],
  ['web[3-1]', 'web2', false],
  ['web[!3-1]', 'web2', true],
  ['web[1-]', 'web-', true],
  ['web[', 'web[', true],
  ['web[1', 'web[1', true],
  ['{a,b}c', 'bc', true],
  ['{a,b{c,d}}e', 'bde', true],
  ['{a,b{c,d}}e', 'be', false],
  ['{a,}c', 'c', true],
  ['{a', '{a', true],
  ['a-b+(c)|d$', 'a-b+(c)|d$', true],
  ['a.c', 'abc', false],
  ['*é?', 'caféo', true],
])('%s and %s', (glob, segment, expected) => {
  expect(matchesSegment(glob, segment)).toBe(expected);
});

test('a pattern matches level by level', () => {
  expect(matchesPath('a.*', 'a.b')).toBe(true);
  expect(matchesPath('a.*', 'a.b.c')).toBe(false);
  expect(matchesPath('a*', 'a.b')).toBe(false);
});
