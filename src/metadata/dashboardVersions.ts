/** The table of all states of all dashboards. */
import type { MetadataDatabase } from './database.ts';

export interface VersionRow {
  readonly version: number;
  readonly message: string;
  readonly savedSeconds: number;
  readonly savedBy: string | null;
  /** The version that this one brought back. */
  readonly restoredFrom: number | null;
}

export interface VersionPage {
  /** Only older ones. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface VersionsTable {
  /** The newest first. */
  all(dashboard: string, page: VersionPage): VersionRow[];
  one(dashboard: string, version: number): (VersionRow & { readonly content: Uint8Array }) | null;
  add(dashboard: string, row: VersionRow & { readonly content: Uint8Array }): void;
  /** Removes all but the newest `keep`. */
  keepNewest(dashboard: string, keep: number): void;
  removeAll(dashboard: string): void;
}

const COLUMNS = 'version, message, saved_seconds, saved_by, restored_from';

export function versionsTable({ connection }: MetadataDatabase): VersionsTable {
  const all = connection.prepare(
    `SELECT ${COLUMNS} FROM dashboard_versions WHERE dashboard = ? AND version < ? ORDER BY version DESC LIMIT ?`,
  );
  const one = connection.prepare(
    `SELECT ${COLUMNS}, content FROM dashboard_versions WHERE dashboard = ? AND version = ?`,
  );
  const add = connection.prepare(
    `INSERT INTO dashboard_versions (dashboard, ${COLUMNS}, content) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const keepNewest = connection.prepare(
    `DELETE FROM dashboard_versions WHERE dashboard = ? AND version <= (
       SELECT version FROM dashboard_versions WHERE dashboard = ? ORDER BY version DESC LIMIT 1 OFFSET ?
     )`,
  );
  const removeAll = connection.prepare('DELETE FROM dashboard_versions WHERE dashboard = ?');
  return {
    all: (dashboard, { before = Number.MAX_SAFE_INTEGER, limit }) =>
      all.all(dashboard, before, limit).map(toRow),
    one(dashboard, version) {
      const row = one.get(dashboard, version);
      return row === undefined ? null : { ...toRow(row), content: row['content'] as Uint8Array };
    },
    add: (dashboard, { version, message, savedSeconds, savedBy, restoredFrom, content }) =>
      void add.run(dashboard, version, message, savedSeconds, savedBy, restoredFrom, content),
    keepNewest: (dashboard, keep) => void keepNewest.run(dashboard, dashboard, keep),
    removeAll: (dashboard) => void removeAll.run(dashboard),
  };
}

function toRow(row: Record<string, unknown>): VersionRow {
  return {
    version: Number(row['version']),
    message: String(row['message']),
    savedSeconds: Number(row['saved_seconds']),
    savedBy: row['saved_by'] === null ? null : String(row['saved_by']),
    restoredFrom: row['restored_from'] === null ? null : Number(row['restored_from']),
  };
}
