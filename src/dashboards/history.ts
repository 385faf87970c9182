/** All states that dashboards ever had, compressed; the same for every place that dashboards are kept in. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { versionsTable } from '../metadata/dashboardVersions.ts';
import type { MetadataDatabase } from '../metadata/database.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import type { DashboardVersion } from '../schema/dashboards.ts';
import type { VersionRange } from './source.ts';

export interface History {
  add(uid: string, dashboard: Dashboard, info: DashboardVersion): void;
  /** The newest first. */
  list(uid: string, range: VersionRange): DashboardVersion[];
  state(
    uid: string,
    version: number,
  ): { readonly dashboard: Dashboard; readonly info: DashboardVersion } | null;
  forget(uid: string): void;
}

/** `keepVersions`: the newest so many of each dashboard are kept; null is all. */
export function createHistory(database: MetadataDatabase, keepVersions: number | null): History {
  const versions = versionsTable(database);
  return {
    add(uid, dashboard, info) {
      versions.add(uid, { ...info, content: zstdCompressSync(JSON.stringify(dashboard)) });
      if (keepVersions !== null) versions.keepNewest(uid, keepVersions);
    },
    list: (uid, range) => versions.all(uid, range),
    state(uid, version) {
      const row = versions.one(uid, version);
      if (row === null) return null;
      const { content, ...info } = row;
      return { dashboard: JSON.parse(zstdDecompressSync(content).toString('utf8')) as Dashboard, info };
    },
    forget: (uid) => versions.removeAll(uid),
  };
}
