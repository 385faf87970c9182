import { expect, test } from 'vitest';
import { createTestServer } from '../../test/support/httpServer.ts';
import { playlist } from '../schema/dashboards.ts';

test('playlists are made, changed, listed and removed by editors, and read by viewers', async () => {
  const server = await createTestServer();
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', rest = '', payload?: object) => {
    const headers = server.as(method === 'GET' ? 'viewer' : 'editor');
    const answer = await server.inject({
      ...{ method, url: `/api/playlists${rest}`, headers },
      ...(payload ? { payload } : {}),
    });
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  };
  const given = { title: 'Wall', interval: 30, items: [{ dashboard: 'hosts' }, { tag: 'web' }] };
  const { uid } = playlist.parse((await call('POST', '', given)).body);
  await call('POST', '', { ...given, title: 'Another' });
  const { playlists } = (await call('GET')).body;
  expect(playlists).toMatchObject([{ title: 'Another' }, { uid, ...given }]);
  const changed = { title: 'Kiosk', interval: 5, items: [] };
  expect((await call('PUT', `/${uid}`, changed)).body).toEqual({ uid, ...changed });
  expect((await call('PUT', '/nothing', changed)).status).toBe(404);
  expect((await call('PUT', `/${uid}`, { ...changed, interval: 1 })).status).toBe(400);
  expect((await call('DELETE', `/${uid}`)).status).toBe(204);
  expect((await call('DELETE', `/${uid}`)).status).toBe(404);
  expect((await call('GET')).body.playlists).toHaveLength(1);
  await server.close();
});
