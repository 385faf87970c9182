/** The table of users. Names are compared without regard to (ASCII) case. */
import type { MetadataDatabase } from './database.ts';

export interface UserRow {
  readonly id: number;
  readonly name: string;
  /** `none`, `viewer`, `editor` or `admin`. */
  readonly role: string;
  readonly passwordHash: string;
  /** True while the well-known password of a new installation is in force. */
  readonly firstPassword: boolean;
  readonly createdSeconds: number;
}

export interface UsersTable {
  all(): UserRow[];
  byName(name: string): UserRow | null;
  byId(id: number): UserRow | null;
  /** Adds the user unless there is any user already; false when there was. */
  addFirst(user: Omit<UserRow, 'id'>): boolean;
  /** Sets a chosen password: the first password's restrictions end. */
  setPassword(id: number, passwordHash: string): void;
  /** Replaces the hash of the same password by one with other parameters, if it is still `old`. */
  rehash(id: number, old: string, passwordHash: string): void;
  /** True while some user still has the first password. */
  anyFirstPassword(): boolean;
  /** True when there is no user at all. */
  isEmpty(): boolean;
}

const COLUMNS = 'id, name, role, password_hash, first_password, created_seconds';

export function usersTable({ connection, transaction }: MetadataDatabase): UsersTable {
  const all = connection.prepare(`SELECT ${COLUMNS} FROM users ORDER BY name`);
  const byName = connection.prepare(`SELECT ${COLUMNS} FROM users WHERE name = ?`);
  const byId = connection.prepare(`SELECT ${COLUMNS} FROM users WHERE id = ?`);
  const any = connection.prepare('SELECT 1 FROM users LIMIT 1');
  const add = connection.prepare(
    'INSERT INTO users (name, role, password_hash, first_password, created_seconds) VALUES (?, ?, ?, ?, ?)',
  );
  const setPassword = connection.prepare(
    'UPDATE users SET password_hash = ?, first_password = 0 WHERE id = ?',
  );
  const rehash = connection.prepare('UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?');
  const anyFirst = connection.prepare('SELECT 1 FROM users WHERE first_password = 1 LIMIT 1');
  return {
    all: () => all.all().map(toUser),
    byName: (name) => orNull(byName.get(name)),
    byId: (id) => orNull(byId.get(id)),
    addFirst: (user) =>
      transaction(() => {
        if (any.get() !== undefined) return false;
        add.run(user.name, user.role, user.passwordHash, user.firstPassword ? 1 : 0, user.createdSeconds);
        return true;
      }),
    setPassword: (id, passwordHash) => void setPassword.run(passwordHash, id),
    rehash: (id, old, passwordHash) => void rehash.run(passwordHash, id, old),
    anyFirstPassword: () => anyFirst.get() !== undefined,
    isEmpty: () => any.get() === undefined,
  };
}

type Row = Record<string, unknown>;

function orNull(row: Row | undefined): UserRow | null {
  return row === undefined ? null : toUser(row);
}

function toUser(row: Row): UserRow {
  return {
    id: Number(row.id),
    name: String(row.name),
    role: String(row.role),
    passwordHash: String(row.password_hash),
    firstPassword: row.first_password === 1,
    createdSeconds: Number(row.created_seconds),
  };
}
