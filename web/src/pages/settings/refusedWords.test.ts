import { expect, test } from 'vitest';
import { refusedInWords } from './refusedWords.ts';

test('refusals are sorted, worded, and left out when they never happened', () => {
  expect(refusedInWords({ 'bad-line': 2, 'odd-new_reason': 9, 'bad-value': 0 })).toEqual([
    { reason: 'odd-new_reason', words: 'Odd new reason', count: 9 },
    { reason: 'bad-line', words: 'Lines that are not “name value time”', count: 2 },
  ]);
});
