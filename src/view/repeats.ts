/** Rows and panels once for each value of a variable, placed so that nothing overlaps. */
import type { GridPlace, Panel, Row, VariableValue } from '../schema/dashboard.ts';
import { type Placed, withoutOverlaps } from './repeatPlaces.ts';

export type ScopedValues = ReadonlyMap<string, VariableValue>;

export interface ExpandedPanel {
  /** Tells it from all others of the page: the panel's id, with the value behind it when it is repeated: `p3@web01`. */
  readonly id: string;
  /** As it stands in the dashboard, with the place of this copy. */
  readonly panel: Panel;
  /** 0 for the panel itself and the first of its copies. */
  readonly copy: number;
  /** What the repeated variables are here; they go before the page's own. */
  readonly values: ScopedValues;
}

export interface ExpandedRow {
  readonly id: string;
  readonly row: Row;
  readonly copy: number;
  readonly values: ScopedValues;
  readonly panels: readonly ExpandedPanel[];
  /** Lines of the grid from the row's upper edge to its lowest panel. */
  readonly height: number;
  /** Copies of panels in it that are left out because there are too many. */
  readonly left: number;
}

/** Columns of the grid. */
const columns = 24;
/** More copies of one thing than this are no overview. */
const mostCopies = 200;
const usualPerRow = 4;
const nothing: ScopedValues = new Map();

/**
 * The rows of a dashboard as they stand on the page.
 *
 * @param values what is chosen, "All" as the list of all values; a variable without values repeats nothing, so that the
 * thing itself stands there once
 */
export function expandRows(rows: readonly Row[], values: ReadonlyMap<string, VariableValue>): ExpandedRow[] {
  return rows.flatMap((row) => {
    const copies = valuesOf(row.repeat?.variable, values, nothing);
    if (copies === null) return [expandRow(row, row.id, 0, nothing, values)];
    return copies.slice(0, mostCopies).map((value, copy) => {
      const scope = new Map([[row.repeat!.variable, value]]);
      return expandRow(row, `${row.id}@${value}`, copy, scope, values, value);
    });
  });
}

function expandRow(
  row: Row,
  id: string,
  copy: number,
  scope: ScopedValues,
  values: ReadonlyMap<string, VariableValue>,
  rowValue?: string,
): ExpandedRow {
  let left = 0;
  const blocks = row.panels.map((panel): Placed<ExpandedPanel> => {
    const suffix = rowValue === undefined ? '' : `@${rowValue}`;
    const copies = valuesOf(panel.repeat?.variable, values, scope);
    if (copies === null)
      return {
        place: panel.grid,
        parts: [{ item: { id: panel.id + suffix, panel, copy: 0, values: scope }, place: panel.grid }],
      };
    left += Math.max(0, copies.length - mostCopies);
    const shown = copies.slice(0, mostCopies);
    const places = copyPlaces(panel, shown.length, sharesLine(panel, row.panels));
    return {
      place: panel.grid,
      parts: shown.map((value, i) => ({
        item: {
          id: `${panel.id}${suffix}@${value}`,
          panel,
          copy: i,
          values: new Map([...scope, [panel.repeat!.variable, value]]),
        },
        place: places[i],
      })),
    };
  });
  const panels = withoutOverlaps(blocks).map(({ item, place }) => ({
    ...item,
    panel: place === item.panel.grid ? item.panel : { ...item.panel, grid: place },
  }));
  const height = panels.reduce((lowest, { panel }) => Math.max(lowest, panel.grid.y + panel.grid.h), 0);
  return { id, row, copy, values: scope, panels, height, left };
}

/** The values to repeat for, each once; null when nothing is repeated. What the row is for holds inside it. */
function valuesOf(
  variable: string | undefined,
  values: ReadonlyMap<string, VariableValue>,
  scope: ScopedValues,
): readonly string[] | null {
  if (variable === undefined) return null;
  const found = scope.get(variable) ?? values.get(variable);
  if (found === undefined) return null;
  const list = typeof found === 'string' ? [found] : [...new Set(found)];
  return list.length === 0 ? null : list;
}

function sharesLine(panel: Panel, all: readonly Panel[]): boolean {
  const { y, h } = panel.grid;
  return all.some((other) => other !== panel && other.grid.y < y + h && y < other.grid.y + other.grid.h);
}

/**
 * Where the copies of a panel stand: below each other, or beside each other over the whole width. Beside something else
 * they keep to the panel's own columns.
 */
function copyPlaces(panel: Panel, count: number, shared: boolean): GridPlace[] {
  const { x, y, w, h } = panel.grid;
  if (panel.repeat?.direction === 'down')
    return Array.from({ length: count }, (_, i) => ({ x, y: y + i * h, w, h }));
  const start = shared ? x : 0;
  const width = shared ? Math.min(w, columns - x) : columns;
  const perRow = Math.max(1, Math.min(count, panel.repeat?.maxPerRow ?? usualPerRow, width));
  // Borders are rounded rather than widths, so that the copies fill the line to its end.
  const border = (i: number) => start + Math.floor((i * width) / perRow);
  return Array.from({ length: count }, (_, i) => {
    const column = i % perRow;
    return {
      x: border(column),
      y: y + Math.floor(i / perRow) * h,
      w: border(column + 1) - border(column),
      h,
    };
  });
}
