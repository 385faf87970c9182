import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MetadataDatabase, openDatabase } from '../../metadata/database.ts';
import type { Dashboard } from '../../schema/dashboard.ts';
import { type FileSource, openFileSource } from './fileSource.ts';

const NOW = 1_700_000_000;
let root: string;
let database: MetadataDatabase;
let files: FileSource;
let notes: string[];
let elsewhere: Set<string>;

const open = () =>
  openFileSource({
    root,
    database,
    keepVersions: null,
    isTaken: (uid) => elsewhere.has(uid),
    onNote: (message, { file }) => void notes.push(`${message}: ${String(file)}`),
    now: () => NOW,
  });
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'plumbago-dashboards-'));
  database = openDatabase(':memory:');
  notes = [];
  elsewhere = new Set(['elsewhere']);
  files = await open();
});
afterEach(async () => {
  await files.close();
  database.close();
  rmSync(root, { recursive: true });
});

const board = (title: string, uid?: string): Dashboard => ({
  format: 'plumbago-dashboard',
  formatVersion: 1,
  ...(uid === undefined ? {} : { uid }),
  title,
  rows: [{ id: 'r1', panels: [] }],
});
const put = (path: string, content: unknown) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
};
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const list = async () =>
  (await files.source.list({ trashed: false })).map(({ uid, title, file, version, problem }) => ({
    ...{ uid, title, file, version },
    ...(problem === null ? {} : { problem }),
  }));
const state = (uid: string, dashboard: Dashboard) => ({
  ...{ uid, dashboard: { ...dashboard, uid }, message: 'm', author: 'ann' },
});

describe('files that others write', () => {
  test('appear, change, move and go', async () => {
    put('a.json', board('A', 'a'));
    put('team/b.json', board('B'));
    await files.sync();
    expect(await list()).toEqual([
      { uid: 'a', title: 'A', file: 'a.json', version: 1 },
      { uid: expect.stringMatching(/^team-b/), title: 'B', file: 'team/b.json', version: 1 },
    ]);
    const [folder] = await files.source.folders();
    expect(folder).toMatchObject({ title: 'team', parent: null });
    expect((await files.source.list({ trashed: false }))[1]!.folder).toBe(folder!.uid);

    put('a.json', board('A2', 'a'));
    await files.sync();
    expect((await list())[0]).toMatchObject({ title: 'A2', version: 2 });
    expect((await files.source.versions('a', { limit: 9 })).map(({ message }) => message)).toEqual([
      'Changed in a.json',
      'Read from a.json',
    ]);
    expect((await files.source.version('a', 1))!.dashboard.title).toBe('A');

    renameSync(join(root, 'a.json'), join(root, 'team/moved.json'));
    await files.sync();
    expect((await list()).find(({ uid }) => uid === 'a')).toEqual({
      ...{ uid: 'a', title: 'A2', file: 'team/moved.json', version: 2 },
    });

    rmSync(join(root, 'team/moved.json'));
    await files.sync();
    expect((await list()).map(({ uid }) => uid)).not.toContain('a');
    expect(await files.source.list({ trashed: true })).toMatchObject([{ uid: 'a', title: 'A2', version: 2 }]);
    expect(await files.source.untrash('a')).toMatchObject({ file: 'team/moved.json', version: 2 });
    expect(read('team/moved.json').title).toBe('A2');
  });

  test('that say the same as before make no version, however often they are read', async () => {
    put('a.json', board('A', 'a'));
    await files.sync();
    put('a.json', `${JSON.stringify(board('A', 'a'), null, 4)}\n`);
    await files.sync();
    await files.close();
    files = await open();
    expect((await list())[0]!.version).toBe(1);
  });

  test("that can't be read show their last good state, and what is wrong", async () => {
    put('a.json', board('A', 'a'));
    put('new.json', '{"format": "plumbago-dashboard", "formatVersion": 1, "title": 7, "rows": []}');
    await files.sync();
    put('a.json', '{"title": ');
    await files.sync();
    const [broken, never] = await list();
    expect(broken).toMatchObject({
      uid: 'a',
      title: 'A',
      version: 1,
      problem: expect.stringMatching(/a\.json.*no JSON/),
    });
    expect(never).toMatchObject({ title: 'new.json', problem: expect.stringMatching(/title/) });
    await expect(files.source.replace(state('a', board('mine')))).rejects.toThrow(/can't be read/);
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe('{"title": ');

    put('a.json', board('mended', 'a'));
    await files.sync();
    expect((await list())[0]).toEqual({ uid: 'a', title: 'mended', file: 'a.json', version: 2 });
  });

  test('with a uid that is taken get another, and say so', async () => {
    put('a.json', board('A', 'x'));
    put('b.json', board('B', 'x'));
    put('c.json', board('C', 'elsewhere'));
    await files.sync();
    const found = await list();
    expect(found[0]).toEqual({ uid: 'x', title: 'A', file: 'a.json', version: 1 });
    expect(found[1]).toMatchObject({ title: 'B', problem: expect.stringContaining('a.json') });
    expect(found[2]).toMatchObject({ title: 'C', problem: expect.stringContaining('another dashboard') });
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(3);
  });

  test('go to the trash when they went while nobody was looking', async () => {
    put('a.json', board('A', 'a'));
    await files.sync();
    await files.close();
    rmSync(join(root, 'a.json'));
    files = await open();
    expect(await files.source.list({ trashed: true })).toMatchObject([{ uid: 'a', title: 'A', version: 1 }]);
    expect(notes.at(-1)).toBe('the file of a dashboard is gone: a.json');
  });

  test('that have moved to another place since are left to it, with their history', async () => {
    put('a.json', board('A', 'a'));
    await files.sync();
    await files.close();
    rmSync(join(root, 'a.json'));
    elsewhere.add('a');
    files = await open();
    expect(await files.source.list({ trashed: true })).toEqual([]);
    expect(await files.source.find('a')).toBeNull();
    expect(await files.source.purge(NOW + 1)).toEqual([]);
  });

  test('of Grafana are read, and stay in that format', async () => {
    put('g.json', {
      uid: 'g',
      title: 'From Grafana',
      schemaVersion: 39,
      panels: [
        {
          id: 1,
          type: 'text',
          gridPos: { x: 0, y: 0, w: 12, h: 4 },
          options: { mode: 'markdown', content: 'hi' },
        },
      ],
    });
    await files.sync();
    const found = (await files.source.find('g'))!;
    expect(found.dashboard.rows[0]!.panels[0]).toMatchObject({ type: 'text', options: { content: 'hi' } });
    await files.source.replace({ ...state('g', { ...found.dashboard, title: 'Renamed' }), baseVersion: 1 });
    expect(read('g.json')).toMatchObject({ title: 'Renamed', uid: 'g', panels: [{ type: 'text' }] });
    // What was kept is what the file says: reading it again is no change.
    await files.close();
    files = await open();
    expect((await files.source.find('g'))!.record.version).toBe(2);
  });
});

describe('what is saved here', () => {
  test('is a file with stable text, in its folder', async () => {
    await files.source.addFolder({ uid: 'f1', title: 'Team A', parent: null });
    const made = await files.source.create({ ...state('n1', board('CPU & Memory')), folder: 'f1' });
    expect(made).toMatchObject({ uid: 'n1', folder: 'f1', file: 'Team A/cpu-memory.json', version: 1 });
    const text = readFileSync(join(root, 'Team A/cpu-memory.json'), 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    expect(await files.source.create(state('n1', board('again')))).toBeNull();
    expect(await files.source.create(state('elsewhere', board('again')))).toBeNull();
    const twin = await files.source.create({ ...state('n2', board('CPU, memory')), folder: 'f1' });
    expect(twin!.file).toBe('Team A/cpu-memory-2.json');

    await files.source.changeFolder({ uid: 'f1', title: 'Team B', parent: null });
    expect((await files.source.find('n1'))!.record).toMatchObject({
      folder: 'f1',
      file: 'Team B/cpu-memory.json',
    });
    await files.source.removeFolder('f1', null);
    expect((await list()).map(({ file }) => file).sort()).toEqual(['cpu-memory-2.json', 'cpu-memory.json']);
    expect(existsSync(join(root, 'Team B'))).toBe(false);
  });

  test('never takes the place of a file that is no dashboard', async () => {
    await files.source.create(state('first', board('CPU')));
    rmSync(join(root, 'cpu.json'));
    mkdirSync(join(root, 'cpu.json'));
    const made = await files.source.create(state('a', board('CPU')));
    expect(made!.file).toBe('cpu-2.json');
    expect((await files.source.untrash('first'))!.file).toBe('cpu-3.json');
  });

  test('goes through a link to the file that it leads to', async () => {
    const away = mkdtempSync(join(tmpdir(), 'plumbago-away-'));
    writeFileSync(join(away, 'real.json'), JSON.stringify(board('A', 'a')));
    symlinkSync(join(away, 'real.json'), join(root, 'a.json'));
    await files.sync();
    await files.source.replace(state('a', board('A2')));
    expect(JSON.parse(readFileSync(join(away, 'real.json'), 'utf8')).title).toBe('A2');
    expect(readdirSync(away)).toEqual(['real.json']);
    rmSync(away, { recursive: true });
  });

  test('is in a backup as it was last read', async () => {
    await files.source.addFolder({ uid: 'f1', title: 'Team', parent: null });
    await files.source.create({ ...state('a', board('A')), folder: 'f1' });
    put('broken.json', '{');
    await files.sync();
    const copy = join(root, '.copy');
    await files.backup(copy);
    for (const path of ['Team/a.json', 'broken.json']) {
      expect(readFileSync(join(copy, path))).toEqual(readFileSync(join(root, path)));
    }
  });

  test('never goes over what somebody else has written in the meantime', async () => {
    await files.source.create(state('a', board('A')));
    // Not told to the source: it has to look by itself.
    put('a.json', board('theirs', 'a'));
    const written = await files.source.replace({ ...state('a', board('mine')), baseVersion: 1 });
    expect(written).toMatchObject({
      kind: 'conflict',
      current: { dashboard: { title: 'theirs' }, record: { version: 2 } },
    });
    expect(read('a.json').title).toBe('theirs');
    const over = await files.source.replace({ ...state('a', board('mine')), baseVersion: 2 });
    expect(over).toMatchObject({ kind: 'written', record: { version: 3, updatedBy: 'ann' } });
    expect(read('a.json').title).toBe('mine');
    expect((await files.source.version('a', 2))!.dashboard.title).toBe('theirs');
  });

  test('can be deleted, and comes back with its history', async () => {
    await files.source.create(state('a', board('A')));
    expect(await files.source.trash('a', 'ann')).toBe(true);
    expect(await files.source.trash('a', 'ann')).toBe(false);
    expect(existsSync(join(root, 'a.json'))).toBe(false);
    expect((await files.source.find('a'))!.record.trashed).toEqual({ seconds: NOW, by: 'ann' });
    await files.source.untrash('a');
    expect(read('a.json').title).toBe('A');
    await files.source.trash('a', 'ann');
    expect(await files.source.purge(NOW + 1)).toEqual(['a']);
    expect(await files.source.find('a')).toBeNull();
  });

  test('outside the folder there is nothing: names of folders are names', async () => {
    await expect(files.source.addFolder({ uid: 'f', title: '../up', parent: null })).rejects.toThrow(/"\/"/);
    await expect(files.source.addFolder({ uid: 'f', title: '.git', parent: null })).rejects.toThrow(/dot/);
  });
});
