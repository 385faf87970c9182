import { describe, expect, test } from 'vitest';
import { pythonRegex } from './pythonRegex.ts';
import { FunctionError } from './registry/defineFunction.ts';

/** Expected texts are what `re.sub` of Python 3.11 answers. */
describe('replacing', () => {
  test.each([
    ['abc', 'b', 'x', 'axc'],
    ['a.b.c', '\\.', '-', 'a-b-c'],
    ['web1.cpu', '(\\w+)\\.(\\w+)', '\\2 of \\1', 'cpu of web1'],
    ['web1', '(?P<kind>[a-z]+)(\\d)', '\\g<kind>-\\g<2>', 'web-1'],
    ['ab', '(a)|(b)', '[\\1\\2]', '[a][b]'],
    ['abxd', 'x*', '-', '-a-b--d-'],
    ['', '^', 'x', 'x'],
    ['aaa', '^a', 'b', 'baa'],
    ['ab', 'b\\Z', '$1$&', 'a$1$&'],
    ['ab', 'a', '\\\\\\n', '\\\nb'],
    ['aXb', '(?i)x', '\\.', 'a\\.b'],
    ['aaaa', 'a{,3}', 'x', 'xxx'],
    ['{,3}Z', '[{,3}]', 'x', 'xxxxZ'],
    ['😀b', 'b', '\\g<0>!', '😀b!'],
    ['😀b', '', '-', '-😀-b-'],
    ['größe1', '\\w+', 'x', 'x'],
    ['a٣b', '\\d', '#', 'a#b'],
    ['ü-a!', '[\\w-]+', 'x', 'x!'],
    ['ü!', '\\W', 'x', 'üx'],
    ['none', 'x', 'y', 'none'],
  ])('%s: %s by %s', (text, pattern, replacement, expected) => {
    expect(pythonRegex(pattern).substitution(replacement)(text)).toBe(expected);
  });

  test.each(['\\1', '\\g<2>', '\\g<nobody>', '\\g<>'])('there is no group %s', (replacement) => {
    expect(() => pythonRegex('a').substitution(replacement)).toThrow(FunctionError);
  });
});

test('searching is not bound to the beginning', () => {
  expect(pythonRegex('b.').isIn('abc')).toBe(true);
  expect(pythonRegex('^b').isIn('abc')).toBe(false);
});

test.each([
  ['(', 'missing closing )'],
  ['(?=a)b', 'cannot be used'],
  ['(a)\\1', 'cannot be used'],
  ['x'.repeat(1001), '1001 characters'],
  ['a{900}{900}', 'repeat'],
  ['((a{30}){30}){30}', 'repeat'],
])('refuses %s', (pattern, reason) => {
  expect(() => pythonRegex(pattern)).toThrow(FunctionError);
  expect(() => pythonRegex(pattern)).toThrow(reason);
});

test('a pattern does not work for ever', () => {
  const pattern = pythonRegex('(a?){400}b');
  const text = 'a'.repeat(100_000);
  expect(() => {
    for (let i = 0; i < 1000; i++) pattern.isIn(text);
  }).toThrow('takes too long');
});
