/** A dashboard as the text of a file: in our own format, or in Grafana's, which it then stays in. */
import type { Dashboard } from '../../schema/dashboard.ts';
import { checkDashboard } from '../check.ts';
import { exportGrafana, ImportError, importDashboard } from '../grafana/index.ts';
import { writeText } from '../writeText.ts';

export type FileFormat = 'plumbago' | 'grafana';

export type ReadFile =
  | { readonly dashboard: Dashboard; readonly format: FileFormat; readonly problem: null }
  | { readonly dashboard: null; readonly format: FileFormat; readonly problem: string };

/** Never throws: what is wrong is said in words, with the place in the file. */
export function readDashboardFile(text: string): ReadFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { dashboard: null, format: 'plumbago', problem: `it is no JSON: ${(error as Error).message}` };
  }
  if (isOurs(json)) {
    const { dashboard, problems } = checkDashboard(json);
    if (dashboard !== null) return { dashboard, format: 'plumbago', problem: null };
    const [first] = problems;
    const others = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
    return {
      dashboard: null,
      format: 'plumbago',
      problem: `${first!.path === '' ? '' : `${first!.path}: `}${first!.message}${others}`,
    };
  }
  try {
    return { dashboard: importDashboard(json).dashboard, format: 'grafana', problem: null };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return { dashboard: null, format: 'grafana', problem: error.message };
  }
}

/** The text that the file gets, which ends in a line end. */
export function dashboardFileText(dashboard: Dashboard, format: FileFormat): string {
  return format === 'plumbago'
    ? writeText(dashboard)
    : `${JSON.stringify(exportGrafana(dashboard), null, 2)}\n`;
}

function isOurs(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'format' in json;
}
