import type { Box } from '../../scene/scene.ts';

/** Equal tiles beside and below each other. */
export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

/** `vertical`: all beside each other, as high as the room; `horizontal`: all below each other, as wide; otherwise whatever suits best. */
export type Orientation = 'auto' | 'horizontal' | 'vertical';

interface TileTask {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  readonly orientation: Orientation;
  /** Smaller tiles are made only when all would be. */
  readonly least: { readonly width: number; readonly height: number };
  /** How good a tile of a size is: more is better. */
  score(width: number, height: number): number;
}

/** More than any score. */
const ENOUGH = 1e6;

/** The grid whose tiles score best; of equals the one with the fewest empty places. */
export function tileGrid({
  count,
  width,
  height,
  gap,
  orientation,
  least: wanted,
  score,
}: TileTask): TileGrid {
  const [least, most] =
    orientation === 'vertical' ? [count, count] : orientation === 'horizontal' ? [1, 1] : [1, count];
  let best: TileGrid | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  let bestEmpty = 0;
  for (let columns = least; columns <= most; columns++) {
    const rows = Math.ceil(count / columns);
    // The same rows with fewer columns are wider tiles.
    if (columns > least && Math.ceil(count / (columns - 1)) === rows) continue;
    const grid = {
      columns,
      rows,
      width: Math.max(1, (width - gap * (columns - 1)) / columns),
      height: Math.max(1, (height - gap * (rows - 1)) / rows),
      gap,
    };
    const large = grid.width >= wanted.width && grid.height >= wanted.height;
    const reached = score(grid.width, grid.height) + (large ? ENOUGH : 0);
    const empty = rows * columns - count;
    if (best && (reached < bestScore - 1e-9 || (reached <= bestScore + 1e-9 && empty >= bestEmpty))) continue;
    best = grid;
    bestScore = reached;
    bestEmpty = empty;
  }
  return best ?? { columns: 1, rows: 1, width, height, gap };
}

/** Row after row, from the upper left. */
export function tileBox({ columns, width, height, gap }: TileGrid, place: number): Box {
  const column = place % columns;
  const row = Math.floor(place / columns);
  return { x: column * (width + gap), y: row * (height + gap), width, height };
}

/** Height of the line that says how many tiles have no room. */
export const MORE_LINE = 18;

interface Room {
  readonly width: number;
  readonly height: number;
}

/** How many of some tiles are shown, and the height that they share; what scrolls shows all of them. */
export interface ShownTiles {
  readonly count: number;
  readonly height: number;
}

interface ShownTask {
  readonly count: number;
  readonly room: Room;
  readonly least: Room;
  readonly gap: number;
  readonly orientation: Orientation;
  readonly scrolls: boolean;
  /** A line below says that there are others. */
  readonly noted: boolean;
}

/** As many tiles of at least a size as there is room for. */
export function shownTiles({ count, room, least, gap, orientation, scrolls, noted }: ShownTask): ShownTiles {
  const fitting = (height: number) => tilesThatFit({ ...room, height }, least, gap, orientation);
  const cut = { ...room, height: Math.max(1, room.height - MORE_LINE) };
  if (count <= fitting(noted ? cut.height : room.height))
    return { count, height: noted ? cut.height : room.height };
  if (scrolls && orientation !== 'vertical') {
    const columns = orientation === 'horizontal' ? 1 : tilesBeside(room.width, least.width, gap);
    return { count, height: Math.ceil(Math.ceil(count / columns) * (least.height * 1.25 + gap) - gap) };
  }
  return { count: fitting(cut.height), height: cut.height };
}

/** How many tiles of at least a size there is room for. */
function tilesThatFit(room: Room, least: Room, gap: number, orientation: Orientation): number {
  const columns = tilesBeside(room.width, least.width, gap);
  const rows = tilesBeside(room.height, least.height, gap);
  if (orientation === 'vertical') return columns;
  return orientation === 'horizontal' ? rows : columns * rows;
}

function tilesBeside(length: number, least: number, gap: number): number {
  return Math.max(1, Math.floor((length + gap) / (least + gap)));
}
