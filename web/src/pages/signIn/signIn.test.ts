import { expect, test } from 'vitest';
import { checkNewPassword } from './newPassword.ts';
import { safeNext } from './safeNext.ts';

test.each([
  [null, '/'],
  ['/explore?target=a', '/explore?target=a'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/sign-in?next=/', '/'],
])('after signing in, %s leads to %s', (next, path) => expect(safeNext(next)).toBe(path));

test.each([
  ['admin', 'longer-one', 'longer-one', []],
  ['admin', 'short', 'short', ['next']],
  ['longer-one', 'longer-one', 'longer-one', ['next']],
  ['admin', 'longer-one', 'another-one', ['again']],
  ['', 'longer-one', 'longer-one', ['current']],
])('%s to %s and %s: %j', (current, next, again, fields) =>
  expect(Object.keys(checkNewPassword(current, next, again))).toEqual(fields),
);
