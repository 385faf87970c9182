/** The table of sessions, found by the SHA-256 of their secret. */
import type { MetadataDatabase } from './database.ts';

export interface SessionRow {
  readonly userId: number;
  readonly createdSeconds: number;
  /** When it was last used, to about a minute. */
  readonly seenSeconds: number;
}

export interface SessionsTable {
  add(secretHash: Uint8Array, session: SessionRow): void;
  find(secretHash: Uint8Array): SessionRow | null;
  touch(secretHash: Uint8Array, seenSeconds: number): void;
  remove(secretHash: Uint8Array): void;
  removeOfUser(userId: number): void;
  /** Removes the user's least recently used sessions beyond `keep`. */
  keepNewest(userId: number, keep: number): void;
  /** Removes those created before the one time or last seen before the other. */
  removeExpired(createdBefore: number, seenBefore: number): void;
}

export function sessionsTable({ connection }: MetadataDatabase): SessionsTable {
  const add = connection.prepare(
    'INSERT INTO sessions (secret_hash, user_id, created_seconds, seen_seconds) VALUES (?, ?, ?, ?)',
  );
  const find = connection.prepare(
    'SELECT user_id, created_seconds, seen_seconds FROM sessions WHERE secret_hash = ?',
  );
  const touch = connection.prepare('UPDATE sessions SET seen_seconds = ? WHERE secret_hash = ?');
  const remove = connection.prepare('DELETE FROM sessions WHERE secret_hash = ?');
  const removeOfUser = connection.prepare('DELETE FROM sessions WHERE user_id = ?');
  const keepNewest = connection.prepare(`
    DELETE FROM sessions WHERE secret_hash IN (
      SELECT secret_hash FROM sessions WHERE user_id = ? ORDER BY seen_seconds DESC LIMIT -1 OFFSET ?
    )`);
  const removeExpired = connection.prepare(
    'DELETE FROM sessions WHERE created_seconds < ? OR seen_seconds < ?',
  );
  return {
    add: (secretHash, { userId, createdSeconds, seenSeconds }) =>
      void add.run(secretHash, userId, createdSeconds, seenSeconds),
    find: (secretHash) => {
      const row = find.get(secretHash);
      if (row === undefined) return null;
      return {
        userId: Number(row.user_id),
        createdSeconds: Number(row.created_seconds),
        seenSeconds: Number(row.seen_seconds),
      };
    },
    touch: (secretHash, seenSeconds) => void touch.run(seenSeconds, secretHash),
    remove: (secretHash) => void remove.run(secretHash),
    removeOfUser: (userId) => void removeOfUser.run(userId),
    keepNewest: (userId, keep) => void keepNewest.run(userId, keep),
    removeExpired: (createdBefore, seenBefore) => void removeExpired.run(createdBefore, seenBefore),
  };
}
