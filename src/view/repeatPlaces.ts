import type { GridPlace } from '../schema/dashboard.ts';

/** One thing of the grid that may have become several: where it stood, and where its parts stand now. */
export interface Placed<Item> {
  readonly place: GridPlace;
  readonly parts: readonly { readonly item: Item; readonly place: GridPlace }[];
}

/**
 * All parts in places that do not overlap. What stood below a thing that grew moves down with the same distance; things
 * that stood side by side stay so. Places that do not change are given back as the same object.
 */
export function withoutOverlaps<Item>(
  blocks: readonly Placed<Item>[],
): { readonly item: Item; readonly place: GridPlace }[] {
  const ordered = blocks
    .map((block, index) => ({ block, index }))
    .sort(
      (a, b) => a.block.place.y - b.block.place.y || a.block.place.x - b.block.place.x || a.index - b.index,
    )
    .map(({ block }) => block);

  const done: { bottom: number; newBottom: number }[] = [];
  const moved = ordered.map(({ place, parts }) => {
    let top = place.y;
    for (const above of done)
      if (above.bottom <= place.y) top = Math.max(top, above.newBottom + place.y - above.bottom);
    const down = top - place.y;
    const placed = parts.map(({ item, place: own }) => ({
      item,
      place: down === 0 ? own : { ...own, y: own.y + down },
    }));
    const newBottom = placed.reduce((lowest, part) => Math.max(lowest, part.place.y + part.place.h), top);
    done.push({ bottom: place.y + place.h, newBottom });
    return placed;
  });

  // Dashboards of other programs overlap as they come: those are pushed down one by one.
  const free: { item: Item; place: GridPlace }[] = [];
  for (const part of moved.flat()) {
    let { place } = part;
    for (let hit = firstHit(free, place); hit !== undefined; hit = firstHit(free, place))
      place = { ...place, y: hit.place.y + hit.place.h };
    free.push({ item: part.item, place });
  }
  return free;
}

function firstHit<Item>(
  placed: readonly { readonly item: Item; readonly place: GridPlace }[],
  { x, y, w, h }: GridPlace,
): { readonly place: GridPlace } | undefined {
  return placed.find(
    ({ place }) => place.x < x + w && x < place.x + place.w && place.y < y + h && y < place.y + place.h,
  );
}
