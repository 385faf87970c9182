// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written like this
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alternativesOf,
  readTagExpression,
  referenceOf,
  splitPath,
  toggleAlternative,
  withSegment,
  writeTagExpression,
} from './pathSegments.ts';

test.each<[string, string[]]>([
  ['a.b.c', ['a', 'b', 'c']],
  ['a.{b.c,d}.e', ['a', '{b.c,d}', 'e']],
  ['hosts.${host:regex}.[0-9].x', ['hosts', '${host:regex}', '[0-9]', 'x']],
  ['a.[[host]].c', ['a', '[[host]]', 'c']],
  ['disk.used;host=a.b;x=1', ['disk', 'used;host=a.b;x=1']],
  ['a.', ['a', '']],
  ['', ['']],
])('%s', (path, segments) => expect(splitPath(path)).toEqual(segments));

test('segments joined again are the path', () => {
  const text = fc.array(fc.constantFrom(...'ab.{},[]*$;'), { maxLength: 15 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (path) => {
      expect(splitPath(path).join('.')).toBe(path);
    }),
  );
});

test.each<[string, number, string, string]>([
  ['a.b.c', 1, '*', 'a.*.c'],
  ['a.b.c', 3, 'd', 'a.b.c.d'],
  ['a.b.c', 1, '', 'a'],
  ['', 0, 'hosts', 'hosts'],
  ['a.{b.c,d}.e', 1, 'x', 'a.x.e'],
])('%s with %s set to %s', (path, at, segment, expected) =>
  expect(withSegment(path, at, segment)).toBe(expected),
);

describe('alternatives', () => {
  test.each<[string, string, string]>([
    ['web1', 'web2', '{web1,web2}'],
    ['{web1,web2}', 'web3', '{web1,web2,web3}'],
    ['{web1,web2}', 'web1', 'web2'],
    ['web1', 'web1', '*'],
    ['*', 'web1', 'web1'],
    ['web*', 'db1', 'db1'],
    ['', 'web1', 'web1'],
  ])('%s and %s', (segment, name, expected) => expect(toggleAlternative(segment, name)).toBe(expected));
  test('a pattern has none', () => expect(alternativesOf('{a*,b}')).toBeNull());
});

test.each<[string, string | null]>([
  ['#A', 'A'],
  ['#AB', 'AB'],
  ['#a', null],
  ['#A.b', null],
])('%s refers to %s', (path, refId) => expect(referenceOf(path)).toBe(refId));

test.each<[string, string, string, string]>([
  ['host=web1', 'host', '=', 'web1'],
  ['host!=web1', 'host', '!=', 'web1'],
  ['host=~^web.*=x', 'host', '=~', '^web.*=x'],
  ['host!=~', 'host', '!=~', ''],
])('%s', (text, tag, operator, value) => {
  const read = readTagExpression(text);
  expect(read).toEqual({ tag, operator, value });
  expect(writeTagExpression(read!)).toBe(text);
});
test('what is no condition', () => expect(readTagExpression('host')).toBeNull());
