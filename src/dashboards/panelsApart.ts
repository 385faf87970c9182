/**
 * A dashboard with its panels in one list beside the rows, each with the id of its row: so a panel stays the same one when it moves
 * to another row.
 */
import type { Dashboard } from '../schema/dashboard.ts';
import type { JsonObject } from './identity.ts';

export interface PanelsApart {
  readonly dashboard: JsonObject;
  /** Without their panels. */
  readonly rows: readonly JsonObject[];
  /** In order of the rows, with the member `row`. */
  readonly panels: readonly JsonObject[];
}

export function panelsApart({ rows, ...dashboard }: Dashboard): PanelsApart {
  return {
    dashboard,
    rows: rows.map(({ panels: _, ...row }) => row),
    panels: rows.flatMap(({ id, panels }) => panels.map((panel) => ({ row: id, ...panel }))),
  };
}

/** Where a panel stands in the JSON: `['rows', 1, 'panels', 0]`. */
export function panelPath({ rows }: Dashboard, id: string): PropertyKey[] {
  for (const [r, { panels }] of rows.entries()) {
    const p = panels.findIndex((panel) => panel.id === id);
    if (p >= 0) return ['rows', r, 'panels', p];
  }
  return ['rows'];
}
