import { expect, test } from 'vitest';
import { nearest, suggestion } from './nearest.ts';

test.each([
  ['--htpp', '--http'],
  ['data_dir', 'data-dir'],
  ['LISTEN', 'listen'],
  ['zzz', undefined],
  ['', undefined],
])('nearest to "%s" is %s', (word, expected) => {
  expect(nearest(word, ['--http', 'data-dir', 'listen', '--carbon'])).toBe(expected);
});

test('a suggestion stands behind a sentence, or is nothing', () => {
  expect(suggestion('sacle', ['scale', 'sum'])).toBe(' (did you mean "scale"?)');
  expect(suggestion('zzz', ['scale'])).toBe('');
});
