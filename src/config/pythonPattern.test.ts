import { describe, expect, test } from 'vitest';
import { compilePythonPattern } from './pythonPattern.ts';

describe('patterns as Python reads them', () => {
  test.each([
    ['^servers\\.', 'servers.web01.cpu', true],
    ['^servers\\.', 'my.servers.cpu', false],
    ['web', 'servers.web01.cpu', true],
    ['(?i)^SERVERS', 'servers.a', true],
    ['(?P<kind>web|db)\\d+', 'servers.db7', true],
    ['^(?P<a>\\w)(?P=a)$', 'xx', true],
    ['^(?P<a>\\w)(?P=a)$', 'xy', false],
    ['\\Aa\\.b\\Z', 'a.b', true],
    ['\\Aa\\.b\\Z', 'a.b.c', false],
    ['a(?#the letter b)b', 'ab', true],
    ['^[]a]+$', ']a]', true],
    ['^[^]a]+$', 'b', true],
    ['^[^]a]+$', ']', false],
    ['^[(?P<]+$', '(P<?', true],
    ['^\\(?P$', '(P', true],
    ['^a[.]b$', 'a.b', true],
    ['^disk;host=a$', 'disk;host=a', true],
    ['^x{2,3}$', 'xxx', true],
    ['(?u)^ü$', 'ü', true],
    ['(?<=\\.)count$', 'a.count', true],
  ])('%s in %s: %s', (pattern, name, expected) =>
    expect(compilePythonPattern(pattern).test(name)).toBe(expected),
  );

  test.each([
    ['(', 'is not a regular expression: Unterminated group'],
    ['[a', 'is not a regular expression'],
    ['*a', 'is not a regular expression: Nothing to repeat'],
    ['(?P<a', 'is not a regular expression'],
    ['(?P=a', 'refers to no group'],
    ['(?P<a>x)(?P=b)', '(?P=b) refers to no group before it'],
    ['(?x)a b', 'the flag (?x) is not supported'],
  ])('refuses %s', (pattern, reason) => expect(() => compilePythonPattern(pattern)).toThrow(reason));
});
