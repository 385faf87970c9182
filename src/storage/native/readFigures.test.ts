import { expect, test } from 'vitest';
import { countRead, newReadFigures, readsIn, totalFigures } from './readFigures.ts';

test('adds up what several readers did, those that were called off included', () => {
  const [a, b] = [newReadFigures(), newReadFigures()];
  const cost = { milliseconds: 1.5, bytes: 100, chunks: 2, directoryHits: 3, directoryMisses: 1 };
  countRead(a, cost, false);
  countRead(a, cost, true);
  countRead(b, { ...cost, bytes: 7 }, false);
  expect(readsIn(a)).toBe(2);
  expect(totalFigures([a, b])).toEqual({
    reads: 3,
    cancelled: 1,
    milliseconds: 4.5,
    bytes: 207,
    chunks: 6,
    directoryHits: 9,
    directoryMisses: 3,
  });
});

test('another thread sees what is counted', () => {
  const figures = newReadFigures();
  const elsewhere = structuredClone(figures);
  countRead(figures, { milliseconds: 0, bytes: 0, chunks: 0, directoryHits: 0, directoryMisses: 0 }, false);
  expect(readsIn(elsewhere)).toBe(1);
});
