import type { GridPlace, Panel, Row } from '../../../../src/schema/dashboard.ts';
import { arrange } from '../../../../src/view/layout.ts';
import { type ExpandedRow, expandRows, type ScopedValues } from '../../../../src/view/repeats.ts';

/** A panel as it stands on the page. */
export interface StandingItem {
  /** Tells it from all others of the page: `p3@web01`. */
  readonly id: string;
  /** Whatever its place, the same object for as long as nothing that it shows changes. */
  readonly panel: Panel;
  readonly grid: GridPlace;
  /** 0 for the panel itself and the first of its copies. */
  readonly copy: number;
  /** What the repeated variables are here. */
  readonly values: ScopedValues;
}

/** A row as it stands on the page: everything rests on something, in the order in which it is read. */
export interface StandingRow {
  readonly id: string;
  readonly row: Row;
  readonly copy: number;
  readonly values: ScopedValues;
  readonly items: readonly StandingItem[];
  /** Panels that take no room, because they found nothing. */
  readonly away: readonly StandingItem[];
  /** Copies that are left out because there are too many. */
  readonly left: number;
}

/**
 * The rows of a dashboard on the page. What this function made before is looked at again, so that panels that are only
 * moved are the same as before, and are not drawn again.
 */
export function createStanding(): (
  rows: readonly Row[],
  values: Parameters<typeof expandRows>[1],
  /** Ids on the page of panels that take no room. */
  away: ReadonlySet<string>,
) => StandingRow[] {
  const kept = new Map<string, StandingItem>();
  return (rows, values, away) =>
    expandRows(rows, values).map((row) => ({
      id: row.id,
      row: row.row,
      copy: row.copy,
      values: row.values,
      left: row.left,
      items: settled(row, kept, (id) => !away.has(id)),
      away: settled(row, kept, (id) => away.has(id)),
    }));
}

function settled(
  row: ExpandedRow,
  kept: Map<string, StandingItem>,
  wanted: (id: string) => boolean,
): StandingItem[] {
  const panels = row.panels.filter((one) => wanted(one.id));
  const items = panels.map(({ id, panel, copy, values }) => ({
    id,
    panel,
    copy,
    values,
    grid: panel.grid,
  }));
  return arrange(items).map((item) => {
    const before = kept.get(item.id);
    const steady =
      before && sameInside(before.panel, item.panel)
        ? {
            ...item,
            panel: before.panel,
            values: sameValues(before.values, item.values) ? before.values : item.values,
          }
        : item;
    kept.set(item.id, steady);
    return steady;
  });
}

/** Equal in everything but their place; edits keep what they do not change, so that looking at the members is enough. */
function sameInside(a: Panel, b: Panel): boolean {
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  names.delete('grid');
  return [...names].every((name) => left[name] === right[name]);
}

function sameValues(a: ScopedValues, b: ScopedValues): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}
