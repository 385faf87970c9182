import { expect, test } from 'vitest';
import { addTarget, duplicateTarget, moved, removeTarget, setTarget, toggleHidden } from './targetEdits.ts';

const list = [
  { refId: 'A', target: 'a' },
  { refId: 'C', target: 'c', hidden: true },
];

test('letters are given once', () => {
  expect(addTarget(list, 'x').map(({ refId }) => refId)).toEqual(['A', 'C', 'B']);
  expect(duplicateTarget(list, 1)).toEqual([...list, { refId: 'B', target: 'c', hidden: true }]);
  expect(duplicateTarget(list, 0).map(({ target }) => target)).toEqual(['a', 'a', 'c']);
});

test('what is shown is not stored', () => {
  expect(toggleHidden(list, 1)[1]).toEqual({ refId: 'C', target: 'c' });
  expect(toggleHidden(list, 0)[0]).toEqual({ refId: 'A', target: 'a', hidden: true });
});

test('one goes, one changes', () => {
  expect(removeTarget(list, 0)).toEqual([list[1]]);
  expect(setTarget(list, 0, 'x')).toEqual([{ refId: 'A', target: 'x' }, list[1]]);
});

test.each<[number, number, string]>([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 9, 'acb'],
  [1, -1, 'bac'],
  [5, 0, 'abc'],
])('from %s to %s', (from, to, expected) => expect(moved([...'abc'], from, to).join('')).toBe(expected));
