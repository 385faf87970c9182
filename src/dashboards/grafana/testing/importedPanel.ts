/** One panel through the whole import: what most tables of cases look at. */
import type { Panel } from '../../../schema/dashboard.ts';
import type { ImportRemark } from '../../../schema/dashboards.ts';
import { exportGrafana, importDashboard } from '../index.ts';
import { at, type JsonObject } from '../json.ts';

const GRID = { x: 0, y: 0, w: 12, h: 8 };

export interface Imported {
  readonly panel: Panel;
  readonly report: readonly ImportRemark[];
  /** The same panel as export writes it. */
  readonly exported: JsonObject;
}

export function importedPanel(said: JsonObject, schemaVersion = 39): Imported {
  const panels = [{ id: 1, title: 'It', gridPos: GRID, ...said }];
  const { dashboard, report } = importDashboard({ title: 'Test', schemaVersion, panels });
  const exported = at(exportGrafana(dashboard), ['panels', 0]) as JsonObject;
  return { panel: dashboard.rows[0]!.panels[0]!, report, exported };
}

/** What an import says of the panel, as `level: message`. */
export function told({ report }: Imported): string[] {
  return report
    .filter(({ where }) => where === 'Panel "It"')
    .map(({ level, message }) => `${level}: ${message}`);
}
