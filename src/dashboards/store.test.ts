/** What folders that are closed to somebody mean, before there is a way to close one; and dashboards of several places. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dashboardMarks } from '../metadata/dashboardMarks.ts';
import { type MetadataDatabase, openDatabase } from '../metadata/database.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import { builtinSource } from './builtinSource.ts';
import type { Caller } from './caller.ts';
import { databaseSource } from './databaseSource.ts';
import { createDashboardStore, type DashboardStore } from './store.ts';

const now = () => 1_700_000_000;
const board = (uid: string, rest: Partial<Dashboard> = {}): Dashboard => ({
  ...{ format: 'plumbago-dashboard', formatVersion: 1, uid, title: uid, rows: [] },
  ...rest,
});
const caller = (access: Caller['access']): Caller => ({ userId: null, author: null, access });
const editor = caller(() => 'edit');

let database: MetadataDatabase;
let store: DashboardStore;
beforeEach(() => {
  database = openDatabase(':memory:');
  let uids = 0;
  store = createDashboardStore({
    sources: [
      databaseSource({ database, keepVersions: null, now }),
      builtinSource([board('builtin'), board('shared', { title: 'Of the program' })]),
    ],
    marks: dashboardMarks(database),
    now,
    newUid: () => `u${++uids}`,
  });
});
afterEach(() => database.close());

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'fine',
    (error: { code?: string }) => String(error.code),
  );

describe('a folder that somebody may not look into', () => {
  let secret: string;
  let stranger: Caller;
  let reader: Caller;
  beforeEach(async () => {
    secret = (await store.folders.create({ title: 'Secret' }, editor)).uid;
    await store.create({ dashboard: board('plan', { tags: ['hush'] }), folder: secret }, editor);
    await store.create({ dashboard: board('open') }, editor);
    stranger = caller((folder) => (folder === secret ? 'none' : 'edit'));
    reader = caller((folder) => (folder === secret ? 'view' : 'edit'));
  });

  test('is not there for them, nor what is in it', async () => {
    const { dashboards, total, tags } = await store.list({}, stranger);
    expect(dashboards.map(({ uid }) => uid)).toEqual(['builtin', 'shared', 'open']);
    expect([total, tags]).toEqual([3, []]);
    expect(await store.folders.list(stranger)).toEqual([]);
    const all: string[] = [];
    for await (const { record } of store.all(stranger)) all.push(record.uid);
    expect(all.sort()).toEqual(['builtin', 'open', 'shared']);
    for (const work of [
      () => store.find('plan', stranger),
      () => store.versions('plan', { limit: 1 }, stranger),
      () => store.version('plan', 1, stranger),
      () => store.diff('plan', 1, 1, stranger),
      () => store.save('plan', { dashboard: board('plan') }, stranger),
      () => store.restore('plan', 1, stranger),
      () => store.trash('plan', stranger),
    ])
      expect(await codeOf(work())).toBe('not-found');
    expect(await codeOf(store.create({ dashboard: board('x'), folder: secret }, stranger))).toBe(
      'bad-folder',
    );
    expect(await codeOf(store.folders.change(secret, { title: 'Mine' }, stranger))).toBe('bad-folder');
    expect(await codeOf(store.folders.create({ title: 'Below', parent: secret }, stranger))).toBe(
      'bad-folder',
    );
    await store.trash('plan', editor);
    expect((await store.list({ trash: true }, stranger)).total).toBe(0);
    expect(await codeOf(store.undelete('plan', stranger))).toBe('not-found');
  });

  test('says nothing about whose a uid is', async () => {
    const error = await store.create({ dashboard: board('plan') }, stranger).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'uid-taken', message: 'The uid "plan" is taken.' });
  });

  test('for reading only is read, and nothing goes into it or out of it', async () => {
    expect((await store.find('plan', reader)).meta.access).toBe('view');
    for (const work of [
      () => store.save('plan', { dashboard: board('plan', { title: 'x' }) }, reader),
      () => store.save('open', { dashboard: board('open'), folder: secret }, reader),
      () => store.create({ dashboard: board('fresh'), folder: secret }, reader),
      () => store.restore('plan', 1, reader),
      () => store.trash('plan', reader),
      () => store.folders.change(secret, { title: 'Mine' }, reader),
      () => store.folders.remove(secret, null, reader),
      () => store.folders.create({ title: 'Below', parent: secret }, reader),
    ])
      expect(await codeOf(work())).toBe('not-allowed');
  });
});

describe('several places', () => {
  test('of one uid the first place has it, in lists too', async () => {
    const source = databaseSource({ database, keepVersions: null, now });
    if (!source.writable) throw new Error('the database can be written');
    await source.create({
      uid: 'shared',
      dashboard: board('shared', { title: 'Ours' }),
      message: '',
      author: null,
    });
    const { dashboards } = await store.list({ text: 'shared' }, editor);
    expect(dashboards.map(({ uid, title }) => [uid, title])).toEqual([['shared', 'Ours']]);
    expect((await store.find('shared', editor)).dashboard.title).toBe('Ours');
  });

  test('what comes with the program is read whole, and never written', async () => {
    expect((await store.find('builtin', editor)).meta).toMatchObject({ origin: 'builtin', version: 1 });
    expect(await store.versions('builtin', { limit: 5 }, editor)).toHaveLength(1);
    expect(await store.versions('builtin', { limit: 5, before: 1 }, editor)).toEqual([]);
    expect((await store.diff('builtin', 1, undefined, editor)).changes).toEqual([]);
    for (const work of [
      () => store.save('builtin', { dashboard: board('builtin', { title: 'x' }) }, editor),
      () => store.trash('builtin', editor),
      () => store.restore('builtin', 1, editor),
    ])
      expect(await codeOf(work())).toBe('read-only');
  });

  test('a program whose dashboards have no uid, or one twice, does not start', () => {
    const { uid: _, ...nameless } = board('x');
    expect(() => builtinSource([nameless])).toThrow(/has no uid/);
    expect(() => builtinSource([board('x'), board('x')])).toThrow(/the uid x/);
  });
});
