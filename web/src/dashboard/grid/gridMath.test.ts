import { expect, test } from 'vitest';
import { placeAt, sizeTo, storedPlace } from './gridMath.ts';

// 24 columns of 50 px: 42 and the room beside it.
const grid = { left: 100, top: 200, width: 1192, height: 600 };

test.each([
  [100, 200, 0, 0],
  [124, 218, 0, 0],
  [126, 220, 1, 1],
  [700, 580, 12, 10],
  [9000, 200, 16, 0],
  [-50, -50, 0, 0],
])('a panel of 8 by 4 at %d, %d px goes to %d, %d', (left, top, x, y) => {
  expect(placeAt(grid, { left, top }, { w: 8, h: 4 })).toEqual({ x, y, w: 8, h: 4 });
});

test.each([
  [692, 504, 12, 8],
  [680, 500, 12, 8],
  [90, 90, 1, 1],
  [5000, 504, 24, 8],
])('a corner at %d, %d px makes a panel at the edge %d by %d', (left, top, w, h) => {
  expect(sizeTo(grid, { x: 0, y: 0, w: 3, h: 3 }, { left, top })).toEqual({ w, h });
});

test('what repeats pushed down is stored where it would be without them', () => {
  const place = (y: number) => ({ x: 0, y, w: 24, h: 4 });
  const standing = [
    { shown: place(0), stored: place(0) },
    { shown: place(12), stored: place(4) },
  ];
  expect(storedPlace(place(2), standing).y).toBe(2);
  expect(storedPlace(place(13), standing).y).toBe(5);
});
