import type { CellsCommand } from './scene.ts';

/** The whole pixels at which the cells of one direction begin, and where the last one ends: one more than there are cells. */
export function cellEdges(start: number, length: number, count: number): Int32Array {
  const edges = new Int32Array(count + 1);
  for (let i = 0; i <= count; i++) edges[i] = Math.round(start + (length * i) / count);
  return edges;
}

/** Neighbours of a row with the same colour, as one rectangle. */
export interface CellRun {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** All that is filled, by colour of the palette: many cells become few rectangles. */
export function cellRuns({ box, columns, rows, cells }: CellsCommand): Map<number, CellRun[]> {
  const lefts = cellEdges(box.x, box.width, columns);
  const tops = cellEdges(box.y, box.height, rows);
  const runs = new Map<number, CellRun[]>();
  for (let row = 0; row < rows; row++) {
    const height = tops[row + 1] - tops[row];
    if (height === 0) continue;
    for (let column = 0; column < columns; ) {
      const filled = cells[row * columns + column];
      let end = column + 1;
      while (end < columns && cells[row * columns + end] === filled) end++;
      const width = lefts[end] - lefts[column];
      if (filled > 0 && width > 0) {
        const ofColor = runs.get(filled - 1) ?? [];
        if (ofColor.length === 0) runs.set(filled - 1, ofColor);
        ofColor.push({ x: lefts[column], y: tops[row], width, height });
      }
      column = end;
    }
  }
  return runs;
}
