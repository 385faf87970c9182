/** Tells whether a value is a dashboard, and says what is wrong with it in the words of somebody who wrote it by hand. */
import type { z } from 'zod';
import {
  DASHBOARD_FORMAT,
  DASHBOARD_FORMAT_VERSION,
  type Dashboard,
  dashboard as dashboardSchema,
  GRID_COLUMNS,
  MAX_DASHBOARD_BYTES,
} from '../schema/dashboard.ts';
import { pathText } from './pathText.ts';

export interface DashboardProblem {
  /** Such as `rows[0].panels[2].field.unit`; empty for the dashboard itself. */
  readonly path: string;
  readonly message: string;
}

export type Checked =
  | { readonly dashboard: Dashboard; readonly problems: readonly [] }
  | { readonly dashboard: null; readonly problems: readonly DashboardProblem[] };

/** More of them help nobody; a value that is no dashboard at all could have thousands. */
const MOST_PROBLEMS = 100;

/** The dashboard that is answered has its members in the order of the schema, whatever theirs in `value`. */
export function checkDashboard(value: unknown): Checked {
  const foreign = foreignFormat(value);
  if (foreign !== null) return { dashboard: null, problems: [foreign] };
  const parsed = dashboardSchema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => describe(issue, []));
    return { dashboard: null, problems: problems.slice(0, MOST_PROBLEMS) };
  }
  const problems = [...repeated(parsed.data), ...outside(parsed.data), ...tooLarge(parsed.data)];
  return problems.length === 0
    ? { dashboard: parsed.data, problems: [] }
    : { dashboard: null, problems: problems.slice(0, MOST_PROBLEMS) };
}

/** The first three as one sentence. */
export function problemsText(problems: readonly DashboardProblem[]): string {
  const texts = problems
    .slice(0, 3)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return `${texts.join('; ')}${problems.length > 3 ? `; and ${problems.length - 3} more` : ''}`;
}

/** A file of something else gets one answer, not one for each of its members. */
function foreignFormat(value: unknown): DashboardProblem | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path: '', message: `a dashboard is an object, and this is ${kindOf(value)}` };
  }
  const { format, formatVersion } = value as Record<string, unknown>;
  if (format !== DASHBOARD_FORMAT) {
    const found = format === undefined ? 'is missing' : `is ${JSON.stringify(format).slice(0, 50)}`;
    return {
      path: 'format',
      message: `${found}; it has to be "${DASHBOARD_FORMAT}" (dashboards of Grafana are imported)`,
    };
  }
  if (typeof formatVersion === 'number' && formatVersion > DASHBOARD_FORMAT_VERSION) {
    const message = `is ${formatVersion}, and this program knows ${DASHBOARD_FORMAT_VERSION}; a newer Plumbago wrote it`;
    return { path: 'formatVersion', message };
  }
  return null;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

function describe(issue: Issue, above: Path): DashboardProblem[] {
  const at = [...above, ...issue.path];
  const problem = (message: string, path: Path = at) => [{ path: pathText(path), message }];
  switch (issue.code) {
    case 'invalid_type':
      return problem(typeText(issue.expected, issue.message));
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => problem('there is no such member', [...at, key]));
    case 'invalid_value':
      return problem(`has to be ${oneOf(issue.values)}`);
    case 'invalid_format':
      return problem(issue.format === 'regex' ? `has to be ${formatText(at, issue.message)}` : issue.message);
    case 'too_small':
      return problem(sizeText(issue.origin, 'least', Number(issue.minimum), issue.inclusive ?? true));
    case 'too_big':
      return problem(sizeText(issue.origin, 'most', Number(issue.maximum), issue.inclusive ?? true));
    case 'invalid_union':
      return describeUnion(issue, at);
    default:
      return problem(issue.message);
  }
}

/** Of several forms that are allowed the one that fits best is spoken of: the one with a mistake deepest inside. */
function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>, at: Path): DashboardProblem[] {
  if (issue.errors.length === 0) {
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
    return [{ path: pathText(at), message: `has to be ${oneOf(options)}` }];
  }
  const deepest = issue.errors.find((form) => form.some(({ path }) => path.length > 0));
  if (deepest !== undefined) return deepest.flatMap((inner) => describe(inner, at));
  const forms = issue.errors.flatMap((form) => form.flatMap((inner) => describe(inner, at)));
  const texts = forms.map(({ message }) => message.replace(/^has to be /, ''));
  return [{ path: pathText(at), message: `has to be ${[...new Set(texts)].join(', or ')}` }];
}

function typeText(expected: string, message: string): string {
  if (message.endsWith('received undefined')) return 'is missing';
  const received = /received (\w+)$/.exec(message)?.[1];
  const but = received === undefined ? '' : `, and is ${KINDS[received] ?? received}`;
  return `has to be ${KINDS[expected] ?? expected}${but}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
  undefined: 'nothing',
};

function kindOf(value: unknown): string {
  return KINDS[value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

function oneOf(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? texts[0]! : `one of ${texts.join(', ')}`;
}

/** The schema's own words where it has some. */
function formatText(at: Path, message: string): string {
  if (!message.startsWith('Invalid')) return message;
  return at.at(-1) === 'id' || at.at(-1) === 'uid'
    ? 'letters, digits, - and _, 40 at most'
    : 'written otherwise';
}

function sizeText(origin: string, end: 'least' | 'most', size: number, inclusive: boolean): string {
  if (origin === 'string') {
    return end === 'least' && size === 1 ? 'is empty' : `has to have at ${end} ${size} characters`;
  }
  if (origin === 'array') return `has to have at ${end} ${size} entries`;
  if (!inclusive) return `has to be ${end === 'least' ? 'above' : 'below'} ${size}`;
  return `has to be at ${end} ${size}`;
}

/** What tells things apart occurs once: panels and rows in the dashboard, targets in their panel, variables by name. */
function repeated(dashboard: Dashboard): DashboardProblem[] {
  const problems: DashboardProblem[] = [];
  const unique = (kind: string) => {
    const seen = new Map<string, string>();
    return (key: string, path: Path) => {
      const first = seen.get(key);
      const text = pathText(path);
      if (first === undefined) seen.set(key, text);
      else
        problems.push({
          path: text,
          message: `there is ${kind} ${JSON.stringify(key)} already, at ${first}`,
        });
    };
  };
  const rowIds = unique('a row');
  const panelIds = unique('a panel');
  const names = unique('a variable');
  for (const [i, { name }] of (dashboard.variables ?? []).entries()) names(name, ['variables', i, 'name']);
  for (const [r, row] of dashboard.rows.entries()) {
    rowIds(row.id, ['rows', r, 'id']);
    for (const [p, panel] of row.panels.entries()) {
      const at = ['rows', r, 'panels', p];
      panelIds(panel.id, [...at, 'id']);
      const refIds = unique('a target');
      for (const [t, { refId }] of (panel.targets ?? []).entries())
        refIds(refId, [...at, 'targets', t, 'refId']);
    }
  }
  return problems;
}

function outside({ rows }: Dashboard): DashboardProblem[] {
  return rows.flatMap((row, r) =>
    row.panels.flatMap(({ grid: { x, w } }, p) =>
      x + w <= GRID_COLUMNS
        ? []
        : [
            {
              path: pathText(['rows', r, 'panels', p, 'grid', 'w']),
              message: `the panel begins in column ${x} and is ${w} wide; there are ${GRID_COLUMNS} columns`,
            },
          ],
    ),
  );
}

function tooLarge(dashboard: Dashboard): DashboardProblem[] {
  const bytes = Buffer.byteLength(JSON.stringify(dashboard));
  if (bytes <= MAX_DASHBOARD_BYTES) return [];
  return [{ path: '', message: `has ${bytes} bytes of JSON; at most ${MAX_DASHBOARD_BYTES} are kept` }];
}
