import { expect, test } from 'vitest';
import { format, summaryTable, workTable } from './table.ts';

const runs = new Map([
  [
    'Ours',
    [
      { speed: 3e6, lost: 0 },
      { speed: 1e6, lost: 0 },
      { speed: 2e6, lost: 0 },
    ],
  ],
  [
    'Theirs',
    [
      { speed: 1e6, lost: 0 },
      { speed: 1e6, lost: 0 },
      { speed: 1e6, lost: 7 },
    ],
  ],
  ['Slow', []],
]);

test('a table of a work has medians, spreads and ratios, and no row for who took no part', () => {
  expect(workTable(runs).split('\n')).toEqual([
    '|  | speed | lost |',
    '| --- | --- | --- |',
    '| Ours | 2,000,000 (1,000,000 to 3,000,000) | 0 |',
    '| Theirs | 1,000,000 | 0 (0 to 7) |',
    '| **Ours / Theirs** | **2.00** |  |',
  ]);
});

test('a summary leaves out works that were not run, and says nothing for who took no part', () => {
  const rows = [
    { what: 'how fast', goal: 'fast', work: 'W1', title: 'speed' },
    { what: 'how small', goal: 'small', work: 'W2', title: 'size' },
  ];
  expect(summaryTable(rows, ['Ours', 'Theirs', 'Slow'], new Map([['W1', runs]])).split('\n')).toEqual([
    '|  | goal | Ours | Theirs | Slow | Ours / Theirs |',
    '| --- | --- | --- | --- | --- | --- |',
    '| how fast | fast | 2,000,000 | 1,000,000 |  | 2.00 |',
  ]);
});

test.each([
  [0, '0'],
  [0.12345, '0.123'],
  [1.835, '1.84'],
  [12.34, '12.3'],
  [327.6, '328'],
  [2_910_000, '2,910,000'],
])('%d is printed as %s', (value, text) => {
  expect(format(value)).toBe(text);
});
