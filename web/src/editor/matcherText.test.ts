import { expect, test } from 'vitest';
import type { FieldMatcher } from '../../../src/schema/dashboard.ts';
import { emptyMatcher, matcherText } from './matcherText.ts';

test.each<[FieldMatcher, string]>([
  [{ by: 'name', name: 'web1' }, 'Series "web1"'],
  [{ by: 'name', name: '' }, 'No series chosen yet'],
  [{ by: 'names', names: ['a', 'b'] }, 'Series "a", "b"'],
  [{ by: 'names', names: ['a'], exclude: true }, 'All series but "a"'],
  [{ by: 'regex', pattern: '^web' }, 'Names that match /^web/'],
  [{ by: 'query', refId: 'B' }, 'All of query B'],
  [{ by: 'type', type: 'time' }, 'Times'],
  [{ by: 'value', calc: 'max', is: 'over', value: 90 }, 'Series whose max is over 90'],
  [{ by: 'value', calc: 'last', is: 'null' }, 'Series whose last is nothing'],
])('%j', (match, text) => expect(matcherText(match)).toBe(text));

test('another kind of match keeps the name', () => {
  const named: FieldMatcher = { by: 'name', name: 'a.b (x)' };
  expect(emptyMatcher('names', named, [])).toEqual({ by: 'names', names: ['a.b (x)'] });
  expect(emptyMatcher('regex', named, [])).toEqual({ by: 'regex', pattern: '^a\\.b \\(x\\)$' });
  expect(emptyMatcher('query', named, ['C'])).toEqual({ by: 'query', refId: 'C' });
  expect(emptyMatcher('name', { by: 'names', names: ['x', 'y'] }, [])).toEqual({ by: 'name', name: 'x' });
});
