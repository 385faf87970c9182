import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange } from '../../view/layout.ts';
import { type Block, GAP, layOutSheets, type Sheet, widthOnSheet } from './sheets.ts';

const grid = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 23 }),
      w: fc.integer({ min: 1, max: 24 }),
      h: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 10 },
  )
  .map((places) =>
    arrange(places.map((place, i) => ({ id: `${i}`, grid: { ...place, y: i } }))).map((one) => ({
      item: one,
      grid: one.grid,
    })),
  );
type Item = { readonly id: string } | string;
const blocks = fc.array(
  fc.oneof(
    fc
      .record({ height: fc.integer({ min: 10, max: 60 }), heading: fc.boolean() })
      .map((line): Block<Item> => ({ kind: 'line', item: line.heading ? 'heading' : 'line', ...line })),
    grid.map((items): Block<Item> => ({ kind: 'grid', items })),
  ),
  { maxLength: 8 },
);
const itemsOf = (all: readonly Block<Item>[]) =>
  all.flatMap((block) => (block.kind === 'line' ? [block.item] : block.items.map(({ item }) => item)));
const placedOn = (sheets: readonly Sheet<Item>[]) =>
  sheets.flatMap(({ placed }) => placed.map(({ item }) => item));

test('everything is there once, nothing over anything else, and nothing beyond its page', () => {
  fc.assert(
    fc.property(
      blocks,
      fc.integer({ min: 300, max: 1500 }),
      fc.oneof(fc.constant(undefined), fc.integer({ min: 120, max: 900 })),
      (all, width, pageHeight) => {
        const sheets = layOutSheets(all, width, pageHeight);
        const sorted = (items: readonly Item[]) => items.map((item) => JSON.stringify(item)).sort();
        expect(sorted(placedOn(sheets))).toEqual(sorted(itemsOf(all)));
        if (pageHeight === undefined) expect(sheets).toHaveLength(1);
        for (const { placed, height } of sheets) {
          expect(height).toBeLessThanOrEqual(pageHeight ?? Number.POSITIVE_INFINITY);
          placed.forEach(({ box }, i) => {
            expect(box.x).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(width);
            expect(box.y + box.height).toBeLessThanOrEqual(height);
            for (const { box: other } of placed.slice(i + 1)) {
              const apart =
                box.x + box.width <= other.x ||
                other.x + other.width <= box.x ||
                box.y + box.height <= other.y ||
                other.y + other.height <= box.y;
              expect(apart, JSON.stringify([box, other])).toBe(true);
            }
          });
        }
      },
    ),
    { numRuns: 300 },
  );
});

const panel = (id: string, x: number, y: number, w: number, h: number) => ({
  item: { id },
  grid: { x, y, w, h },
});
const ids = (sheets: readonly Sheet<Item>[]) =>
  sheets.map(({ placed }) => placed.map(({ item }) => (typeof item === 'string' ? item : item.id)));

test('panels beside each other stay together, and headings with what is below them', () => {
  const all: Block<Item>[] = [
    { kind: 'grid', items: [panel('a', 0, 0, 24, 10)] },
    { kind: 'line', item: 'heading', height: 30, heading: true },
    { kind: 'grid', items: [panel('b', 0, 0, 12, 5), panel('c', 12, 0, 12, 8)] },
  ];
  // Of 38 pixels a line: 372 for a, and 296 for b and c.
  expect(ids(layOutSheets(all, 1000, 800))).toEqual([['a', 'heading', 'b', 'c']]);
  expect(ids(layOutSheets(all, 1000, 700))).toEqual([['a'], ['heading', 'b', 'c']]);
});

test('what is higher than a page becomes as high as that', () => {
  const [sheet] = layOutSheets([{ kind: 'grid', items: [panel('a', 0, 0, 24, 100)] }], 1000, 600);
  expect(sheet.placed[0].box).toEqual({ x: 0, y: 0, width: 1000, height: 600 });
});

test('a line of panels ends at the right edge, and is as wide as was said before', () => {
  const items = [0, 5, 9, 17].map((x, i, all) => panel(`${i}`, x, 0, (all[i + 1] ?? 24) - x, 4));
  const [{ placed }] = layOutSheets([{ kind: 'grid', items }], 1001);
  expect(placed.at(-1)!.box.x + placed.at(-1)!.box.width).toBe(1001);
  placed.forEach(({ box }, i) => {
    expect(box.width).toBe(widthOnSheet(items[i].grid, 1001));
    if (i > 0) expect(box.x - placed[i - 1].box.x - placed[i - 1].box.width).toBe(GAP);
  });
});
