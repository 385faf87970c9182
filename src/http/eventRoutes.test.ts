import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';

const now = 1_700_000_000;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' } });
});
afterEach(() => server.close());

const get = async (url: string) => (await server.inject({ url })).json();
const post = (payload: string | object, url = '/events/', headers: Record<string, string> = {}) =>
  server.inject({ method: 'POST', url, headers: { ...server.as('editor'), ...headers }, payload });
const ids = async (rest: string) =>
  (await get(`/events/get_data?${rest}`)).map(({ id }: { id: number }) => id);

describe('POST /events/', () => {
  test('keeps an event, with a list of tags or a text of them', async () => {
    const first = await post({ what: 'Deployed', when: now - 60.7, tags: ['web', 'deploy'], data: 'v7' });
    expect(first.statusCode).toBe(200);
    expect(first.json()).toEqual({
      id: 1,
      what: 'Deployed',
      when: now - 61,
      tags: ['web', 'deploy'],
      data: 'v7',
    });
    const second = await post({ what: 'Later', tags: 'a  b,c a' }, '/events');
    expect(second.json()).toEqual({ id: 2, what: 'Later', when: now, tags: ['a', 'b', 'c'], data: '' });
    expect(await get('/events/1')).toEqual(first.json());
    expect(await get('/events/2/?pretty=1')).toEqual(second.json());
    expect(await get('/events/get_data')).toEqual([first.json(), second.json()]);
    expect(await get('/events/')).toEqual([first.json(), second.json()]);
  });

  test('as curl -d sends it, which says that it is a form, or without any type', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await post(
      '{"what": "50% + 1 & more", "tags": "x", "when": "1699999999"}',
      '/events/',
      form,
    );
    expect(answer.json()).toMatchObject({ what: '50% + 1 & more', tags: ['x'], when: now - 1 });
    expect((await post('{"what": 7, "tags": null, "data": true}')).json()).toMatchObject({
      what: '7',
      tags: [],
      data: 'true',
    });
  });

  test.each([
    ['', 'Body cannot be empty'],
    ['{"what"', 'JSON'],
    ['[]', 'object'],
    ['{}', 'what'],
    ['{"what": "  "}', 'what'],
    [{ what: 'x'.repeat(1001) }, 'what'],
    [{ what: 'x', when: now * 1000 }, 'not milliseconds'],
    [{ what: 'x', when: 'yesterday' }, 'when'],
    [{ what: 'x', when: -1 }, 'when'],
    [{ what: 'x', tags: 5 }, 'a list of texts, or one text'],
    [{ what: 'x', tags: [['a']] }, 'a list of texts, or one text'],
    [{ what: 'x', tags: ['a'.repeat(251)] }, 'tags'],
    [{ what: 'x', tags: Array.from({ length: 101 }, (_, i) => `t${i}`) }, 'tags'],
    [{ what: 'x', data: 'x'.repeat(65_537) }, 'data'],
    [{ what: 'x', data: {} }, 'data'],
  ])('%j is 400 and says why', async (payload, text) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(text);
    expect(answer.body.length).toBeLessThan(400);
    expect(await get('/events/')).toEqual([]);
  });

  test('needs an editor, and no page of another site', async () => {
    const request = { method: 'POST' as const, url: '/events/', payload: { what: 'x' } };
    expect((await server.inject(request)).statusCode).toBe(401);
    expect((await server.inject({ ...request, headers: server.as('viewer') })).statusCode).toBe(403);
    const open = await createTestServer({ settings: { anonymous: 'editor' } });
    const foreign = { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' };
    expect((await open.inject({ ...request, headers: foreign, payload: '{"what":"x"}' })).statusCode).toBe(
      403,
    );
    expect((await open.inject(request)).statusCode).toBe(200);
    await open.close();
  });
});

describe('/events/get_data', () => {
  beforeEach(async () => {
    await post({ what: 'one', when: now - 7200, tags: 'a' });
    await post({ what: 'two', when: now - 600, tags: 'a b' });
    await post({ what: 'three', when: now - 60, tags: 'b' });
    await post({ what: 'four', when: now + 60, tags: 'a' });
  });

  test.each([
    ['', [1, 2, 3]],
    ['from=-1h&until=now', [2, 3]],
    ['from=-1h&until=now%2B1h', [2, 3, 4]],
    [`from=${now - 600}&until=${now - 60}`, [2, 3]],
    [`from=${now}&until=${now - 600}`, []],
    ['tags=a', [1, 2]],
    ['tags=a%20b', [2]],
    ['tags=a+b', [2]],
    ['tags=a&tags=b', [2]],
    ['tags=a+b&set=intersection', [2]],
    ['tags=a+b&set=union', [1, 2, 3]],
    ['tags=a+unknown', []],
    ['tags=a+unknown&set=union', [1, 2]],
    ['tags=', []],
    ['tags=&set=union', []],
  ])('%s', async (rest, expected) => {
    expect(await ids(rest)).toEqual(expected);
  });

  test('is a script for jsonp, a form will do as well, and a time that cannot be read is 400', async () => {
    const script = await server.inject({ url: '/events/get_data?tags=b&from=-2min&jsonp=take' });
    expect(script.body).toBe(`take([{"when":${now - 60},"what":"three","data":"","tags":["b"],"id":3}])`);
    expect(script.headers['content-type']).toContain('text/javascript');
    const form = await server.inject({
      method: 'POST',
      url: '/events/get_data/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'tags=b',
    });
    expect(form.json()).toHaveLength(2);
    expect((await server.inject({ url: '/events/get_data?from=yesternoon' })).statusCode).toBe(400);
    expect((await server.inject({ url: '/events/get_data?jsonp=a(b)' })).statusCode).toBe(400);
  });

  test('targets count them', async () => {
    const points = async (call: string) => {
      const [series] = await get(`/render?target=${encodeURIComponent(call)}&from=-1h&format=json`);
      return series.datapoints.filter(([value]: [number | null, number]) => value !== null);
    };
    expect(await points('events("b")')).toEqual([
      [1, now - 600],
      [1, now - 60],
    ]);
    expect(await points('events("a", "b")')).toEqual([[1, now - 600]]);
    expect(await points('events("*")')).toHaveLength(2);
  });

  test('the list for people has the newest', async () => {
    expect((await get('/events/?limit=2')).map(({ id }: { id: number }) => id)).toEqual([2, 3]);
    expect((await get('/events?tags=a&limit=1')).map(({ id }: { id: number }) => id)).toEqual([2]);
    expect((await server.inject({ url: '/events/?limit=0' })).statusCode).toBe(400);
  });

  test.each(['5', 'nothing', '1e3', '99999999999999999999'])('/events/%s is 404', async (id) => {
    expect((await server.inject({ url: `/events/${id}` })).statusCode).toBe(404);
  });

  test('more than an answer may hold is 422', async () => {
    for (let i = 0; i < 160; i++) {
      server.events.add({ when: now - i, what: 'x', tags: ['long'], data: 'x'.repeat(65_536) });
    }
    expect((await server.inject({ url: '/events/get_data?tags=long' })).statusCode).toBe(422);
    expect((await server.inject({ url: '/events/get_data?tags=long&from=-30s' })).statusCode).toBe(200);
  });
});

test('events older than the retention are neither taken nor shown', async () => {
  const short = await createTestServer({ settings: { anonymous: 'editor' }, eventRetentionSeconds: 3600 });
  short.events.add({ when: now - 4000, what: 'old', tags: [], data: '' });
  const add = (when: number) =>
    short.inject({ method: 'POST', url: '/events/', payload: { what: 'x', when } });
  expect((await add(now - 4000)).statusCode).toBe(400);
  expect((await add(now - 3600)).statusCode).toBe(200);
  expect((await short.inject({ url: '/events/' })).json()).toHaveLength(1);
  expect((await short.inject({ url: '/events/1' })).statusCode).toBe(404);
  await short.close();
});
