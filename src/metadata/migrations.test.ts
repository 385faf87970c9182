/** Databases of every earlier version open, keep what is in them, and are copied before they change. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backupBeforeMigration } from './backupBeforeMigration.ts';
import { openDatabase } from './database.ts';
import { eventsTable } from './events.ts';
import { schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { tokensTable } from './tokens.ts';
import { usersTable } from './users.ts';

const NEWEST = MIGRATIONS.length;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-migrations-'));
  file = join(folder, 'plumbago.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A database as the program left it when it knew so many migrations, with something in each table of that time. */
function databaseOf(version: number, where = file): void {
  const connection = new DatabaseSync(where);
  connection.exec('PRAGMA journal_mode = WAL');
  for (const { sql } of MIGRATIONS.slice(0, version)) connection.exec(sql);
  connection.exec(`PRAGMA user_version = ${version}`);
  connection.exec(`
    INSERT INTO users (name, role, password_hash, created_seconds) VALUES ('Ada', 'admin', 'hash', 1700000000);
    INSERT INTO sessions VALUES (x'01', 1, 1700000000, 1700000100);
    INSERT INTO tokens (name, role, secret_hash, created_seconds) VALUES ('ci', 'editor', x'02', 1700000000);`);
  if (version >= 2) {
    connection.exec(`
      INSERT INTO events (when_seconds, what, data, tags) VALUES (1700000000, 'Deployed', 'v7', '["web"]');
      INSERT INTO event_tags VALUES ('web', 1700000000, 1);`);
  }
  connection.close();
}

const copies = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.includes('.before-'))
    .sort();

describe('a database of an earlier version', () => {
  test.each(MIGRATIONS.slice(0, -1).map((_, i) => i + 1))(
    '%d comes forward with what is in it',
    (version) => {
      databaseOf(version);
      const database = openDatabase(file);
      expect(schemaVersion(database.connection)).toBe(NEWEST);
      expect(usersTable(database).byName('ada')).toMatchObject({ role: 'admin', passwordHash: 'hash' });
      expect(tokensTable(database).all()).toMatchObject([{ name: 'ci', role: 'editor' }]);
      const events = eventsTable({ database, retentionSeconds: null, now: () => 1_700_000_000 });
      const found = events.find(
        { from: 0, until: 1_700_000_000, tags: ['web'] },
        { limit: 9, maxCharacters: 1e6 },
      );
      expect(found.events.map(({ what, data }) => [what, data])).toEqual(
        version >= 2 ? [['Deployed', 'v7']] : [],
      );
      expect(database.connection.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      database.close();
    },
  );

  test('is copied before it changes, for the owner alone, and the copy opens as it was', () => {
    databaseOf(2);
    openDatabase(file).close();
    expect(copies()).toEqual([`plumbago.db.before-v${NEWEST}`]);
    const copy = join(folder, copies()[0]!);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const before = new DatabaseSync(copy, { readOnly: true });
    expect(schemaVersion(before)).toBe(2);
    expect(before.prepare('SELECT what FROM events').all()).toMatchObject([{ what: 'Deployed' }]);
    expect(() => before.prepare('SELECT * FROM dashboards')).toThrow(/no such table/);
    before.close();
  });

  test('is not copied when nothing has to change, nor when it is new', () => {
    openDatabase(file).close();
    openDatabase(file).close();
    expect(copies()).toEqual([]);
  });

  test('the copy has what another process has just committed and not yet put into the main file', () => {
    databaseOf(2);
    const other = new DatabaseSync(file);
    other.exec("INSERT INTO events (when_seconds, what, data, tags) VALUES (1, 'late', '', '[]')");
    openDatabase(file).close();
    other.close();
    const copy = new DatabaseSync(join(folder, copies()[0]!), { readOnly: true });
    expect(copy.prepare('SELECT count(*) AS n FROM events').get()).toMatchObject({ n: 2 });
    copy.close();
  });

  test('stays as it is, and the start fails, when the copy cannot be written', () => {
    databaseOf(2);
    // A folder that has something in it: no file can take its name.
    const blocked = `${file}.before-v${NEWEST}`;
    mkdirSync(join(blocked, 'x'), { recursive: true });
    expect(() => openDatabase(file)).toThrow(/before an upgrade can't be written.*Nothing was changed/s);
    const untouched = new DatabaseSync(file, { readOnly: true });
    expect(schemaVersion(untouched)).toBe(2);
    untouched.close();
    expect(existsSync(`${blocked}.tmp`)).toBe(false);
    rmSync(blocked, { recursive: true });
    openDatabase(file).close();
    expect(copies()).toEqual([`plumbago.db.before-v${NEWEST}`]);
  });

  test('the last three copies are kept', () => {
    databaseOf(2);
    for (const version of [3, 9, 10, 11]) backupBeforeMigration(file, version);
    writeFileSync(`${file}.before-vacation`, 'somebody else’s');
    backupBeforeMigration(file, 12);
    backupBeforeMigration(file, 12);
    expect(copies()).toEqual([
      'plumbago.db.before-v10',
      'plumbago.db.before-v11',
      'plumbago.db.before-v12',
      'plumbago.db.before-vacation',
    ]);
  });
});

test('migrations that databases have been through are never edited', () => {
  const sums = MIGRATIONS.slice(0, 2).map(({ sql }) =>
    createHash('sha256').update(sql).digest('hex').slice(0, 16),
  );
  expect(sums).toEqual(['fa6781a03fe38ab2', '3521cb8260fd8fbf']);
});
