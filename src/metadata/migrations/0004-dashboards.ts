import type { Migration } from './migration.ts';

/**
 * Dashboards with their folders, all of their earlier states, what users made of them, snapshots, and playlists. Times are seconds
 * since 1970; authors are names, since a state outlives the account of who saved it.
 */
export const dashboards: Migration = {
  name: 'dashboards',
  sql: `
    CREATE TABLE folders (
      uid TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      -- Null at the top.
      parent TEXT REFERENCES folders (uid)
    ) STRICT;
    CREATE INDEX folders_parent ON folders (parent);

    CREATE TABLE dashboards (
      uid TEXT PRIMARY KEY,
      folder TEXT REFERENCES folders (uid) ON DELETE SET NULL,
      -- The newest state, JSON. The five columns below follow from it, so that lists read no JSON of megabytes.
      content TEXT NOT NULL,
      title TEXT NOT NULL,
      description TEXT NOT NULL,
      -- A JSON list of texts.
      tags TEXT NOT NULL,
      panels INTEGER NOT NULL,
      -- Further words that a search finds it by: names of panels, targets.
      words TEXT NOT NULL,
      version INTEGER NOT NULL,
      created_seconds INTEGER NOT NULL,
      created_by TEXT,
      updated_seconds INTEGER NOT NULL,
      updated_by TEXT,
      -- Set while it is in the trash.
      trashed_seconds INTEGER,
      trashed_by TEXT
    ) STRICT;
    CREATE INDEX dashboards_folder ON dashboards (folder);
    CREATE INDEX dashboards_trashed ON dashboards (trashed_seconds) WHERE trashed_seconds IS NOT NULL;

    -- Every state that was saved, the newest too. Of dashboards of all origins: hence no reference to the table above.
    CREATE TABLE dashboard_versions (
      dashboard TEXT NOT NULL,
      version INTEGER NOT NULL,
      -- JSON, compressed with zstd.
      content BLOB NOT NULL,
      message TEXT NOT NULL,
      saved_seconds INTEGER NOT NULL,
      saved_by TEXT,
      -- The version that this one brought back.
      restored_from INTEGER,
      PRIMARY KEY (dashboard, version)
    ) STRICT;

    -- What users have starred and looked at; of dashboards of all origins.
    CREATE TABLE dashboard_stars (
      user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      dashboard TEXT NOT NULL,
      PRIMARY KEY (user_id, dashboard)
    ) STRICT;
    CREATE INDEX dashboard_stars_dashboard ON dashboard_stars (dashboard);

    CREATE TABLE dashboard_visits (
      user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      dashboard TEXT NOT NULL,
      seen_seconds INTEGER NOT NULL,
      PRIMARY KEY (user_id, dashboard)
    ) STRICT;
    CREATE INDEX dashboard_visits_dashboard ON dashboard_visits (dashboard);

    -- Found by the key that whoever made it hands on.
    CREATE TABLE snapshots (
      snapshot_key TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      -- JSON, compressed with zstd, and its length before.
      content BLOB NOT NULL,
      content_bytes INTEGER NOT NULL,
      created_seconds INTEGER NOT NULL,
      created_by TEXT,
      -- Null is kept for ever.
      expires_seconds INTEGER
    ) STRICT;
    CREATE INDEX snapshots_expires ON snapshots (expires_seconds) WHERE expires_seconds IS NOT NULL;

    CREATE TABLE playlists (
      uid TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      interval_seconds INTEGER NOT NULL,
      -- A JSON list.
      items TEXT NOT NULL
    ) STRICT;
  `,
};
