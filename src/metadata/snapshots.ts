/** The table of snapshots, found by their key. */
import type { MetadataDatabase } from './database.ts';

export interface SnapshotRow {
  readonly key: string;
  readonly title: string;
  /** Length of the content before it was compressed. */
  readonly bytes: number;
  readonly createdSeconds: number;
  readonly createdBy: string | null;
  /** Null is kept for ever. */
  readonly expiresSeconds: number | null;
}

export interface SnapshotsTable {
  /** The newest first, without those that have expired by `now`. */
  all(now: number): SnapshotRow[];
  byKey(key: string, now: number): (SnapshotRow & { readonly content: Uint8Array }) | null;
  add(row: SnapshotRow & { readonly content: Uint8Array }): void;
  /** False when there is none with that key. */
  remove(key: string): boolean;
  /** How many had expired by `now`. */
  removeExpired(now: number): number;
}

const COLUMNS = 'snapshot_key, title, content_bytes, created_seconds, created_by, expires_seconds';
const ALIVE = '(expires_seconds IS NULL OR expires_seconds > ?)';

export function snapshotsTable({ connection }: MetadataDatabase): SnapshotsTable {
  const all = connection.prepare(
    `SELECT ${COLUMNS} FROM snapshots WHERE ${ALIVE} ORDER BY created_seconds DESC, snapshot_key`,
  );
  const byKey = connection.prepare(
    `SELECT ${COLUMNS}, content FROM snapshots WHERE snapshot_key = ? AND ${ALIVE}`,
  );
  const add = connection.prepare(`INSERT INTO snapshots (${COLUMNS}, content) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const remove = connection.prepare('DELETE FROM snapshots WHERE snapshot_key = ?');
  const removeExpired = connection.prepare('DELETE FROM snapshots WHERE expires_seconds <= ?');
  return {
    all: (now) => all.all(now).map(toRow),
    byKey(key, now) {
      const row = byKey.get(key, now);
      return row === undefined ? null : { ...toRow(row), content: row['content'] as Uint8Array };
    },
    add: ({ key, title, bytes, createdSeconds, createdBy, expiresSeconds, content }) =>
      void add.run(key, title, bytes, createdSeconds, createdBy, expiresSeconds, content),
    remove: (key) => remove.run(key).changes > 0,
    removeExpired: (now) => Number(removeExpired.run(now).changes),
  };
}

function toRow(row: Record<string, unknown>): SnapshotRow {
  return {
    key: String(row['snapshot_key']),
    title: String(row['title']),
    bytes: Number(row['content_bytes']),
    createdSeconds: Number(row['created_seconds']),
    createdBy: row['created_by'] === null ? null : String(row['created_by']),
    expiresSeconds: row['expires_seconds'] === null ? null : Number(row['expires_seconds']),
  };
}
