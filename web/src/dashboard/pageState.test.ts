import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PageState, readPageState, toggled, writePageState } from './pageState.ts';

const word = fc.string({ minLength: 1, maxLength: 12 });
const optional = fc.option(word, { nil: null });
const set = fc.uniqueArray(word, { maxLength: 4 }).map((list) => new Set(list));
const name = fc.stringMatching(/^\w{1,8}$/);
const state: fc.Arbitrary<PageState> = fc.record({
  variables: fc
    .array(fc.tuple(name, fc.oneof(word, fc.array(word, { minLength: 2, maxLength: 4 }))), { maxLength: 3 })
    .map((list) => new Map(list)),
  compare: optional,
  hidden: fc
    .array(
      fc.tuple(
        fc.stringMatching(/^[\w@-]{1,8}$/),
        set.filter((keys) => keys.size > 0),
      ),
      { maxLength: 3 },
    )
    .map((list) => new Map(list)),
  view: optional,
  edit: optional,
  inspect: optional,
  kiosk: fc.boolean(),
  toggledRows: set,
  toggledAnnotations: set,
  refresh: optional,
});

test('what is written is read again, whatever its letters, and the range is left alone', () => {
  fc.assert(
    fc.property(state, (wanted) => {
      const search = writePageState('?from=-6h&until=now', wanted);
      expect(readPageState(search)).toEqual(wanted);
      expect(new URLSearchParams(search).get('from')).toBe('-6h');
    }),
  );
});

test.each<[string, Partial<PageState>, string]>([
  ['', { view: 'p1' }, '?view=p1'],
  ['?view=p1', { view: null }, ''],
  ['?var-host=a&var-host=b', { variables: new Map([['host', 'c']]) }, '?var-host=c'],
  ['?var-host=a&var-x=1', { variables: new Map([['host', ['$__all']]]) }, '?var-x=1&var-host=%24__all'],
  ['?var-host=a', { variables: new Map([['host', []]]) }, '?var-host='],
  ['?hide=p1%3Aweb', { hidden: new Map() }, ''],
])('%s with %o is %s', (search, changes, after) => expect(writePageState(search, changes)).toBe(after));

test('toggling twice is nothing', () => {
  expect(toggled(toggled(new Set(['a']), 'b'), 'b')).toEqual(new Set(['a']));
});
