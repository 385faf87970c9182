import type { Migration } from './migration.ts';

/** What a folder of dashboards as files cannot say itself: which file a uid belongs to, who deleted it, and the uids of its folders. */
export const dashboardFiles: Migration = {
  name: 'dashboard files',
  sql: `
    CREATE TABLE dashboard_files (
      uid TEXT PRIMARY KEY,
      -- Below the folder of dashboards, with slashes.
      path TEXT NOT NULL,
      -- Set while the file is gone: its last state is in the table of versions.
      trashed_seconds INTEGER,
      trashed_by TEXT
    ) STRICT;

    CREATE TABLE dashboard_file_folders (
      path TEXT PRIMARY KEY,
      uid TEXT NOT NULL UNIQUE
    ) STRICT;
  `,
};
