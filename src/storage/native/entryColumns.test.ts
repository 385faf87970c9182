import { expect, test } from 'vitest';
import { EntryColumns, NO_SERIES } from './entryColumns.ts';

test('another thread reads all entries, over several pieces, and sees which count no more', () => {
  const columns = new EntryColumns();
  const count = 300_000;
  let inOrder = true;
  for (let i = 0; i < count; i++)
    inOrder &&= columns.add(i * 7, i % 5, 4_000_000_000 - i, i * 3, i - 1) === i;
  expect(inOrder).toBe(true);
  columns.discard(131_072);
  expect(columns.memory).toHaveLength(3);
  const there = new EntryColumns(columns.memory, columns.length);
  expect(there.length).toBe(count);
  const wrong: number[] = [];
  for (let i = 0; i < count; i++) {
    const right =
      there.seriesOf(i) === (i === 131_072 ? NO_SERIES : i * 7) &&
      there.levelOf(i) === i % 5 &&
      there.firstSlotOf(i) === 4_000_000_000 - i &&
      there.placeOf(i) === i * 3 &&
      there.previousOf(i) === i - 1;
    if (!right) wrong.push(i);
  }
  expect(wrong).toEqual([]);
});
