/**
 * Places of panels on the grid: {@link GRID_COLUMNS} columns, as many lines as needed. Panels always rest on what lies above
 * them, as things do under gravity; so a place is decided by the order in which panels are put down, and every function here
 * is a choice of that order. For two panels with a column in common the order is also their order from top to bottom.
 */
import type { GridPlace } from '../schema/dashboard.ts';

/** As in the schema, whose values this room may not import. */
export const gridColumns = 24;

/** Anything with a place: panels, and what stands for them in tests. */
export interface Placed {
  readonly id: string;
  readonly grid: GridPlace;
}

export function overlaps(a: GridPlace, b: GridPlace): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function sharesColumns(a: GridPlace, b: GridPlace): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w;
}

/** The same place within the columns: as wide as there are, and pushed in from the right. */
export function withinColumns(place: GridPlace): GridPlace {
  const w = Math.max(1, Math.min(gridColumns, Math.round(place.w)));
  const x = Math.max(0, Math.min(gridColumns - w, Math.round(place.x)));
  return { x, y: Math.max(0, Math.round(place.y)), w, h: Math.max(1, Math.round(place.h)) };
}

/** As people read: from the top, then from the left. */
export function inReadingOrder<Item extends Placed>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
}

/** Puts items down one after the other, each on what is there already. Items that stay where they are stay the same objects. */
function settle<Item extends Placed>(order: readonly Item[]): Item[] {
  const ground = new Array<number>(gridColumns).fill(0);
  return order.map((item) => {
    const place = withinColumns(item.grid);
    let y = 0;
    for (let column = place.x; column < place.x + place.w; column++) y = Math.max(y, ground[column]);
    ground.fill(y + place.h, place.x, place.x + place.w);
    const same =
      y === item.grid.y && place.x === item.grid.x && place.w === item.grid.w && place.h === item.grid.h;
    return same ? item : { ...item, grid: { ...place, y } };
  });
}

/** Everything on the grid, nothing over anything else, no room above anything; in reading order. */
export function arrange<Item extends Placed>(items: readonly Item[]): Item[] {
  return inReadingOrder(settle(inReadingOrder(items)));
}

/**
 * Puts one item to another place (its size may change as well) and lets the others make room; they keep their order. On its
 * way straight down it changes places with what lies below as soon as its lower edge is past the middle of that; on every
 * other way its upper edge counts. An item that is not there yet is put in.
 */
export function moveTo<Item extends Placed>(items: readonly Item[], moved: Item, to: GridPlace): Item[] {
  const target = withinColumns(to);
  const before = items.find((item) => item.id === moved.id)?.grid;
  const others = inReadingOrder(items.filter((item) => item.id !== moved.id));
  const goesDown =
    before !== undefined && target.y > before.y && Math.abs(target.x - before.x) * 2 < target.w;
  const last = others.findLastIndex(({ grid }) => {
    if (!sharesColumns(grid, target)) return false;
    const middle = grid.y + grid.h / 2;
    const passed = goesDown && sharesColumns(grid, before) && grid.y >= before.y + before.h;
    return passed ? target.y + target.h > middle : target.y >= middle;
  });
  return inReadingOrder(settle(others.toSpliced(last + 1, 0, { ...moved, grid: target })));
}

/** Gives an item another size at its place; what is in the way moves down. */
export function resizeTo<Item extends Placed>(
  items: readonly Item[],
  id: string,
  size: { readonly w: number; readonly h: number },
): Item[] {
  const item = items.find((candidate) => candidate.id === id);
  if (!item) return [...items];
  const w = Math.min(size.w, gridColumns - item.grid.x);
  const resized = { ...item, grid: withinColumns({ ...item.grid, w, h: size.h }) };
  const order = inReadingOrder(items).map((candidate) => (candidate.id === id ? resized : candidate));
  // Neighbours that begin higher up would push the item away from its own place: they go after it.
  const place = order.indexOf(resized);
  const pushed = order.slice(0, place).filter((candidate) => overlaps(candidate.grid, resized.grid));
  const ahead = order.slice(0, place).filter((candidate) => !pushed.includes(candidate));
  return inReadingOrder(settle([...ahead, resized, ...pushed, ...order.slice(place + 1)]));
}

/** The first room, read from the top, that is large enough; below everything at the latest. */
export function firstRoom(
  items: readonly Placed[],
  size: { readonly w: number; readonly h: number },
): GridPlace {
  const { w, h } = withinColumns({ x: 0, y: 0, ...size });
  const bottom = bottomOf(items);
  // Room begins at an edge of something: at the top, or where an item ends.
  const lines = [...new Set([0, ...items.map(({ grid }) => grid.y + grid.h)])].sort((a, b) => a - b);
  for (const y of lines)
    for (let x = 0; x + w <= gridColumns; x++) {
      const place = { x, y, w, h };
      // What is above must not leave it hanging: it would fall up into another place.
      if (!items.some(({ grid }) => overlaps(grid, place)) && restsAt(items, place)) return place;
    }
  return { x: 0, y: bottom, w, h };
}

function restsAt(items: readonly Placed[], place: GridPlace): boolean {
  let ground = 0;
  for (const { grid } of items)
    if (sharesColumns(grid, place) && grid.y < place.y) ground = Math.max(ground, grid.y + grid.h);
  return ground === place.y;
}

/** The first line below everything. */
export function bottomOf(items: readonly Placed[]): number {
  return items.reduce((bottom, { grid }) => Math.max(bottom, grid.y + grid.h), 0);
}
