import { describe, expect, test } from 'vitest';
import type { CellsCommand, Scene } from '../../../../src/view/scene/scene.ts';
import { cellPixels, cellsOf, markAtPoint, marksOf } from './sceneMarks.ts';

const red = { r: 255, g: 0, b: 0, a: 1 };
const blue = { r: 0, g: 0, b: 255, a: 0.5 };
const cells: CellsCommand = {
  kind: 'cells',
  box: { x: 10, y: 20, width: 4, height: 4 },
  columns: 2,
  rows: 2,
  palette: [red, blue],
  cells: Uint16Array.of(1, 0, 2, 1),
  markAt: (column, row) => (row === 0 && column === 1 ? null : { key: `${column} ${row}`, label: 'cell' }),
};

describe('cells', () => {
  test('as pixels', () => {
    const [one, other] = [0xff0000ff, 0x80ff0000];
    expect([...cellPixels(cells, 4, 4)]).toEqual([
      ...[one, one, 0, 0],
      ...[one, one, 0, 0],
      ...[other, other, one, one],
      ...[other, other, one, one],
    ]);
  });

  test.each([
    [10, 20, '0 0', { x: 10, y: 20, width: 2, height: 2 }],
    [13.9, 23.9, '1 1', { x: 12, y: 22, width: 2, height: 2 }],
    [13, 20, undefined, undefined],
    [9.9, 20, undefined, undefined],
    [10, 24, undefined, undefined],
  ])('at %d, %d', (x, y, key, box) => {
    const found = markAtPoint(cells, x, y);
    expect(found?.mark.key).toBe(key);
    expect(found?.box).toEqual(box);
  });
});

test('marks and cells are found inside of others', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  const scene: Scene = {
    width: 10,
    height: 10,
    description: 'test',
    commands: [
      { kind: 'clip', box, inside: [{ kind: 'mark', mark: { key: 'a', label: 'a' }, box, inside: [cells] }] },
      { kind: 'mark', mark: { key: 'b', label: 'b' }, box, inside: [] },
    ],
  };
  expect(marksOf(scene).map(({ mark }) => mark.key)).toEqual(['a', 'b']);
  expect(cellsOf(scene)).toBe(cells);
  expect(cellsOf({ ...scene, commands: [] })).toBeNull();
});
