/** Dashboards that come with the program: they are read and copied, and change with the program alone. */
import type { Dashboard } from '../schema/dashboard.ts';
import { factsOf, wordsOf } from './facts.ts';
import type { DashboardRecord, DashboardSource, StoredDashboard } from './source.ts';

export function builtinSource(dashboards: readonly Dashboard[]): DashboardSource {
  const stored = new Map<string, StoredDashboard>();
  for (const dashboard of dashboards) {
    const { uid, title } = dashboard;
    if (uid === undefined) throw new Error(`the dashboard "${title}" of the program has no uid`);
    if (stored.has(uid)) throw new Error(`two dashboards of the program have the uid ${uid}`);
    const record: DashboardRecord = {
      ...{ uid, folder: null, ...factsOf(dashboard), version: 1 },
      origin: 'builtin',
      ...{ createdSeconds: 0, createdBy: null, updatedSeconds: 0, updatedBy: null },
      ...{ trashed: null, file: null, problem: null },
    };
    stored.set(uid, { record, dashboard });
  }
  const info = { version: 1, savedSeconds: 0, savedBy: null, message: '', restoredFrom: null };
  return {
    origin: 'builtin',
    writable: false,
    list: async ({ trashed }) => (trashed ? [] : Array.from(stored.values(), ({ record }) => record)),
    words: async ({ trashed }) =>
      new Map(trashed ? [] : Array.from(stored, ([uid, { dashboard }]) => [uid, wordsOf(dashboard)])),
    find: async (uid) => stored.get(uid) ?? null,
    versions: async (uid, { before = 2 }) => (stored.has(uid) && before > 1 ? [info] : []),
    async version(uid, version) {
      const one = stored.get(uid);
      return one === undefined || version !== 1 ? null : { dashboard: one.dashboard, info };
    },
    folders: async () => [],
  };
}
