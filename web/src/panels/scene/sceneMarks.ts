import { cellEdges } from '../../../../src/view/scene/cells.ts';
import type {
  Box,
  CellsCommand,
  Command,
  Mark,
  MarkCommand,
  Scene,
} from '../../../../src/view/scene/scene.ts';

/** What is pointed at, and where it is. */
export interface PointedMark {
  readonly mark: Mark;
  readonly box: Box;
}

/** All commands of a kind, also inside of others, in the order in which they are drawn. */
function commandsOf<Kind extends Command['kind']>(
  commands: readonly Command[],
  kind: Kind,
): Extract<Command, { kind: Kind }>[] {
  return commands.flatMap((command) => {
    const own = command.kind === kind ? [command as Extract<Command, { kind: Kind }>] : [];
    return command.kind === 'clip' || command.kind === 'mark'
      ? [...own, ...commandsOf(command.inside, kind)]
      : own;
  });
}

export function marksOf(scene: Scene): MarkCommand[] {
  return commandsOf(scene.commands, 'mark');
}

/** The scene's grid of cells; null when it has none. No scene has two. */
export function cellsOf(scene: Scene): CellsCommand | null {
  return commandsOf(scene.commands, 'cells')[0] ?? null;
}

/** What the cell says that a point (pixels of the scene) lies in; null for none. */
export function markAtPoint(command: CellsCommand, x: number, y: number): PointedMark | null {
  const { box, columns, rows } = command;
  const column = Math.floor(((x - box.x) / box.width) * columns);
  const row = Math.floor(((y - box.y) / box.height) * rows);
  if (column < 0 || column >= columns || row < 0 || row >= rows) return null;
  return markOfCell(command, column, row);
}

/** What one cell says, with its place on the picture. */
export function markOfCell(command: CellsCommand, column: number, row: number): PointedMark | null {
  const mark = command.markAt?.(column, row);
  if (!mark) return null;
  const { box, columns, rows } = command;
  const lefts = cellEdges(box.x, box.width, columns);
  const tops = cellEdges(box.y, box.height, rows);
  return {
    mark,
    box: {
      x: lefts[column],
      y: tops[row],
      width: Math.max(1, lefts[column + 1] - lefts[column]),
      height: Math.max(1, tops[row + 1] - tops[row]),
    },
  };
}

/** The picture of cells, one pixel a pixel of the box, as canvas wants it. */
export function cellPixels(command: CellsCommand, width: number, height: number): Uint32Array<ArrayBuffer> {
  const { columns, rows, cells, palette, box } = command;
  // Canvas keeps red in the lowest byte of a little-endian word, which all machines with a browser have.
  const words = palette.map(
    ({ r, g, b, a }) =>
      (Math.round(a * 255) << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r),
  );
  const lefts = cellEdges(box.x, box.width, columns);
  const tops = cellEdges(box.y, box.height, rows);
  const [left, top] = [Math.floor(box.x), Math.floor(box.y)];
  const pixels = new Uint32Array(width * height);
  for (let row = 0; row < rows; row++) {
    const first = tops[row] - top;
    const next = Math.min(height, tops[row + 1] - top);
    if (first >= next) continue;
    for (let column = 0; column < columns; column++) {
      const filled = cells[row * columns + column];
      if (filled === 0) continue;
      const line = first * width;
      pixels.fill(
        words[filled - 1],
        line + lefts[column] - left,
        line + Math.min(width, lefts[column + 1] - left),
      );
    }
    // All lines of a row are alike.
    for (let y = first + 1; y < next; y++) pixels.copyWithin(y * width, first * width, (first + 1) * width);
  }
  return pixels;
}
