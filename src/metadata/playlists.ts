/** The table of playlists. */
import type { MetadataDatabase } from './database.ts';

export interface PlaylistRow {
  readonly uid: string;
  readonly title: string;
  /** How long each item is shown. */
  readonly intervalSeconds: number;
  /** A JSON list. */
  readonly items: string;
}

export interface PlaylistsTable {
  /** By title. */
  all(): PlaylistRow[];
  add(row: PlaylistRow): void;
  /** False when there is none of that uid. */
  change(row: PlaylistRow): boolean;
  /** False when there is none of that uid. */
  remove(uid: string): boolean;
}

export function playlistsTable({ connection }: MetadataDatabase): PlaylistsTable {
  const all = connection.prepare(
    'SELECT uid, title, interval_seconds, items FROM playlists ORDER BY title, uid',
  );
  const add = connection.prepare(
    'INSERT INTO playlists (title, interval_seconds, items, uid) VALUES (?, ?, ?, ?)',
  );
  const change = connection.prepare(
    'UPDATE playlists SET title = ?, interval_seconds = ?, items = ? WHERE uid = ?',
  );
  const remove = connection.prepare('DELETE FROM playlists WHERE uid = ?');
  return {
    all: () =>
      all.all().map((row) => ({
        uid: String(row['uid']),
        title: String(row['title']),
        intervalSeconds: Number(row['interval_seconds']),
        items: String(row['items']),
      })),
    add: ({ uid, title, intervalSeconds, items }) => void add.run(title, intervalSeconds, items, uid),
    change: ({ uid, title, intervalSeconds, items }) =>
      change.run(title, intervalSeconds, items, uid).changes > 0,
    remove: (uid) => remove.run(uid).changes > 0,
  };
}
