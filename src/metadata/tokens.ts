/** The table of API tokens, found by the SHA-256 of their secret. */
import type { MetadataDatabase } from './database.ts';

export interface TokenRow {
  readonly id: number;
  readonly name: string;
  /** `viewer`, `editor` or `admin`. */
  readonly role: string;
  readonly createdSeconds: number;
  /** When it was last used, to about a minute; null when never. */
  readonly usedSeconds: number | null;
}

export interface TokensTable {
  all(): TokenRow[];
  add(secretHash: Uint8Array, token: { name: string; role: string; createdSeconds: number }): TokenRow;
  find(secretHash: Uint8Array): TokenRow | null;
  touch(id: number, usedSeconds: number): void;
  /** False when there is no such token. */
  remove(id: number): boolean;
}

const COLUMNS = 'id, name, role, created_seconds, used_seconds';

export function tokensTable({ connection }: MetadataDatabase): TokensTable {
  const all = connection.prepare(`SELECT ${COLUMNS} FROM tokens ORDER BY id`);
  const add = connection.prepare(
    'INSERT INTO tokens (name, role, secret_hash, created_seconds) VALUES (?, ?, ?, ?)',
  );
  const find = connection.prepare(`SELECT ${COLUMNS} FROM tokens WHERE secret_hash = ?`);
  const touch = connection.prepare('UPDATE tokens SET used_seconds = ? WHERE id = ?');
  const remove = connection.prepare('DELETE FROM tokens WHERE id = ?');
  return {
    all: () => all.all().map(toToken),
    add: (secretHash, { name, role, createdSeconds }) => {
      const { lastInsertRowid } = add.run(name, role, secretHash, createdSeconds);
      return { id: Number(lastInsertRowid), name, role, createdSeconds, usedSeconds: null };
    },
    find: (secretHash) => {
      const row = find.get(secretHash);
      return row === undefined ? null : toToken(row);
    },
    touch: (id, usedSeconds) => void touch.run(usedSeconds, id),
    remove: (id) => remove.run(id).changes > 0,
  };
}

function toToken(row: Record<string, unknown>): TokenRow {
  return {
    id: Number(row.id),
    name: String(row.name),
    role: String(row.role),
    createdSeconds: Number(row.created_seconds),
    usedSeconds: row.used_seconds === null ? null : Number(row.used_seconds),
  };
}
