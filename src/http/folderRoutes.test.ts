import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { type Folder, folder as folderSchema } from '../schema/dashboards.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const headers = server.as('editor');
  const answer = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
}
const make = async (title: string, parent: string | null = null): Promise<string> => {
  const { status, body } = await call('POST', '/api/folders', { title, parent });
  expect([status, body]).toMatchObject([200, { title, parent }]);
  return folderSchema.parse(body).uid;
};
const put = (uid: string, folder: string | null | undefined) =>
  call('PUT', `/api/dashboards/${uid}`, {
    dashboard: { format: 'plumbago-dashboard', formatVersion: 1, title: uid, rows: [] },
    ...(folder === undefined ? {} : { folder }),
  });
const tree = async (): Promise<Record<string, number>> => {
  const { folders } = (await call('GET', '/api/folders')).body as { folders: Folder[] };
  const path = ({ title, parent }: Folder): string =>
    parent === null ? title : `${path(folders.find(({ uid }) => uid === parent)!)}/${title}`;
  return Object.fromEntries(folders.map((one) => [path(one), one.dashboards]));
};
const inFolder = async (folder: string) => {
  const { dashboards } = (await call('GET', `/api/dashboards?folder=${folder}`)).body;
  return dashboards
    .filter(({ origin }: { origin: string }) => origin !== 'builtin')
    .map(({ uid }: { uid: string }) => uid);
};

describe('folders', () => {
  test('are a tree, and dashboards are put into them and taken out', async () => {
    const ops = await make('Quartermaster');
    const web = await make('Web', ops);
    await put('a', ops);
    await put('b', web);
    await put('c', null);
    expect(await tree()).toEqual({ Quartermaster: 1, 'Quartermaster/Web': 1 });
    expect([await inFolder(ops), await inFolder('general')]).toEqual([['a'], ['c']]);
    expect((await call('GET', '/api/dashboards?text=quarterm')).body.dashboards).toMatchObject([
      { uid: 'a', folderTitle: 'Quartermaster' },
    ]);
    await put('a', undefined);
    expect(await inFolder(ops)).toEqual(['a']);
    const moved = await put('a', null);
    expect([moved.body.version, await inFolder('general')]).toEqual([1, ['a', 'c']]);
    const renamed = await call('PUT', `/api/folders/${web}`, { title: 'Web servers' });
    expect(renamed.body).toMatchObject({ title: 'Web servers', parent: ops });
    expect((await call('PUT', `/api/folders/${web}`, { title: 'Web', parent: null })).body.parent).toBeNull();
    expect(await tree()).toEqual({ Quartermaster: 0, Web: 1 });
  });

  test('are never put into themselves', async () => {
    const a = await make('A');
    const b = await make('B', a);
    const c = await make('C', b);
    for (const parent of [a, b, c]) {
      const { status, body } = await call('PUT', `/api/folders/${a}`, { title: 'A', parent });
      expect([status, body.error.code]).toEqual([400, 'bad-folder']);
    }
    expect(await tree()).toEqual({ A: 0, 'A/B': 0, 'A/B/C': 0 });
  });

  test('have titles of their own beside each other', async () => {
    const ops = await make('Ops');
    expect((await call('POST', '/api/folders', { title: 'ops' })).body.error.code).toBe('title-taken');
    const inner = await make('Ops', ops);
    expect((await call('PUT', `/api/folders/${inner}`, { title: 'Ops', parent: null })).status).toBe(409);
  });

  test('go when they are empty, or what is in them moves', async () => {
    const ops = await make('Ops');
    const web = await make('Web', ops);
    const other = await make('Other');
    await put('a', ops);
    await put('b', ops);
    await call('DELETE', '/api/dashboards/b');
    const refused = await call('DELETE', `/api/folders/${ops}`);
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      'The folder "Ops" has 1 dashboards and 1 folders in it.',
    ]);
    expect((await call('DELETE', `/api/folders/${ops}?move=${web}`)).body.error.code).toBe('bad-folder');
    expect((await call('DELETE', `/api/folders/${ops}?move=nowhere`)).status).toBe(400);
    expect((await call('DELETE', `/api/folders/${ops}?move=${other}`)).status).toBe(204);
    expect(await tree()).toEqual({ Other: 1, 'Other/Web': 0 });
    await call('POST', '/api/dashboards/b/undelete');
    expect(await inFolder(other)).toEqual(['a', 'b']);
    expect((await call('DELETE', `/api/folders/${other}?move=general`)).status).toBe(204);
    expect(await tree()).toEqual({ Web: 0 });
    expect((await call('DELETE', `/api/folders/${web}`)).status).toBe(204);
    expect(await inFolder('general')).toEqual(['a', 'b']);
  });

  test('one that was only visited by the trash goes, and what comes out of it stands at the top', async () => {
    const ops = await make('Ops');
    await put('a', ops);
    await call('DELETE', '/api/dashboards/a');
    expect((await call('DELETE', `/api/folders/${ops}`)).status).toBe(204);
    await call('POST', '/api/dashboards/a/undelete');
    expect(await inFolder('general')).toEqual(['a']);
  });

  test.each([
    ['POST', '', { title: '  ' }, 400],
    ['POST', '', { title: 'x', parent: 'nowhere' }, 400],
    ['POST', '', { title: 'x', colour: 'red' }, 400],
    ['PUT', '/nowhere', { title: 'x' }, 400],
    ['DELETE', '/nowhere', undefined, 400],
  ] as const)('%s %s %j is %d', async (method, rest, payload, status) => {
    expect((await call(method, `/api/folders${rest}`, payload)).status).toBe(status);
  });

  test('a dashboard does not go into a folder that is not there', async () => {
    expect((await put('a', 'nowhere')).status).toBe(400);
    await put('a', null);
    expect((await put('a', 'nowhere')).status).toBe(400);
  });
});
