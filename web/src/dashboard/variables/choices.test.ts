import { expect, test } from 'vitest';
import { matchChoices, toggleChoice } from './choices.ts';

const options = ['web1', 'web2', 'db-web', 'DB2'].map((text) => ({ value: text, text }));

test.each([
  ['', ['web1', 'web2', 'db-web', 'DB2']],
  ['web', ['web1', 'web2', 'db-web']],
  ['db', ['db-web', 'DB2']],
  ['web db', ['db-web']],
  ['b2', ['web2', 'DB2']],
  ['x', []],
])('%s finds %j', (search, found) => {
  expect(matchChoices(options, search).map((one) => one.text)).toEqual(found);
});

test.each<[string[], string, string[]]>([
  [[], 'a', ['a']],
  [['a', 'b'], 'a', ['b']],
  [['$__all'], 'a', ['a']],
  [['a'], '$__all', ['$__all']],
  [['$__all'], '$__all', []],
])('%j after a click on %s is %j', (picked, value, after) =>
  expect(toggleChoice(picked, value)).toEqual(after),
);
