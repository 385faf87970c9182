import { expect, test } from 'vitest';
import { clickLegend } from './legend.ts';

const keys = ['a', 'b', 'c'];
test.each<[string, string[], string, boolean, string[]]>([
  ['a click isolates', [], 'a', false, ['b', 'c']],
  ['a second click shows all', ['b', 'c'], 'a', false, []],
  ['a click on another one moves there', ['b', 'c'], 'b', false, ['a', 'c']],
  ['with Ctrl one goes', [], 'b', true, ['b']],
  ['with Ctrl one comes back', ['b', 'c'], 'b', true, ['c']],
  ['the last one never goes alone', ['a', 'b'], 'c', true, []],
])('%s', (_what, hidden, key, toggle, expected) =>
  expect([...clickLegend(keys, new Set(hidden), key, toggle)].sort()).toEqual(expected),
);
