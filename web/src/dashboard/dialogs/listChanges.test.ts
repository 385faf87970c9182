import { expect, test } from 'vitest';
import { listChanges } from './listChanges.ts';

test.each<[string[], string[]]>([
  [[], []],
  [
    ['Move "A"', 'Move "B"', 'Move "A"'],
    ['Move "A" (2 times)', 'Move "B"'],
  ],
  [
    ['1', '2', '3', '4'],
    ['2 earlier changes', '3', '4'],
  ],
])('%j reads %j', (names, lines) => expect(listChanges(names, 3)).toEqual(lines));
