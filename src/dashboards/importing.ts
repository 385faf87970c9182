/** Takes in dashboards from files: Grafana's in all their forms, and our own. */
import { DASHBOARD_FORMAT, type Dashboard } from '../schema/dashboard.ts';
import type { ImportAnswer, Saved } from '../schema/dashboards.ts';
import type { Caller } from './caller.ts';
import { checkDashboard, problemsText } from './check.ts';
import { DashboardError } from './dashboardError.ts';
import { ImportError, importDashboard } from './grafana/index.ts';
import type { DashboardStore } from './store.ts';

export interface ImportRequest {
  readonly json: unknown;
  /** Left out: it is only looked at. */
  readonly save?: boolean | undefined;
  readonly folder?: string | null | undefined;
  /** Replace the one with the same uid; otherwise a uid that is taken gives way to another. */
  readonly overwrite?: boolean | undefined;
  /** Values of Grafana's `__inputs`. */
  readonly inputs?: Readonly<Record<string, string>> | undefined;
}

/** @throws DashboardError for what is no dashboard, and what saving throws */
export async function importInto(
  store: DashboardStore,
  request: ImportRequest,
  caller: Caller,
): Promise<ImportAnswer> {
  const read = readImport(request);
  const saved = request.save ? await saveImport(store, read.dashboard, request, caller) : null;
  return { ...read, saved };
}

function readImport({ json, inputs }: ImportRequest): Omit<ImportAnswer, 'saved'> {
  if ((json as { format?: unknown } | null)?.format === DASHBOARD_FORMAT) {
    return { source: 'plumbago', dashboard: checked(json), report: [], inputs: [] };
  }
  try {
    const { source, dashboard, report, inputs: asked } = importDashboard(json, inputs ? { inputs } : {});
    return { source, dashboard: checked(dashboard), report: [...report], inputs: [...asked] };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new DashboardError('bad-dashboard', error.message);
  }
}

function checked(value: unknown): Dashboard {
  const { dashboard, problems } = checkDashboard(value);
  if (dashboard === null) throw new DashboardError('bad-dashboard', problemsText(problems));
  return dashboard;
}

async function saveImport(
  store: DashboardStore,
  dashboard: Dashboard,
  { folder, overwrite = false }: ImportRequest,
  caller: Caller,
): Promise<Saved> {
  const message = 'Imported';
  const { uid } = dashboard;
  if (uid === undefined) return store.create({ dashboard, folder, message }, caller);
  try {
    return await store.create({ dashboard, folder, message }, caller);
  } catch (error) {
    if (!(error instanceof DashboardError) || error.code !== 'uid-taken') throw error;
  }
  if (!overwrite) {
    const { uid: _, ...rest } = dashboard;
    return store.create({ dashboard: rest, folder, message }, caller);
  }
  // One that lies in the trash comes out of it first.
  await store.undelete(uid, caller);
  const outcome = await store.save(uid, { dashboard, folder, message }, caller);
  if (outcome.kind !== 'saved') throw new Error('a save without a base can not be in conflict');
  return outcome.saved;
}
