import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import type { Annotation } from '../schema/dashboards.ts';

const now = 1_700_000_000;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.close());

const call = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  role: 'viewer' | 'editor' = 'editor',
) => server.inject({ method, url, headers: server.as(role), ...(payload ? { payload } : {}) });
const list = async (query: string): Promise<Annotation[]> =>
  (await call('GET', `/api/annotations?from=${now - 3600}&until=${now}&${query}`)).json().annotations;

test('made, found, changed and deleted', async () => {
  const made: Annotation = (
    await call('POST', '/api/annotations', {
      time: now - 60.7,
      timeEnd: now - 30,
      title: 'Deploy',
      text: 'v2',
      tags: ['deploy'],
      dashboard: 'abc',
      panel: 'p1',
    })
  ).json();
  expect(made).toEqual({
    id: made.id,
    time: now - 61,
    timeEnd: now - 30,
    title: 'Deploy',
    text: 'v2',
    tags: ['deploy'],
    dashboard: 'abc',
    panel: 'p1',
    createdBy: 'token editor',
    editable: true,
  });
  expect(await list('')).toEqual([made]);
  expect(await list('dashboard=abc&tag=deploy')).toEqual([made]);
  expect(await list('dashboard=other')).toEqual([]);
  expect(await list('tag=deploy&tag=other')).toEqual([]);
  expect(await list('tag=deploy&tag=other&any=1')).toEqual([made]);

  const changed = (
    await call('PUT', `/api/annotations/${made.id}`, { time: now - 50, title: 'Deploy 2', tags: ['x'] })
  ).json();
  expect(changed).toMatchObject({ time: now - 50, timeEnd: null, title: 'Deploy 2', text: '', tags: ['x'] });
  expect(changed.createdBy).toBe('token editor');
  expect(await list('tag=deploy')).toEqual([]);
  expect(await list('tag=x')).toHaveLength(1);

  expect((await call('DELETE', `/api/annotations/${made.id}`)).statusCode).toBe(204);
  expect((await call('DELETE', `/api/annotations/${made.id}`)).statusCode).toBe(404);
  expect((await call('PUT', `/api/annotations/${made.id}`, { time: now, title: 'x' })).statusCode).toBe(404);
  expect(await list('')).toEqual([]);
});

test('a region that began before the range and reaches into it is found, one that ended is not', async () => {
  const region = (from: number, until: number, title: string) =>
    call('POST', '/api/annotations', { time: now - from, timeEnd: now - until, title });
  await region(8000, 3000, 'reaches');
  await region(8000, 4000, 'over');
  await region(100, 50, 'inside');
  expect((await list('')).map(({ title }) => title)).toEqual(['reaches', 'inside']);
});

test('an annotation is an event, and an event is an annotation', async () => {
  await call('POST', '/api/annotations', { time: now - 10, title: 'by hand', text: 'why' });
  await call('POST', '/events/', { what: 'by curl', tags: 'deploy', when: now - 5 });
  const events = (await call('GET', `/events/get_data?from=${now - 60}&until=${now}`)).json();
  expect(events.map(({ what }: { what: string }) => what)).toEqual(['by hand', 'by curl']);
  expect((await list('')).map(({ title, createdBy }) => [title, createdBy])).toEqual([
    ['by hand', 'token editor'],
    ['by curl', null],
  ]);
});

test('viewers read and change nothing', async () => {
  await call('POST', '/api/annotations', { time: now, title: 'x' });
  const seen = (
    await call('GET', `/api/annotations?from=${now - 9}&until=${now}`, undefined, 'viewer')
  ).json();
  expect(seen.annotations).toMatchObject([{ title: 'x', editable: false }]);
  expect((await call('POST', '/api/annotations', { time: now, title: 'x' }, 'viewer')).statusCode).toBe(403);
  expect((await call('DELETE', '/api/annotations/1', undefined, 'viewer')).statusCode).toBe(403);
});

test.each([
  [{ title: 'no time' }],
  [{ time: now, title: ' ' }],
  [{ time: now * 1000, title: 'milliseconds' }],
  [{ time: now, timeEnd: now - 1, title: 'backwards' }],
  [{ time: now, title: 'x', extra: 1 }],
])('refused: %j', async (body) => {
  const answer = await call('POST', '/api/annotations', body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error.message).toBeTruthy();
});
