import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measure } from '../panels/testing/sceneTask.ts';
import { cellEdges, cellRuns } from './cells.ts';
import { fitText } from './fitText.ts';
import type { FontStyle } from './fontStyle.ts';
import { colorAt } from './gradient.ts';
import type { CellsCommand } from './scene.ts';
import { arcCurves, onCircle, slicePathData } from './slicePath.ts';

const font: FontStyle = { family: 'sans', size: 10, weight: 400, italic: false };
const red = { r: 200, g: 0, b: 0, a: 1 };
const blue = { r: 0, g: 0, b: 200, a: 0.5 };

describe('texts', () => {
  test.each([
    ['hosts.web01.cpu', 200, 'middle', 'hosts.web01.cpu'],
    ['hosts.web01.cpu', 60, 'middle', 'hosts….cpu'],
    ['hosts.web01.cpu', 60, 'end', 'hosts.web…'],
    ['one two', 30, 'end', 'one…'],
    ['hosts', 6, 'middle', '…'],
    ['hosts', 3, 'middle', ''],
    ['', 0, 'middle', ''],
  ] as const)('%s in %d pixels', (text, width, cut, expected) => {
    expect(fitText(text, font, width, measure, cut)).toBe(expected);
  });

  test('never wider than asked for, and as long as fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 0, max: 300 }),
        (text, width) => {
          const shown = fitText(text, font, width, measure);
          expect(measure(shown, font)).toBeLessThanOrEqual(width);
          if (shown !== text && shown !== '') expect(measure(`${shown}xx`, font)).toBeGreaterThan(width);
        },
      ),
    );
  });
});

describe('cells', () => {
  test('runs cover exactly what is filled', () => {
    const side = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.infiniteStream(fc.integer({ min: 0, max: 2 })),
        fc.integer({ min: 1, max: 40 }),
        (columns, rows, stream, width) => {
          const cells = Uint16Array.from(stream.take(columns * rows));
          const box = { x: 3, y: 5, width, height: 17 };
          const command: CellsCommand = { kind: 'cells', box, columns, rows, palette: [red, blue], cells };
          const painted = new Map<string, number>();
          for (const [place, runs] of cellRuns(command)) {
            for (const run of runs) {
              for (let x = run.x; x < run.x + run.width; x++) {
                for (let y = run.y; y < run.y + run.height; y++) {
                  expect(painted.has(`${x} ${y}`)).toBe(false);
                  painted.set(`${x} ${y}`, place + 1);
                }
              }
            }
          }
          const lefts = cellEdges(box.x, box.width, columns);
          const tops = cellEdges(box.y, box.height, rows);
          for (let row = 0; row < rows; row++) {
            for (let column = 0; column < columns; column++) {
              for (let x = lefts[column]; x < lefts[column + 1]; x++) {
                for (let y = tops[row]; y < tops[row + 1]; y++) {
                  expect(painted.get(`${x} ${y}`) ?? 0).toBe(cells[row * columns + column]);
                }
              }
            }
          }
        },
      ),
    );
  });
});

test.each([
  [0, 200],
  [0.25, 200],
  [0.5, 100],
  [0.75, 0],
  [1, 0],
])('red of a gradient at %d', (at, expected) => {
  const stops = [
    { at: 0.25, color: red },
    { at: 0.75, color: blue },
  ];
  expect(colorAt(stops, at).r).toBe(expected);
});

describe('slices', () => {
  const center = { x: 50, y: 50 };
  const slice = { kind: 'slice', center, radius: 40, fill: red } as const;

  test.each([
    ['a quarter', { from: 0, to: Math.PI / 2 }, 'M50 10A40 40 0 0 1 78.28 21.72A40 40 0 0 1 90 50L50 50Z'],
    ['all', { from: 0, to: 2 * Math.PI }, 'M50 10A40 40 0 0 1 50 90A40 40 0 0 1 50 10Z'],
    [
      'half a ring',
      { from: 0, to: Math.PI, inner: 20 },
      'M50 10A40 40 0 0 1 90 50A40 40 0 0 1 50 90L50 70A20 20 0 0 0 70 50A20 20 0 0 0 50 30Z',
    ],
    [
      'a ring',
      { from: 0, to: 2 * Math.PI, inner: 20 },
      'M50 10A40 40 0 0 1 50 90A40 40 0 0 1 50 10ZM50 30A20 20 0 0 0 50 70A20 20 0 0 0 50 30Z',
    ],
  ])('%s', (_, part, expected) => {
    expect(slicePathData({ ...slice, ...part })).toBe(expected);
  });

  test('curves stay on their circle', () => {
    const angle = fc.double({ min: -7, max: 7, noNaN: true });
    fc.assert(
      fc.property(angle, angle, (from, to) => {
        let start = onCircle(center, 40, from);
        for (const [x1, y1, x2, y2, x, y] of arcCurves(center, 40, from, to)) {
          const middle = {
            x: (start.x + 3 * x1 + 3 * x2 + x) / 8,
            y: (start.y + 3 * y1 + 3 * y2 + y) / 8,
          };
          expect(Math.hypot(middle.x - 50, middle.y - 50)).toBeCloseTo(40, 1);
          start = { x, y };
        }
        const end = onCircle(center, 40, to);
        expect([start.x, start.y]).toEqual([expect.closeTo(end.x, 6), expect.closeTo(end.y, 6)]);
      }),
    );
  });
});
