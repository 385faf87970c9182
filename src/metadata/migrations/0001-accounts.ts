import type { Migration } from './migration.ts';

/** Users, their sessions, and API tokens. Secrets are kept as SHA-256 only; times are seconds since 1970. */
export const accounts: Migration = {
  name: 'accounts',
  sql: `
    CREATE TABLE users (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      role TEXT NOT NULL CHECK (role IN ('none', 'viewer', 'editor', 'admin')),
      password_hash TEXT NOT NULL,
      -- 1 while the well-known password of a new installation is in force.
      first_password INTEGER NOT NULL DEFAULT 0 CHECK (first_password IN (0, 1)),
      created_seconds INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE sessions (
      secret_hash BLOB PRIMARY KEY,
      user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      created_seconds INTEGER NOT NULL,
      seen_seconds INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_user ON sessions (user_id);

    CREATE TABLE tokens (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
      secret_hash BLOB NOT NULL UNIQUE,
      created_seconds INTEGER NOT NULL,
      used_seconds INTEGER
    ) STRICT;
  `,
};
