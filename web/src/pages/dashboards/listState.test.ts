import { expect, test } from 'vitest';
import { isNarrowed, type ListState, readListState, writeListState } from './listState.ts';

const empty: ListState = { text: '', tags: [], folder: null, starred: false, sort: 'title', trash: false };

test.each<[string, Partial<ListState>]>([
  ['', {}],
  ['q=web', { text: 'web' }],
  ['tag=a&tag=b', { tags: ['a', 'b'] }],
  ['folder=team&starred=1', { folder: 'team', starred: true }],
  ['sort=updated', { sort: 'updated' }],
  ['trash=1', { trash: true }],
])('the address "%s" is read, and written the same', (search, state) => {
  const whole = { ...empty, ...state };
  expect(readListState(new URLSearchParams(search))).toEqual(whole);
  expect(writeListState(new URLSearchParams(), whole).toString()).toBe(search);
  // What was there before gives way, and what has nothing to do with it stays.
  expect(writeListState(new URLSearchParams('kiosk=1&q=x&tag=z&sort=recent'), whole).toString()).toContain(
    'kiosk=1',
  );
  expect(readListState(writeListState(new URLSearchParams('q=x&tag=z&sort=recent'), whole))).toEqual(whole);
});

test('an order that there is not is the usual one', () =>
  expect(readListState(new URLSearchParams('sort=size')).sort).toBe('title'));

test.each<[Partial<ListState>, boolean]>([
  [{}, false],
  [{ text: '  ' }, false],
  [{ folder: 'team' }, false],
  [{ text: 'x' }, true],
  [{ tags: ['x'] }, true],
  [{ starred: true }, true],
])('%o narrows: %s', (state, narrowed) => expect(isNarrowed({ ...empty, ...state })).toBe(narrowed));
