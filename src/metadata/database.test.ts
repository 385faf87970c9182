import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { migrate, NewerDatabaseError, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { usersTable } from './users.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-metadata-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const someUser = {
  name: 'Ada',
  role: 'admin',
  passwordHash: 'x',
  firstPassword: false,
  createdSeconds: 1_700_000_000,
};

describe('openDatabase', () => {
  test('makes folder and file, readable by the owner alone, with the newest schema', () => {
    const file = join(folder, 'new', 'plumbago.db');
    const database = openDatabase(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(schemaVersion(database.connection)).toBe(MIGRATIONS.length);
    expect(database.connection.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.connection.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
    database.close();
  });

  test('what was written is there after reopening, and names ignore case', () => {
    const file = join(folder, 'again.db');
    const first = openDatabase(file);
    expect(usersTable(first).addFirst(someUser)).toBe(true);
    first.close();
    const second = openDatabase(file);
    expect(usersTable(second).byName('aDA')).toMatchObject(someUser);
    second.close();
  });

  test('two processes may have it open: what one writes the other reads', () => {
    const file = join(folder, 'shared.db');
    const [one, two] = [openDatabase(file), openDatabase(file)];
    usersTable(one).addFirst(someUser);
    expect(usersTable(two).isEmpty()).toBe(false);
    expect(usersTable(two).addFirst({ ...someUser, name: 'Eve' })).toBe(false);
    one.close();
    two.close();
  });

  test('a database of a newer version is refused by name and left alone', () => {
    const file = join(folder, 'newer.db');
    const newer = openDatabase(file);
    newer.connection.exec(`PRAGMA user_version = ${MIGRATIONS.length + 3}`);
    newer.close();
    expect(() => openDatabase(file)).toThrow(NewerDatabaseError);
    expect(() => openDatabase(file)).toThrow(
      new RegExp(`newer.db has schema version ${MIGRATIONS.length + 3}.*newer Plumbago`),
    );
  });
});

describe('migrate', () => {
  const table = (name: string) => ({ name, sql: `CREATE TABLE ${name} (x)` });

  test('applies only what is missing', () => {
    const database = openDatabase(':memory:');
    migrate(database.connection, 'test', { migrations: [...MIGRATIONS, table('more')] });
    migrate(database.connection, 'test', { migrations: [...MIGRATIONS, table('more'), table('evenMore')] });
    expect(schemaVersion(database.connection)).toBe(MIGRATIONS.length + 2);
    database.connection.exec('SELECT * FROM more, evenMore');
    database.close();
  });

  test('a failure undoes the migrations before it too', () => {
    const database = openDatabase(':memory:');
    const broken = [...MIGRATIONS, table('fine'), { name: 'broken', sql: 'CREATE TABEL oops (x)' }];
    expect(() => migrate(database.connection, 'test', { migrations: broken })).toThrow(
      `migration ${MIGRATIONS.length + 2} (broken) failed; nothing was changed`,
    );
    expect(schemaVersion(database.connection)).toBe(MIGRATIONS.length);
    expect(() => database.connection.exec('SELECT * FROM fine')).toThrow(/no such table/);
    database.close();
  });
});
