import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GridPlace } from '../schema/dashboard.ts';
import {
  arrange,
  bottomOf,
  firstRoom,
  gridColumns,
  inReadingOrder,
  moveTo,
  overlaps,
  type Placed,
  resizeTo,
} from './layout.ts';

const place = fc
  .record({
    x: fc.nat(gridColumns - 1),
    y: fc.nat(30),
    w: fc.integer({ min: 1, max: gridColumns }),
    h: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ x, ...rest }) => ({ ...rest, x: Math.min(x, gridColumns - rest.w) }));
const anything = fc
  .array(place, { minLength: 1, maxLength: 14 })
  .map((places) => places.map((grid, i): Placed => ({ id: `p${i}`, grid })));
const arranged = anything.map(arrange);

const apart = (items: readonly Placed[]) =>
  items.every((a, i) => items.every((b, j) => i >= j || !overlaps(a.grid, b.grid)));
const inside = (items: readonly Placed[]) =>
  items.every(({ grid }) => grid.x >= 0 && grid.y >= 0 && grid.x + grid.w <= gridColumns);
const above = (items: readonly Placed[], a: string, b: string): boolean => {
  const find = (id: string) => items.find((item) => item.id === id)!.grid;
  return find(a).y + find(a).h <= find(b).y;
};
const inCommon = (a: GridPlace, b: GridPlace) => a.x < b.x + b.w && b.x < a.x + a.w;
const ids = (items: readonly Placed[]) => items.map((item) => item.id).sort();

describe('laws', () => {
  test('arranging leaves nothing over anything else, nothing outside, nobody out, and is done after once', () => {
    fc.assert(
      fc.property(anything, (items) => {
        const once = arrange(items);
        expect(apart(once) && inside(once)).toBe(true);
        expect(ids(once)).toEqual(ids(items));
        expect(arrange(once)).toEqual(once);
      }),
    );
  });

  test('nothing hangs: one line higher up something is in the way', () => {
    fc.assert(
      fc.property(arranged, (items) => {
        for (const item of items) {
          if (item.grid.y === 0) continue;
          const higher = { ...item.grid, y: item.grid.y - 1 };
          expect(items.some((other) => other !== item && overlaps(other.grid, higher))).toBe(true);
        }
      }),
    );
  });

  test('moving one keeps the order of the others, and the result is arranged', () => {
    fc.assert(
      fc.property(arranged, fc.nat(13), fc.nat(23), fc.nat(60), (items, pick, x, y) => {
        const moved = items[pick % items.length];
        const after = moveTo(items, moved, { ...moved.grid, x, y });
        expect(apart(after) && inside(after)).toBe(true);
        expect(ids(after)).toEqual(ids(items));
        expect(arrange(after)).toEqual(after);
        for (const a of items)
          for (const b of items)
            if (a !== b && a !== moved && b !== moved && inCommon(a.grid, b.grid))
              expect(above(after, a.id, b.id)).toBe(above(items, a.id, b.id));
      }),
    );
  });

  test('put where it is, nothing moves', () => {
    fc.assert(
      fc.property(arranged, fc.nat(13), (items, pick) => {
        const moved = items[pick % items.length];
        expect(moveTo(items, moved, moved.grid)).toEqual(inReadingOrder(items));
        expect(resizeTo(items, moved.id, moved.grid)).toEqual(inReadingOrder(items));
      }),
    );
  });

  test('a size is what was asked for within the columns, at the same left edge', () => {
    fc.assert(
      fc.property(
        arranged,
        fc.nat(13),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 12 }),
        (items, pick, w, h) => {
          const { id, grid } = items[pick % items.length];
          const after = resizeTo(items, id, { w, h });
          expect(apart(after) && inside(after)).toBe(true);
          expect(arrange(after)).toEqual(after);
          const now = after.find((item) => item.id === id)!.grid;
          expect(now).toMatchObject({ x: grid.x, w: Math.min(w, gridColumns - grid.x), h });
        },
      ),
    );
  });

  test('a new one finds room without moving anybody, and stays there', () => {
    fc.assert(
      fc.property(
        arranged,
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 12 }),
        (items, w, h) => {
          const grid = firstRoom(items, { w, h });
          const after = [...items, { id: 'new', grid }];
          expect(grid.y).toBeLessThanOrEqual(bottomOf(items));
          expect(arrange(after)).toEqual(inReadingOrder(after));
        },
      ),
    );
  });
});

describe('moving, as one sees it', () => {
  const at = (id: string, x: number, y: number, w: number, h: number): Placed => ({
    id,
    grid: { x, y, w, h },
  });
  const rows = (items: readonly Placed[]) =>
    Object.fromEntries(items.map(({ id, grid }) => [id, `${grid.x},${grid.y}`]));
  const column = [at('a', 0, 0, 24, 4), at('b', 0, 4, 24, 4), at('c', 0, 8, 24, 8)];
  const beside = [at('a', 0, 0, 12, 8), at('b', 12, 0, 12, 8), at('c', 0, 8, 24, 4)];

  test.each<[string, readonly Placed[], string, number, number, Record<string, string>]>([
    ['a little down changes nothing', column, 'a', 0, 2, { a: '0,0', b: '0,4', c: '0,8' }],
    ['past the middle of the next', column, 'a', 0, 3, { b: '0,0', a: '0,4', c: '0,8' }],
    ['past everything', column, 'a', 0, 99, { b: '0,0', c: '0,4', a: '0,12' }],
    ['up, not yet', column, 'c', 0, 6, { a: '0,0', b: '0,4', c: '0,8' }],
    ['up over the middle', column, 'c', 0, 5, { a: '0,0', c: '0,4', b: '0,12' }],
    ['to the top', column, 'c', 0, 0, { c: '0,0', a: '0,8', b: '0,12' }],
    ['onto its neighbour', beside, 'a', 12, 0, { a: '12,0', b: '12,8', c: '0,16' }],
    ['below its neighbour', beside, 'a', 12, 5, { b: '12,0', a: '12,8', c: '0,16' }],
    ['the wide one to the top', beside, 'c', 0, 0, { c: '0,0', a: '0,4', b: '12,4' }],
  ])('%s', (_what, items, id, x, y, expected) => {
    const moved = items.find((item) => item.id === id)!;
    expect(rows(moveTo(items, moved, { ...moved.grid, x, y }))).toEqual(expected);
  });

  test('one from another row is put in where it is dropped', () => {
    expect(rows(moveTo(column, at('new', 0, 0, 12, 3), { x: 6, y: 4, w: 12, h: 3 }))).toEqual({
      a: '0,0',
      new: '6,4',
      b: '0,7',
      c: '0,11',
    });
  });

  test('growing pushes down also what begins higher up', () => {
    const stepped = [at('a', 0, 0, 12, 4), at('b', 0, 4, 12, 4), at('n', 12, 0, 12, 6)];
    expect(rows(resizeTo(stepped, 'b', { w: 18, h: 4 }))).toEqual({ a: '0,0', b: '0,4', n: '12,8' });
  });
});
