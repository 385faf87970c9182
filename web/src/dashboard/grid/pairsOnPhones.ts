const small: ReadonlySet<string> = new Set(['stat', 'gauge']);
const narrow = 8;

/** What decides it about an item of the grid. */
interface SmallItem {
  readonly id: string;
  readonly panel: { readonly type: string };
  readonly grid: { readonly w: number };
}

/** Ids of the small numbers that stand two in a line on a phone: those that follow each other, without an odd one out. */
export function pairsOnPhones(items: readonly SmallItem[]): ReadonlySet<string> {
  const pairs = new Set<string>();
  let waiting: string | null = null;
  for (const { id, panel, grid } of items) {
    if (!small.has(panel.type) || grid.w > narrow) waiting = null;
    else if (waiting === null) waiting = id;
    else {
      pairs.add(waiting).add(id);
      waiting = null;
    }
  }
  return pairs;
}
