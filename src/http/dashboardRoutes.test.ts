import type { InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { builtinDashboards } from '../dashboards/builtin/index.ts';
import { sweep, TRASH_SECONDS } from '../dashboards/sweep.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import {
  checkAnswer,
  conflictAnswer,
  dashboardAnswer,
  dashboardList,
  diffAnswer,
  saved,
} from '../schema/dashboards.ts';

let now: number;
let server: TestServer;
beforeEach(async () => {
  now = 1_700_000_000;
  server = await createTestServer({ now: () => now, settings: { anonymous: 'viewer' } });
});
afterEach(() => server.close());

const board = (rest: Partial<Dashboard> = {}): Dashboard => ({
  ...{ format: 'plumbago-dashboard', formatVersion: 1, title: 'Web servers' },
  rows: [
    {
      id: 'r1',
      panels: [
        {
          ...{ id: 'cpu', type: 'timeseries', title: 'CPU', grid: { x: 0, y: 0, w: 12, h: 8 } },
          targets: [{ refId: 'A', target: 'hosts.web*.cpu.all.usage' }],
        },
      ],
    },
  ],
  ...rest,
});

type Body = Exclude<InjectOptions['payload'], undefined>;
async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: Body,
  role: 'viewer' | 'editor' = 'editor',
) {
  const answer = await server.inject({
    ...{ method, url: `/api/${url}`, headers: server.as(role) },
    ...(payload === undefined ? {} : { payload }),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? null : answer.json(),
  };
}
const add = async (dashboard: Dashboard, rest: object = {}): Promise<string> => {
  const { status, body } = await call('POST', 'dashboards', { dashboard, ...rest });
  expect([status, body]).toMatchObject([200, { version: 1 }]);
  return saved.parse(body).uid;
};
/** Without those that come with the program. */
const listed = async (query = '', role: 'viewer' | 'editor' = 'editor') => {
  const { status, body } = await call('GET', `dashboards?${query}`, undefined, role);
  expect(status).toBe(200);
  const { dashboards } = dashboardList.parse(body);
  return dashboards.filter(({ origin }) => origin !== 'builtin');
};
const titles = async (query: string) => (await listed(query)).map(({ title }) => title);

describe('keeping', () => {
  test('what is saved is read again, with who saved it and when', async () => {
    const uid = await add(board(), { message: 'first' });
    const read = await call('GET', `dashboards/${uid}`, undefined, 'viewer');
    const { dashboard, meta } = dashboardAnswer.parse(read.body);
    expect(dashboard).toEqual(board({ uid }));
    expect(meta).toMatchObject({
      ...{
        uid,
        title: 'Web servers',
        version: 1,
        panels: 1,
        origin: 'database',
        folder: null,
        access: 'view',
      },
      ...{ createdSeconds: now, createdBy: 'token editor', updatedSeconds: now, starred: false, file: null },
    });
  });

  test('a uid of its own is kept when it is free, and refused when it is not or means something else', async () => {
    expect(await add(board({ uid: 'web' }))).toBe('web');
    const again = await call('POST', 'dashboards', { dashboard: board({ uid: 'web' }) });
    expect([again.status, again.body.error.code]).toEqual([409, 'uid-taken']);
    for (const uid of ['new', 'check', 'using', 'import', 'instant']) {
      expect(await call('POST', 'dashboards', { dashboard: board({ uid }) })).toMatchObject({ status: 400 });
      expect(await call('PUT', `dashboards/${uid}`, { dashboard: board() })).toMatchObject({ status: 400 });
    }
    const builtin = builtinDashboards[0]!.uid;
    expect(await call('POST', 'dashboards', { dashboard: board({ uid: builtin }) })).toMatchObject({
      status: 409,
    });
  });

  test('each save is a version; the same state once more is none', async () => {
    const uid = await add(board());
    now += 60;
    const put = await call('PUT', `dashboards/${uid}`, {
      dashboard: board({ uid, description: 'All of them' }),
      ...{ baseVersion: 1, message: 'described' },
    });
    expect([put.status, saved.parse(put.body)]).toMatchObject([
      200,
      { version: 2, meta: { updatedSeconds: now } },
    ]);
    const again = await call('PUT', `dashboards/${uid}`, {
      dashboard: board({ description: 'All of them' }),
      baseVersion: 1,
    });
    expect([again.status, again.body.version]).toEqual([200, 2]);
    const { body } = await call('GET', `dashboards/${uid}/versions`);
    expect(body.versions).toEqual([
      { version: 2, message: 'described', savedSeconds: now, savedBy: 'token editor', restoredFrom: null },
      { version: 1, message: '', savedSeconds: now - 60, savedBy: 'token editor', restoredFrom: null },
    ]);
  });

  test('PUT makes one that is not there, but not again one whose base has gone', async () => {
    const made = await call('PUT', 'dashboards/from-a-script', { dashboard: board() });
    expect([made.status, made.body.version]).toEqual([200, 1]);
    const gone = await call('PUT', 'dashboards/gone', { dashboard: board(), baseVersion: 3 });
    expect([gone.status, gone.body.error.code]).toEqual([404, 'not-found']);
    const other = await call('PUT', 'dashboards/from-a-script', { dashboard: board({ uid: 'other' }) });
    expect([other.status, other.body.error.message]).toEqual([400, expect.stringContaining('"other"')]);
  });

  test('what is no dashboard is told where it is wrong', async () => {
    const dashboard = board() as unknown as { rows: { panels: Record<string, unknown>[] }[] };
    dashboard.rows[0]!.panels[0]!['field'] = { unit: 5 };
    const { status, body } = await call('POST', 'dashboards', { dashboard });
    expect([status, body.error.code]).toEqual([400, 'bad-dashboard']);
    expect(body.error.message).toBe('rows[0].panels[0].field.unit: has to be a text, and is a number');
    expect((await call('POST', 'dashboards', {})).body.error.message).toContain('a dashboard is an object');
    expect((await call('POST', 'dashboards', { dashboard: board(), titel: 'x' })).status).toBe(400);
  });

  test('is for editors; those that come with the program are for nobody', async () => {
    const uid = await add(board());
    const dashboard = board({ uid, title: 'Mine' });
    for (const [method, url, payload] of [
      ['POST', 'dashboards', { dashboard: board() }],
      ['PUT', `dashboards/${uid}`, { dashboard }],
      ['DELETE', `dashboards/${uid}`, undefined],
      ['POST', `dashboards/${uid}/undelete`, undefined],
      ['POST', `dashboards/${uid}/restore`, { version: 1 }],
      ['POST', 'folders', { title: 'x' }],
      ['GET', 'snapshots', undefined],
      ['POST', 'playlists', { title: 'x', interval: 10, items: [] }],
    ] as const) {
      expect([url, (await call(method, url, payload, 'viewer')).status]).toEqual([url, 403]);
      const anonymous = await server.inject({ method, url: `/api/${url}`, ...(payload ? { payload } : {}) });
      expect([url, anonymous.statusCode]).toEqual([url, 401]);
    }
    const builtin = builtinDashboards[0]!.uid;
    const read = await call('GET', `dashboards/${builtin}`);
    expect(read.body.meta).toMatchObject({ origin: 'builtin', access: 'view' });
    const put = await call('PUT', `dashboards/${builtin}`, { dashboard: read.body.dashboard });
    expect([put.status, put.body.error.code]).toEqual([403, 'read-only']);
    expect((await call('DELETE', `dashboards/${builtin}`)).status).toBe(403);
  });
});

describe('two editors', () => {
  test('the second is told of the first, gets both changes merged, and saves that', async () => {
    const uid = await add(board());
    const theirs = board({ uid, title: 'Web' });
    const ours = board({ uid, tags: ['web'] });
    expect((await call('PUT', `dashboards/${uid}`, { dashboard: theirs, baseVersion: 1 })).status).toBe(200);
    const conflict = await call('PUT', `dashboards/${uid}`, { dashboard: ours, baseVersion: 1 });
    expect(conflict.status).toBe(409);
    const { error, conflict: told } = conflictAnswer.parse(conflict.body);
    expect(error).toMatchObject({
      code: 'conflict',
      message: 'token editor has saved version 2 of "Web" in the meantime.',
    });
    expect(told).toMatchObject({ version: 2, updatedBy: 'token editor', dashboard: theirs, overlaps: [] });
    expect(told.theirs).toMatchObject([{ where: 'Title', before: 'Web servers', after: 'Web' }]);
    expect(told.ours).toMatchObject([{ where: 'Tag web', kind: 'added' }]);
    expect(told.merged).toEqual(board({ uid, title: 'Web', tags: ['web'] }));
    const merged = await call('PUT', `dashboards/${uid}`, { dashboard: told.merged, baseVersion: 2 });
    expect([merged.status, merged.body.version]).toEqual([200, 3]);
  });

  test('of many saves at the same time from one base exactly one is taken', async () => {
    const uid = await add(board());
    const saves = Array.from({ length: 20 }, (_, i) =>
      call('PUT', `dashboards/${uid}`, { dashboard: board({ uid, title: `Title ${i}` }), baseVersion: 1 }),
    );
    const statuses = (await Promise.all(saves)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array(19).fill(409)]);
    expect((await call('GET', `dashboards/${uid}`)).body.meta.version).toBe(2);
  });

  test('without a base what is there is replaced, and stays in the history', async () => {
    const uid = await add(board());
    await call('PUT', `dashboards/${uid}`, { dashboard: board({ title: 'Theirs' }), baseVersion: 1 });
    expect((await call('PUT', `dashboards/${uid}`, { dashboard: board({ title: 'Ours' }) })).status).toBe(
      200,
    );
    expect((await call('GET', `dashboards/${uid}/versions/2`)).body.dashboard.title).toBe('Theirs');
  });

  test('when the base is not kept any more there is no merged state', async () => {
    const short = await createTestServer({ now: () => now, keepVersions: 1 });
    const put = (title: string, baseVersion?: number) =>
      short.inject({
        ...{ method: 'PUT', url: '/api/dashboards/x', headers: short.as('editor') },
        payload: { dashboard: board({ title }), ...(baseVersion === undefined ? {} : { baseVersion }) },
      });
    for (const title of ['One', 'Two']) await put(title);
    const answer = conflictAnswer.parse((await put('Three', 1)).json());
    expect(answer.conflict).toMatchObject({ merged: null, overlaps: [], dashboard: { title: 'Two' } });
    expect(answer.conflict.ours).toMatchObject([{ where: 'Title', before: 'Two', after: 'Three' }]);
    const { versions } = (
      await short.inject({ url: '/api/dashboards/x/versions', headers: short.as('viewer') })
    ).json();
    expect(versions).toHaveLength(1);
    await short.close();
  });
});

describe('history', () => {
  test('states are compared and brought back', async () => {
    const uid = await add(board());
    await call('PUT', `dashboards/${uid}`, { dashboard: board({ title: 'Two' }) });
    await call('PUT', `dashboards/${uid}`, { dashboard: board({ title: 'Three' }) });
    const diff = diffAnswer.parse((await call('GET', `dashboards/${uid}/diff?from=1&to=2`)).body);
    expect(diff.changes).toEqual([
      { kind: 'changed', where: 'Title', path: 'title', before: 'Web servers', after: 'Two' },
    ]);
    expect(diff.after).toBe(diff.before.replace('"Web servers"', '"Two"'));
    expect((await call('GET', `dashboards/${uid}/diff?from=3`)).body.changes).toEqual([]);
    const restored = await call('POST', `dashboards/${uid}/restore`, { version: 1 });
    expect(saved.parse(restored.body)).toMatchObject({ version: 4, meta: { title: 'Web servers' } });
    const { versions } = (await call('GET', `dashboards/${uid}/versions?limit=2`)).body;
    expect(versions).toMatchObject([{ version: 4, restoredFrom: 1 }, { version: 3 }]);
    expect((await call('GET', `dashboards/${uid}/versions?before=3`)).body.versions).toHaveLength(2);
  });

  test.each(['versions/9', 'versions/0', 'versions/x', 'diff', 'diff?from=9', 'diff?from=1&to=7'])(
    '%s is refused',
    async (rest) => {
      const uid = await add(board());
      expect([400, 404]).toContain((await call('GET', `dashboards/${uid}/${rest}`)).status);
    },
  );
});

describe('the trash', () => {
  test('has what was deleted, for editors, with its history; for thirty days', async () => {
    const uid = await add(board());
    await call('PUT', `dashboards/${uid}`, { dashboard: board({ title: 'Two' }) });
    now += 10;
    expect((await call('DELETE', `dashboards/${uid}`)).status).toBe(204);
    expect((await call('DELETE', `dashboards/${uid}`)).status).toBe(404);
    expect(await listed()).toEqual([]);
    const [trashed] = await listed('trash=1');
    expect(trashed).toMatchObject({ uid, trashed: { seconds: now, by: 'token editor' } });
    expect(await listed('trash=1', 'viewer')).toEqual([]);
    const read = await call('GET', `dashboards/${uid}`);
    expect([read.status, read.body.error.code]).toEqual([404, 'in-trash']);
    expect((await call('GET', `dashboards/${uid}`, undefined, 'viewer')).body.error.code).toBe('not-found');
    const put = await call('PUT', `dashboards/${uid}`, { dashboard: board() });
    expect([put.status, put.body.error.code]).toEqual([404, 'in-trash']);
    expect((await call('POST', 'dashboards', { dashboard: board({ uid }) })).body.error).toMatchObject({
      ...{ code: 'uid-taken', hint: expect.stringContaining('undelete') },
    });

    const back = await call('POST', `dashboards/${uid}/undelete`);
    expect(saved.parse(back.body)).toMatchObject({ uid, version: 2 });
    expect((await call('GET', `dashboards/${uid}/versions`)).body.versions).toHaveLength(2);

    await call('DELETE', `dashboards/${uid}`);
    const log = { info: () => {}, error: (_: string, fields?: unknown) => expect(fields).toBeUndefined() };
    await sweep({ ...server.kept, log, now: () => now + TRASH_SECONDS });
    expect(await listed('trash=1')).toHaveLength(1);
    await sweep({ ...server.kept, log, now: () => now + TRASH_SECONDS + 1 });
    expect(await listed('trash=1')).toEqual([]);
    expect((await call('POST', `dashboards/${uid}/undelete`)).status).toBe(404);
    expect(await add(board({ uid }))).toBe(uid);
    expect((await call('GET', `dashboards/${uid}/versions`)).body.versions).toHaveLength(1);
  });
});

describe('finding', () => {
  beforeEach(async () => {
    await add(board({ title: 'Web servers', tags: ['web', 'hosts'] }));
    now += 5;
    await add(board({ title: 'Databases', description: 'Behind the web', tags: ['hosts'], rows: [] }));
    now += 5;
    await add(board({ title: 'About web 10', rows: [] }));
    await add(board({ title: 'About web 9', rows: [] }));
  });

  test.each([
    ['', ['About web 9', 'About web 10', 'Databases', 'Web servers']],
    ['text=web', ['Web servers', 'About web 9', 'About web 10', 'Databases']],
    ['text=WEB%20about', ['About web 9', 'About web 10']],
    ['text=cpu', ['Web servers']],
    ['text=hosts.web*.cpu', ['Web servers']],
    ['text=behind', ['Databases']],
    ['text=nowhere', []],
    ['tag=hosts', ['Databases', 'Web servers']],
    ['tag=hosts&tag=web', ['Web servers']],
    ['sort=updated', ['About web 9', 'About web 10', 'Databases', 'Web servers']],
    ['text=web&sort=title', ['About web 9', 'About web 10', 'Databases', 'Web servers']],
    ['starred=1', []],
    ['sort=recent', []],
    ['trash=1', []],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  test('total and tags count all, whatever the limit', async () => {
    const { body } = await call('GET', 'dashboards?text=web&limit=2');
    const { dashboards, total, tags } = dashboardList.parse(body);
    expect([dashboards.length, total >= 4]).toEqual([2, true]);
    expect(tags.find(({ tag }) => tag === 'web')).toEqual({ tag: 'web', count: 1 });
  });

  test.each(['limit=0', 'sort=random', 'folder=a%20b', 'starred=yes'])('%s is 400', async (query) => {
    expect((await call('GET', `dashboards?${query}`)).status).toBe(400);
  });
});

describe('stars and visits', () => {
  test("are a user's own; tokens and visitors have none", async () => {
    const uid = await add(board());
    const signIn = await server.inject({
      ...{ method: 'POST', url: '/api/session', payload: { name: 'admin', password: ADMIN_PASSWORD } },
    });
    const cookie = String(signIn.headers['set-cookie']).split(';')[0]!;
    const as = (method: 'GET' | 'PUT' | 'DELETE', url: string) =>
      server.inject({ method, url: `/api/${url}`, headers: { cookie } });
    const mine = async (query: string) =>
      (await as('GET', `dashboards?${query}`)).json().dashboards.map((one: { uid: string }) => one.uid);
    expect((await as('PUT', `dashboards/${uid}/star`)).statusCode).toBe(204);
    expect((await as('PUT', `dashboards/${uid}/star`)).statusCode).toBe(204);
    expect(await mine('starred=1')).toEqual([uid]);
    const builtin = builtinDashboards[0]!.uid;
    await as('PUT', `dashboards/${builtin}/star`);
    expect((await mine('starred=1')).sort()).toEqual([uid, builtin].sort());
    expect((await call('GET', `dashboards/${uid}`)).body.meta.starred).toBe(false);
    expect(await listed('starred=1')).toEqual([]);
    expect((await as('DELETE', `dashboards/${builtin}/star`)).statusCode).toBe(204);
    expect((await as('PUT', 'dashboards/nothing/star')).statusCode).toBe(404);

    now += 100;
    await as('GET', `dashboards/${builtin}`);
    now += 100;
    await as('GET', `dashboards/${uid}`);
    expect(await mine('sort=recent')).toEqual([uid, builtin]);

    const token = await call('PUT', `dashboards/${uid}/star`);
    expect([token.status, token.body.error.code]).toEqual([403, 'users-only']);
    const visitor = await server.inject({ method: 'PUT', url: `/api/dashboards/${uid}/star` });
    expect([visitor.statusCode, visitor.json().error.message]).toEqual([
      403,
      expect.stringContaining('Stars belong'),
    ]);
  });
});

describe('POST /api/dashboards/check', () => {
  test('gives the stored form and its text, or every problem', async () => {
    const right = checkAnswer.parse((await call('POST', 'dashboards/check', board(), 'viewer')).body);
    expect(right).toMatchObject({ problems: [], dashboard: board() });
    expect(JSON.parse(right.text!)).toEqual(board());
    const { rows: _, ...rest } = board();
    const wrong = checkAnswer.parse((await call('POST', 'dashboards/check', { ...rest, titel: 1 })).body);
    expect(wrong).toEqual({
      problems: [
        { path: 'rows', message: 'is missing' },
        { path: 'titel', message: 'there is no such member' },
      ],
      ...{ dashboard: null, text: null },
    });
  });
});
