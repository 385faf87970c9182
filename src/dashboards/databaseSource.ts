/** Dashboards in the database, with their history and their folders. */
import { type DashboardRow, dashboardsTable } from '../metadata/dashboards.ts';
import type { MetadataDatabase } from '../metadata/database.ts';
import { foldersTable } from '../metadata/folders.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import { factsOf, wordsOf } from './facts.ts';
import { createHistory } from './history.ts';
import type { DashboardRecord, DashboardSource, NewState } from './source.ts';

export interface DatabaseSourceOptions {
  readonly database: MetadataDatabase;
  /** Versions kept of each dashboard; null is all. */
  readonly keepVersions: number | null;
  /** Seconds since 1970. */
  now(): number;
}

export function databaseSource(options: DatabaseSourceOptions): DashboardSource {
  const { database, keepVersions } = options;
  const dashboards = dashboardsTable(database);
  const history = createHistory(database, keepVersions);
  const folders = foldersTable(database);
  const now = (): number => Math.floor(options.now());

  function addVersion(state: NewState, version: number): void {
    const { uid, dashboard, message, author, restoredFrom = null } = state;
    history.add(uid, dashboard, { version, message, savedSeconds: now(), savedBy: author, restoredFrom });
  }

  return {
    origin: 'database',
    writable: true,
    list: async (which) => dashboards.all(which).map(toRecord),
    words: async (which) => dashboards.words(which),
    async find(uid) {
      const row = dashboards.byUid(uid);
      return row === null ? null : { record: toRecord(row), dashboard: JSON.parse(row.content) as Dashboard };
    },
    versions: async (uid, range) => history.list(uid, range),
    version: async (uid, version) => history.state(uid, version),
    folders: async () => folders.all(),

    create: async (state) =>
      database.transaction(() => {
        const { uid, dashboard, folder = null, author } = state;
        if (dashboards.byUid(uid) !== null) return null;
        const content = JSON.stringify(dashboard);
        const seconds = now();
        // One that was a file before comes with its history, and goes on counting.
        const version = (history.list(uid, { limit: 1 })[0]?.version ?? 0) + 1;
        const row: DashboardRow = {
          ...{ uid, folder, ...factsOf(dashboard), version },
          ...{ createdSeconds: seconds, createdBy: author, updatedSeconds: seconds, updatedBy: author },
          ...{ trashedSeconds: null, trashedBy: null },
        };
        dashboards.add({ ...row, content, words: wordsOf(dashboard) });
        addVersion(state, version);
        return toRecord(row);
      }),

    replace: async (state) =>
      database.transaction(() => {
        const { uid, dashboard, author, baseVersion } = state;
        const before = dashboards.byUid(uid);
        if (before === null) return null;
        const content = JSON.stringify(dashboard);
        const { content: contentBefore, ...rowBefore } = before;
        const folder = state.folder === undefined ? before.folder : state.folder;
        // The same state twice (a request sent again) is neither a new version nor a conflict.
        const same = content === contentBefore;
        if (!same && baseVersion !== undefined && baseVersion !== before.version) {
          const current = { record: toRecord(before), dashboard: JSON.parse(contentBefore) as Dashboard };
          return { kind: 'conflict' as const, current };
        }
        if (same && state.restoredFrom === undefined && before.trashedSeconds === null) {
          if (folder !== before.folder) dashboards.move(uid, folder);
          return { kind: 'written' as const, record: toRecord({ ...rowBefore, folder }) };
        }
        const version = before.version + 1;
        const row: DashboardRow = {
          ...{ uid, folder, ...factsOf(dashboard), version },
          ...{ createdSeconds: before.createdSeconds, createdBy: before.createdBy },
          ...{ updatedSeconds: now(), updatedBy: author, trashedSeconds: null, trashedBy: null },
        };
        dashboards.change({ ...row, content, words: wordsOf(dashboard) });
        addVersion(state, version);
        return { kind: 'written' as const, record: toRecord(row) };
      }),

    trash: async (uid, by) =>
      database.transaction(() => {
        const row = dashboards.byUid(uid);
        if (row === null || row.trashedSeconds !== null) return false;
        dashboards.setTrashed(uid, { seconds: now(), by });
        return true;
      }),
    untrash: async (uid) =>
      database.transaction(() => {
        const row = dashboards.byUid(uid);
        if (row === null || row.trashedSeconds === null) return null;
        dashboards.setTrashed(uid, null);
        return toRecord({ ...row, trashedSeconds: null, trashedBy: null });
      }),
    purge: async (beforeSeconds) =>
      database.transaction(() => {
        const uids = dashboards.trashedBefore(beforeSeconds);
        for (const uid of uids) {
          dashboards.remove(uid);
          history.forget(uid);
        }
        return uids;
      }),

    addFolder: async (folder) => folders.add(folder),
    changeFolder: async (folder) => folders.change(folder),
    removeFolder: async (uid, moveTo) =>
      database.transaction(() => {
        dashboards.moveAll(uid, moveTo);
        for (const folder of folders.all()) {
          if (folder.parent === uid) folders.change({ ...folder, parent: moveTo });
        }
        folders.remove(uid);
      }),
  };
}

function toRecord({ trashedSeconds, trashedBy, ...row }: DashboardRow): DashboardRecord {
  const { uid, title, description, tags, folder, version, panels } = row;
  const { createdSeconds, createdBy, updatedSeconds, updatedBy } = row;
  return {
    ...{ uid, title, description, tags, folder, version, panels },
    ...{ createdSeconds, createdBy, updatedSeconds, updatedBy },
    origin: 'database',
    trashed: trashedSeconds === null ? null : { seconds: trashedSeconds, by: trashedBy },
    file: null,
    problem: null,
  };
}
