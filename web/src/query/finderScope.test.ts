import { expect, test } from 'vitest';
import { hiddenInWords, readStale, scopeParameters, writeStale } from './finderScope.ts';

test('the choice is kept in the address, beside everything else', () => {
  const shown = writeStale('?from=-1h&target=a.b', true);
  expect(readStale(shown)).toBe(true);
  expect(new URLSearchParams(shown).getAll('target')).toEqual(['a.b']);
  expect(writeStale(shown, false)).toBe('?from=-1h&target=a.b');
  expect(readStale('?stale=0')).toBe(false);
  expect(writeStale('', false)).toBe('');
});

test('only the usual choice asks for the range', () => {
  const range = { from: '-1h', until: 'now' };
  expect(scopeParameters({ stale: false, ...range })).toEqual({ activeOnly: '1', ...range });
  expect(scopeParameters({ stale: true, ...range })).toEqual({});
});

test('what is hidden is said', () => {
  expect(hiddenInWords(1234, false)).toBe('1,234 stale hidden');
  expect(hiddenInWords(1, true)).toBe('Nothing here has a point in the time range. 1 is hidden.');
  expect(hiddenInWords(2, true)).toContain('2 are hidden');
});
