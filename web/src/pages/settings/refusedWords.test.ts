import { expect, test } from 'vitest';
import { refusedByPrefix, refusedInWords } from './refusedWords.ts';

test('refusals are sorted, worded, and left out when they never happened', () => {
  expect(refusedInWords({ 'bad-line': 2, 'odd-new_reason': 9, 'bad-value': 0 })).toEqual([
    { reason: 'odd-new_reason', words: 'Odd new reason', count: 9 },
    { reason: 'bad-line', words: 'Lines that are not “name value time”', count: 2 },
  ]);
});

test('refusals by beginning of the name: the worst first, with their commonest reason first', () => {
  const refused = { 'bad-value': { web: 3, db: 1, quiet: 0 }, 'too-old': { web: 4, db: 9 } };
  const { shown, left } = refusedByPrefix(refused, 1);
  expect(shown).toMatchObject([
    { prefix: 'db', count: 10, reasons: [{ reason: 'too-old' }, { reason: 'bad-value' }] },
  ]);
  expect(left).toBe(1);
});
