/** The tables of what is known of dashboards that are files, besides the files. */
import type { MetadataDatabase } from './database.ts';

export interface DashboardFileRow {
  readonly uid: string;
  /** Below the folder of dashboards, with slashes. */
  readonly path: string;
  /** Set while the file is gone. */
  readonly trashed: { readonly seconds: number; readonly by: string | null } | null;
}

export interface DashboardFilesTable {
  all(): DashboardFileRow[];
  put(row: DashboardFileRow): void;
  remove(uid: string): void;
  /** Uids of folders by path. */
  folders(): Map<string, string>;
  putFolder(path: string, uid: string): void;
  removeFolder(path: string): void;
}

export function dashboardFilesTable({ connection }: MetadataDatabase): DashboardFilesTable {
  const all = connection.prepare('SELECT uid, path, trashed_seconds, trashed_by FROM dashboard_files');
  const put = connection.prepare(
    `INSERT INTO dashboard_files (uid, path, trashed_seconds, trashed_by) VALUES (?, ?, ?, ?)
     ON CONFLICT (uid) DO UPDATE SET path = excluded.path, trashed_seconds = excluded.trashed_seconds,
       trashed_by = excluded.trashed_by`,
  );
  const remove = connection.prepare('DELETE FROM dashboard_files WHERE uid = ?');
  const folders = connection.prepare('SELECT path, uid FROM dashboard_file_folders');
  const putFolder = connection.prepare(
    `INSERT INTO dashboard_file_folders (path, uid) VALUES (?, ?)
     ON CONFLICT (path) DO UPDATE SET uid = excluded.uid`,
  );
  const removeFolder = connection.prepare('DELETE FROM dashboard_file_folders WHERE path = ?');
  return {
    all: () =>
      all.all().map((row) => ({
        uid: String(row['uid']),
        path: String(row['path']),
        trashed:
          row['trashed_seconds'] === null
            ? null
            : {
                seconds: Number(row['trashed_seconds']),
                by: row['trashed_by'] === null ? null : String(row['trashed_by']),
              },
      })),
    put: ({ uid, path, trashed }) => void put.run(uid, path, trashed?.seconds ?? null, trashed?.by ?? null),
    remove: (uid) => void remove.run(uid),
    folders: () => new Map(folders.all().map((row) => [String(row['path']), String(row['uid'])])),
    putFolder: (path, uid) => void putFolder.run(path, uid),
    removeFolder: (path) => void removeFolder.run(path),
  };
}
