/** Says what of an imported dashboard is kept for export and does nothing here. */
import type { Dashboard, Panel } from '../../schema/dashboard.ts';
import { isObject, type JsonObject, objectsOf } from './json.ts';
import { listed, type Remarks } from './remarks.ts';

/** Members that nobody misses: bookkeeping, and looks of Grafana's own that say nothing of the data. */
const QUIET: readonly string[] = [
  '$items',
  '$datasource',
  '$changed',
  '__requires',
  '__inputs',
  '__elements',
  'schemaVersion',
  'version',
  'editable',
  'gnetId',
  'style',
  'timepicker',
  'preload',
  'revision',
  'fiscalYearStartMonth',
  'pluginVersion',
  'libraryPanel',
  'datasource',
  'cacheTimeout',
  'queryCachingTTL',
  'textEditor',
  'refCount',
  'queryType',
  'matchAny',
  'definition',
  'skipUrlSync',
  'allowCustomValue',
  'selected',
  'icon',
  'v2',
  'type',
  'limit',
  'fromAnnotations',
  'plumbago',
];

/** Deeper inside only the outer names are told. */
const DEPTH = 3;

export function tellOfKept(dashboard: Dashboard, remarks: Remarks): void {
  tell(remarks, '', [dashboard.grafana]);
  for (const variable of dashboard.variables ?? [])
    tell(remarks, `Variable "${variable.name}"`, [variable.grafana]);
  for (const annotation of dashboard.annotations ?? []) {
    tell(remarks, `Annotation "${annotation.name}"`, [annotation.grafana]);
  }
  for (const row of dashboard.rows) {
    if (row.title !== undefined) tell(remarks, `Row "${row.title}"`, [row.grafana]);
    for (const panel of row.panels) tellOfPanel(panel, remarks);
  }
}

function tellOfPanel(panel: Panel, remarks: Remarks): void {
  // All of such a panel is kept without effect, and that has been said.
  if (panel.type === 'unsupported') return;
  const where = panel.title === undefined ? `Panel ${panel.id} without a title` : `Panel "${panel.title}"`;
  const pieces = [
    panel,
    panel.field,
    ...(panel.overrides ?? []),
    ...(panel.targets ?? []),
    ...(panel.transformations ?? []),
    ...(panel.links ?? []),
  ];
  tell(
    remarks,
    where,
    pieces.map((piece) => piece?.grafana),
  );
}

function tell(remarks: Remarks, where: string, kept: readonly (JsonObject | undefined)[]): void {
  const pieces = kept.filter((members) => members !== undefined);
  const names = new Set(pieces.flatMap((members) => namesIn(members, DEPTH)));
  if (names.size > 0)
    remarks.add('lost', where, `Kept for export, but without effect here: ${listed([...names])}.`);
  for (const members of pieces) tellOfApproximations(remarks, where, members);
}

/** Words that are taken for others on purpose, or of which more has been said already. */
const TAKEN_FOR_OTHERS: readonly string[] = [
  'refId',
  'spanNulls',
  'op',
  'id',
  'query',
  'schemaVersion',
  'uid',
];

/** Words that we have no word for, where the nearest that we have is taken. */
function tellOfApproximations(remarks: Remarks, where: string, members: JsonObject): void {
  for (const { path, from, to } of objectsOf(members['$changed'])) {
    if (!Array.isArray(path) || typeof from !== 'string' || typeof to !== 'string') continue;
    // Names of calculations and expressions stand in lists, or say the same in other words.
    const isWord = path.every((key) => typeof key === 'string') && /^[\w-]+$/.test(to);
    if (!isWord || TAKEN_FOR_OTHERS.includes(String(path.at(-1)))) continue;
    remarks.add('changed', where, `${path.join('.')} is "${to}", which is taken for "${from}" here.`);
  }
}

function namesIn(members: JsonObject, depth: number): string[] {
  return Object.entries(members).flatMap(([name, value]) => {
    if (QUIET.includes(name)) return [];
    if (!isObject(value) || depth === 1) return [name];
    return namesIn(value, depth - 1).map((inner) => `${name}.${inner}`);
  });
}
