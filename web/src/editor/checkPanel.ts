import type { Dashboard, Panel } from '../../../src/schema/dashboard.ts';
import { dashboardsApi } from '../api/dashboards.ts';

const before = 'rows[0].panels[0]';

export interface CheckedPanel {
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Null where there are problems. */
  readonly panel: Panel | null;
}

/** Has the server check a panel: what is wrong with it and where, or the panel in its stored form. */
export async function checkPanel(panel: unknown): Promise<CheckedPanel> {
  const around: Omit<Dashboard, 'rows'> = { format: 'plumbago-dashboard', formatVersion: 1, title: 'Check' };
  const { problems, dashboard } = await dashboardsApi.check({
    ...around,
    rows: [{ id: 'r1', panels: [panel] }],
  });
  return {
    problems: problems.map(({ path, message }) => ({ path: withinPanel(path), message })),
    panel: dashboard?.rows[0]?.panels[0] ?? null,
  };
}

/** The place within the panel, of one within the dashboard that it was put into. */
export function withinPanel(path: string): string {
  return path.startsWith(before) ? path.slice(before.length).replace(/^\./, '') || 'the panel' : path;
}
