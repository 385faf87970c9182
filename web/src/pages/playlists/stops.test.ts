import { describe, expect, test } from 'vitest';
import { moved, stopAt, stopsOf } from './stops.ts';

const dashboards = [
  { uid: 'b', title: 'Disk 10', tags: ['disk', 'wall'] },
  { uid: 'a', title: 'Disk 2', tags: ['disk'] },
  { uid: 'c', title: 'Network', tags: [] },
];

test.each<[Parameters<typeof stopsOf>[0], string[]]>([
  [[], []],
  [
    [{ dashboard: 'c' }, { dashboard: 'a' }],
    ['c', 'a'],
  ],
  [[{ dashboard: 'gone' }, { dashboard: 'c' }], ['c']],
  // By titles, as people count.
  [[{ tag: 'disk' }], ['a', 'b']],
  [
    [{ dashboard: 'b' }, { tag: 'disk' }, { tag: 'wall' }],
    ['b', 'a'],
  ],
  // One that is named twice is shown twice.
  [
    [{ dashboard: 'c' }, { dashboard: 'a' }, { dashboard: 'c' }],
    ['c', 'a', 'c'],
  ],
  [[{ tag: 'nobody' }], []],
])('%j shows %j', (items, uids) => expect(stopsOf(items, dashboards).map(({ uid }) => uid)).toEqual(uids));

test('turns go round, also backwards', () =>
  expect([0, 1, 2, 3, 7, -1, -3, -4].map((turn) => stopAt(turn, 3))).toEqual([0, 1, 2, 0, 1, 2, 0, 2]));

describe('moving an entry', () => {
  test.each<[number, number, string]>([
    [0, 1, 'bac'],
    [2, 0, 'cab'],
    [0, 9, 'bca'],
    [1, -1, 'bac'],
  ])('from %i to %i', (from, to, text) => expect(moved([...'abc'], from, to).join('')).toBe(text));
});
