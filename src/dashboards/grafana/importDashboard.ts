/** Any JSON that somebody takes for a dashboard: ours, or Grafana's in one of its wrappers and ages. */
import {
  DASHBOARD_FORMAT,
  DASHBOARD_FORMAT_VERSION,
  type Dashboard,
  dashboard as dashboardSchema,
} from '../../schema/dashboard.ts';
import type { ImportRemark } from '../../schema/dashboards.ts';
import { readDashboard } from './dashboard.ts';
import { usualDatasource } from './datasource.ts';
import { ImportError } from './importError.ts';
import { type Input, inputsOf, withConstants } from './inputs.ts';
import { cleanCopy, isObject, type JsonObject } from './json.ts';
import { Remarks } from './remarks.ts';
import { upgrade } from './steps/index.ts';
import { tellOfKept } from './tellOfKept.ts';
import { type Source, unwrap } from './unwrap.ts';
import { classicOfV2 } from './v2/index.ts';

export interface ImportOptions {
  /** Values of `__inputs`, by name. */
  readonly inputs?: Readonly<Record<string, string>>;
}

export interface ImportedDashboard {
  readonly source: Source;
  readonly dashboard: Dashboard;
  /** What was changed, what is kept without effect, and what is worth knowing. */
  readonly report: ImportRemark[];
  /** What the file asks for. */
  readonly inputs: Input[];
}

/** @throws ImportError when it is no dashboard. */
export function importDashboard(json: unknown, options: ImportOptions = {}): ImportedDashboard {
  const clean = cleanCopy(json);
  if (isObject(clean) && clean['format'] === DASHBOARD_FORMAT) return importOwn(clean);
  const { source, said } = unwrap(clean);
  const remarks = new Remarks();
  const classic = source === 'grafana-v2' ? classicOfV2(said, remarks) : said;
  const inputs = inputsOf(classic);
  const current = upgrade(withConstants(classic, options.inputs ?? {}), remarks);
  const read = readDashboard(current, usualDatasource(current), remarks);
  const checked = dashboardSchema.safeParse(read);
  if (!checked.success)
    throw new ImportError(problemText('It cannot be made a dashboard of ours', checked.error.issues));
  tellOfKept(checked.data, remarks);
  return { source, dashboard: checked.data, report: remarks.list, inputs };
}

function importOwn(json: JsonObject): ImportedDashboard {
  const version = json['formatVersion'];
  if (typeof version === 'number' && version > DASHBOARD_FORMAT_VERSION) {
    throw new ImportError(
      `The file has version ${version} of the format, and this Plumbago reads up to ${DASHBOARD_FORMAT_VERSION}; use a newer Plumbago.`,
    );
  }
  const checked = dashboardSchema.safeParse(json);
  if (!checked.success)
    throw new ImportError(problemText('It is a dashboard of Plumbago with mistakes', checked.error.issues));
  return { source: 'plumbago', dashboard: checked.data, report: [], inputs: [] };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The first few of the problems, each with its place. */
function problemText(what: string, issues: readonly Issue[]): string {
  const shown = issues.slice(0, 5).map(({ path, message }) => `${pathText(path)}: ${message}`);
  const more = issues.length > 5 ? `, and ${issues.length - 5} more` : '';
  return `${what}: ${shown.join('; ')}${more}.`;
}

/** `rows[0].panels[2].field.unit` */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.startsWith('.') ? text.slice(1) : text || 'the file';
}
