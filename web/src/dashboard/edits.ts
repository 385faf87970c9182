/**
 * Everything that can be changed about a dashboard, each as a function from the whole dashboard to the whole dashboard, with
 * the words that undo and the list of changes call it by. Nothing here knows of React, of the server or of history.
 */
import type { Dashboard, FieldConfig, GridPlace, Panel, Row } from '../../../src/schema/dashboard.ts';
import { arrange, bottomOf, firstRoom, moveTo, resizeTo } from '../../../src/view/layout.ts';
import { nextRefId, renameReferences } from './refIds.ts';

export interface Edit {
  /** In the words of a menu: `Move "CPU"`. */
  readonly name: string;
  /** Edits of the same key that follow each other quickly are undone as one, such as letters typed into a title. */
  readonly key?: string;
  apply(dashboard: Dashboard): Dashboard;
}

/** A panel with the row that it stands in. */
export interface FoundPanel {
  readonly panel: Panel;
  readonly row: Row;
}

export function findPanel(dashboard: Dashboard, id: string): FoundPanel | null {
  for (const row of dashboard.rows)
    for (const panel of row.panels) if (panel.id === id) return { panel, row };
  return null;
}

/** What a panel is called in menus and messages. */
export function panelName(panel: Pick<Panel, 'title' | 'type'>): string {
  return panel.title?.trim() ? `"${panel.title.trim()}"` : `the ${panel.type} panel`;
}

/** What a row is called. */
export function rowName(row: Pick<Row, 'title'>): string {
  return row.title?.trim() ? `"${row.title.trim()}"` : 'the row without a title';
}

/** The least id of its kind that nothing on the dashboard has: `p7`, `r2`. */
export function newId(dashboard: Dashboard, kind: 'p' | 'r'): string {
  const taken = new Set(dashboard.rows.flatMap((row) => [row.id, ...row.panels.map((panel) => panel.id)]));
  for (let n = 1; ; n++) if (!taken.has(`${kind}${n}`)) return `${kind}${n}`;
}

/** The object without members that are undefined: what is not said is not stored. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

function withRow(dashboard: Dashboard, id: string, change: (row: Row) => Row): Dashboard {
  return { ...dashboard, rows: dashboard.rows.map((row) => (row.id === id ? change(row) : row)) };
}

function withPanels(
  dashboard: Dashboard,
  rowId: string,
  change: (panels: readonly Panel[]) => readonly Panel[],
): Dashboard {
  return withRow(dashboard, rowId, (row) => ({ ...row, panels: arrange(change(row.panels)) }));
}

/** The same panel after a change of anything but its place. */
export function setPanel(panel: Panel, name = `Change ${panelName(panel)}`): Edit {
  return {
    name,
    key: `panel ${panel.id}`,
    apply(dashboard) {
      const found = findPanel(dashboard, panel.id);
      if (!found) return dashboard;
      return withPanels(dashboard, found.row.id, (panels) =>
        panels.map((one) => (one.id === panel.id ? panel : one)),
      );
    },
  };
}

/** A new panel in the first room of a row that is large enough for it; without a row in the dashboard, one is made. */
export function addPanel(panel: Panel, rowId: string | null, name = `Add ${panelName(panel)}`): Edit {
  return {
    name,
    apply(dashboard) {
      const row = dashboard.rows.find((one) => one.id === rowId) ?? dashboard.rows[0];
      if (!row)
        return {
          ...dashboard,
          rows: [{ id: newId(dashboard, 'r'), panels: [{ ...panel, grid: { ...panel.grid, x: 0, y: 0 } }] }],
        };
      return withPanels(dashboard, row.id, (panels) => [
        ...panels,
        { ...panel, grid: firstRoom(panels, panel.grid) },
      ]);
    },
  };
}

export function removePanel(dashboard: Dashboard, id: string): Edit {
  const found = findPanel(dashboard, id);
  return {
    name: found ? `Remove ${panelName(found.panel)}` : 'Remove a panel',
    apply: (now) => ({
      ...now,
      rows: now.rows.map((row) =>
        row.panels.some((panel) => panel.id === id)
          ? { ...row, panels: arrange(row.panels.filter((panel) => panel.id !== id)) }
          : row,
      ),
    }),
  };
}

/** A copy beside the panel where there is room, else below everything of its row. */
export function duplicatePanel(panel: Panel, copyId: string): Edit {
  return {
    name: `Duplicate ${panelName(panel)}`,
    apply(dashboard) {
      const found = findPanel(dashboard, panel.id);
      if (!found) return dashboard;
      const copy = { ...structuredClone(panel), id: copyId };
      const { grid } = found.panel;
      return withPanels(dashboard, found.row.id, (panels) =>
        moveTo(panels, copy, {
          ...grid,
          x: grid.x + 2 * grid.w <= 24 ? grid.x + grid.w : grid.x,
          y: grid.y + grid.h,
        }),
      );
    },
  };
}

/** To a place of its own row or of another. */
export function movePanel(panel: Panel, rowId: string, to: GridPlace): Edit {
  return {
    name: `Move ${panelName(panel)}`,
    apply(dashboard) {
      const found = findPanel(dashboard, panel.id);
      const goal = dashboard.rows.find((row) => row.id === rowId);
      if (!found || !goal) return dashboard;
      const left =
        found.row.id === rowId
          ? dashboard
          : withPanels(dashboard, found.row.id, (panels) => panels.filter((one) => one.id !== panel.id));
      return withPanels(left, rowId, (panels) => moveTo(panels, found.panel, to));
    },
  };
}

export function resizePanel(panel: Panel, size: { readonly w: number; readonly h: number }): Edit {
  return {
    name: `Resize ${panelName(panel)}`,
    apply(dashboard) {
      const found = findPanel(dashboard, panel.id);
      if (!found) return dashboard;
      return withPanels(dashboard, found.row.id, (panels) => resizeTo(panels, panel.id, size));
    },
  };
}

/**
 * Puts the queries of one panel to another's and removes the first: two charts become one. The queries get letters that
 * are free, and what they say of each other (`#A`) follows.
 */
export function mergePanels(dashboard: Dashboard, fromId: string, intoId: string): Edit {
  const from = findPanel(dashboard, fromId);
  const into = findPanel(dashboard, intoId);
  return {
    name: from && into ? `Merge ${panelName(from.panel)} into ${panelName(into.panel)}` : 'Merge panels',
    apply(now) {
      const source = findPanel(now, fromId);
      const goal = findPanel(now, intoId);
      if (!source || !goal || fromId === intoId) return now;
      const targets = [...(goal.panel.targets ?? [])];
      const letters = new Map<string, string>();
      for (const target of source.panel.targets ?? []) {
        const taken = [...targets.map((one) => one.refId), ...letters.values()];
        letters.set(target.refId, nextRefId(taken));
      }
      for (const target of source.panel.targets ?? [])
        targets.push({
          ...target,
          refId: letters.get(target.refId)!,
          target: renameReferences(target.target, letters),
        });
      const overrides = [...(goal.panel.overrides ?? []), ...(source.panel.overrides ?? [])];
      const merged = { ...goal.panel, targets, ...(overrides.length > 0 ? { overrides } : {}) };
      return removePanel(now, fromId).apply(setPanel(merged).apply(now));
    },
  };
}

/** One panel for each of several targets, over the whole width below the line of the panel that they come from. */
export function breakOut(
  panel: Panel,
  parts: readonly { readonly target: string; readonly title: string }[],
): Edit {
  return {
    name: `Break ${panelName(panel)} out into ${parts.length} panels`,
    apply(dashboard) {
      const found = findPanel(dashboard, panel.id);
      if (!found || parts.length === 0) return dashboard;
      const { grid } = found.panel;
      const w = Math.max(4, Math.min(12, Math.floor(24 / Math.ceil(Math.sqrt(parts.length)))));
      const perLine = Math.floor(24 / w);
      const below = grid.y + grid.h;
      let next = dashboard;
      const made: Panel[] = parts.map(({ target, title }, i) => {
        const id = newId(next, 'p');
        const place = {
          x: (i % perLine) * w,
          y: below + Math.floor(i / perLine) * grid.h,
          w,
          h: grid.h,
        };
        const one = { ...structuredClone(panel), id, title, targets: [{ refId: 'A', target }], grid: place };
        // Only so that the next id is another one; places are given below.
        next = withRow(next, found.row.id, (row) => ({ ...row, panels: [...row.panels, one] }));
        return one;
      });
      const lines = Math.ceil(parts.length / perLine) * grid.h;
      return withPanels(dashboard, found.row.id, (panels) => [
        ...made,
        ...panels
          .filter((one) => one.id !== panel.id)
          .map((one) =>
            one.grid.y >= below ? { ...one, grid: { ...one.grid, y: one.grid.y + lines } } : one,
          ),
      ]);
    },
  };
}

/** What an override by name says about one series; nothing but empty settings takes it away. */
export function setOverride(panel: Panel, series: string, set: FieldConfig): Edit {
  return {
    name: `Change "${series}" of ${panelName(panel)}`,
    key: `override ${panel.id} ${series}`,
    apply(dashboard) {
      const found = findPanel(dashboard, panel.id);
      if (!found) return dashboard;
      const before = found.panel.overrides ?? [];
      const at = before.findIndex(({ match }) => match.by === 'name' && match.name === series);
      const merged = compact({ ...(at >= 0 ? before[at].set : {}), ...set });
      const after =
        Object.keys(merged).length === 0
          ? before.filter((_, i) => i !== at)
          : at >= 0
            ? before.with(at, { ...before[at], set: merged })
            : [...before, { match: { by: 'name' as const, name: series }, set: merged }];
      const { overrides: _, ...rest } = found.panel;
      return setPanel({ ...rest, ...(after.length > 0 ? { overrides: after } : {}) } as Panel).apply(
        dashboard,
      );
    },
  };
}

/** A row at the end, or before the row at `index`. */
export function addRow(row: Row, index?: number): Edit {
  return {
    name: `Add row ${rowName(row)}`,
    apply: (dashboard) => ({
      ...dashboard,
      rows: dashboard.rows.toSpliced(index ?? dashboard.rows.length, 0, row),
    }),
  };
}

/** Title, folding and repetition of a row. */
export function setRow(row: Row, changes: Partial<Pick<Row, 'title' | 'collapsed' | 'repeat'>>): Edit {
  return {
    name: `Change row ${rowName(row)}`,
    key: `row ${row.id}`,
    apply: (dashboard) => withRow(dashboard, row.id, (now) => compact({ ...now, ...changes })),
  };
}

export function moveRow(row: Row, toIndex: number): Edit {
  return {
    name: `Move row ${rowName(row)}`,
    apply(dashboard) {
      const from = dashboard.rows.findIndex((one) => one.id === row.id);
      if (from < 0) return dashboard;
      const rows = dashboard.rows.toSpliced(from, 1);
      const to = Math.max(0, Math.min(rows.length, toIndex));
      return { ...dashboard, rows: rows.toSpliced(to, 0, dashboard.rows[from]) };
    },
  };
}

/** Takes a row away, with its panels or so that they go to the row before it (the one after it, of the first). */
export function removeRow(row: Row, panels: 'remove' | 'keep'): Edit {
  return {
    name: `Remove row ${rowName(row)}${panels === 'remove' && row.panels.length > 0 ? ' with its panels' : ''}`,
    apply(dashboard) {
      const at = dashboard.rows.findIndex((one) => one.id === row.id);
      if (at < 0) return dashboard;
      const kept = panels === 'keep' ? dashboard.rows[at].panels : [];
      const rest = dashboard.rows.toSpliced(at, 1);
      if (kept.length === 0) return { ...dashboard, rows: rest };
      const goal = rest[Math.max(0, at - 1)];
      if (!goal) return { ...dashboard, rows: [compact({ ...dashboard.rows[at], title: undefined })] };
      const shift = at > 0 ? bottomOf(goal.panels) : -10_000;
      return withPanels({ ...dashboard, rows: rest }, goal.id, (there) => [
        ...there.map((one) => (shift < 0 ? lowered(one, bottomOf(kept)) : one)),
        ...kept.map((one) => (shift < 0 ? one : lowered(one, shift))),
      ]);
    },
  };
}

function lowered(panel: Panel, by: number): Panel {
  return { ...panel, grid: { ...panel.grid, y: panel.grid.y + by } };
}

/** Members of the dashboard itself: title, tags, variables, links … */
export function setMembers(changes: Partial<Omit<Dashboard, 'rows'>>, name: string): Edit {
  return {
    name,
    key: `members ${Object.keys(changes).sort().join(' ')}`,
    apply: (dashboard) => compact({ ...dashboard, ...changes }),
  };
}

/** Another state as a whole: from its JSON, an older version, or merged with somebody else's. */
export function replaceWith(next: Dashboard, name: string): Edit {
  return { name, apply: () => next };
}
