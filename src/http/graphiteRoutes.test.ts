import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';

const now = 1_700_000_000;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' } });
  server.store.add('a.b', 60, [
    [now - 120, 1],
    [now - 60, 2],
  ]);
  server.store.add('a.c', 60, [[now - 60, 5]]);
  server.store.add('top', 60, [[now - 60, 7]]);
});
afterEach(() => server.close());

const slot = (seconds: number) => Math.floor(seconds / 60) * 60;
const form = (text: string) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: text,
});

describe('/render', () => {
  const expected = [
    {
      target: 'a.b',
      tags: { name: 'a.b' },
      datapoints: [
        [1, slot(now - 120)],
        [2, slot(now - 60)],
        [null, slot(now)],
      ],
    },
  ];
  const query = 'target=a.b&from=-150s&until=now&format=json';

  test.each([
    ['GET', { method: 'GET' as const, url: `/render?${query}` }],
    ['GET with a slash behind', { method: 'GET' as const, url: `/render/?${query}` }],
    ['a form', { url: '/render', ...form(query) }],
    ['a form with a slash behind', { url: '/render/', ...form(query) }],
    ['URL and form mixed', { url: '/render?format=json&from=-150s', ...form('target=a.b') }],
    [
      'JSON',
      { method: 'POST' as const, url: '/render', payload: { target: 'a.b', from: '-150s', format: 'json' } },
    ],
    [
      'JSON with a list and numbers',
      { method: 'POST' as const, url: '/render', payload: { target: ['a.b'], from: now - 150, until: now } },
    ],
    [
      'times of day from a "now" of the caller',
      { method: 'GET' as const, url: `/render?${query}&now=${now}` },
    ],
    ['the wrong way round', { method: 'GET' as const, url: '/render?target=a.b&from=now&until=-150s' }],
  ])('%s', async (_what, request) => {
    const answer = await server.inject(request);
    expect(answer.json()).toEqual(expected);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  const get = (rest: string, headers: Record<string, string> = {}) =>
    server.inject({ url: `/render?${rest}`, headers });

  test('several targets keep their order', async () => {
    const answer = await get('target=top&target=sumSeries(a.*)&target=&target=nothing&target=a.b&from=-2min');
    expect(answer.json().map(({ target }: { target: string }) => target)).toEqual([
      'top',
      'sumSeries(a.*)',
      'a.b',
    ]);
  });

  test('maxDataPoints, noNullPoints', async () => {
    const one = await get('target=a.b&from=-150s&maxDataPoints=1');
    expect(one.json()[0].datapoints).toHaveLength(1);
    const known = await get('target=a.b&from=-150s&noNullPoints=true');
    expect(known.json()[0].datapoints).toHaveLength(2);
    for (const senseless of ['0', 'abc', '-5', '']) {
      expect((await get(`target=a.b&from=-150s&maxDataPoints=${senseless}`)).json()).toEqual(expected);
    }
  });

  test('jsonp, but not for the pages of others, unless they have a token', async () => {
    const answer = await get(`${query}&jsonp=draw`);
    expect(answer.body).toMatch(/^draw\(\[.*\]\)$/);
    expect(answer.headers['content-type']).toContain('text/javascript');
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await get(`${query}&jsonp=draw`, foreign)).statusCode).toBe(403);
    expect((await get(`${query}&jsonp=draw`, { ...foreign, ...server.as('viewer') })).statusCode).toBe(200);
    expect((await get(`${query}&jsonp=alert(1)//`)).statusCode).toBe(400);
  });

  test('a mistake in a target says where, in text or in JSON', async () => {
    const text = await get('target=sumSeries(a.*,&format=json');
    expect(text.statusCode).toBe(400);
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text.body).toMatch(/\(column \d+\)\n/);
    const json = await get('target=sumSerie(a.*)', { accept: 'application/json, text/plain, */*' });
    expect(json.statusCode).toBe(400);
    expect(json.json().error).toMatchObject({
      code: 'bad-target',
      column: 0,
      hint: expect.stringContaining('sumSeries'),
    });
  });

  test.each([
    ['target=a.b&from=yesternoon', 400, 'yesternoon'],
    ['target=a.b&from=now', 400, 'is empty'],
    ['target=a.b&from=midnight&tz=Mars/Olympus', 400, 'Mars/Olympus'],
    ['target=a.b&format=gif', 400, 'gif'],
    ['target=a.b&xFilesFactor=7', 400, 'xFilesFactor is a number from 0 to 1'],
    ['target=a.b&from=-1000weeks', 422, 'allowed'],
  ])('%s is %i', async (rest, status, text) => {
    const answer = await get(rest);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(text);
    expect(answer.body).not.toMatch(/\n\s+at /);
  });

  test('a target longer than allowed is 400, and not repeated in full', async () => {
    const answer = await get(`target=${'a'.repeat(10_001)}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('10000');
    expect(answer.body.length).toBeLessThan(500);
  });

  test.each([
    [{ payload: '{"target":', headers: { 'content-type': 'application/json' } }, 400],
    [{ payload: '[1]', headers: { 'content-type': 'application/json' } }, 400],
    [{ payload: '{"target":{"a":1}}', headers: { 'content-type': 'application/json' } }, 400],
    [{ payload: '<x/>', headers: { 'content-type': 'text/xml' } }, 415],
    [
      {
        payload: `target=${'a'.repeat(5 * 2 ** 20)}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      413,
    ],
    [
      { payload: 'target=a&'.repeat(2000), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      400,
    ],
  ])('an unusable body (case %#) is refused', async (request, status) => {
    const answer = await server.inject({ method: 'POST', url: '/render', ...request });
    expect(answer.statusCode).toBe(status);
    expect(answer.body.length).toBeLessThan(300);
  });

  test('a series of the day without anything asked for', async () => {
    const answer = await get('target=top');
    expect(answer.json()[0].datapoints).toHaveLength(1440);
    expect((await get('')).json()).toEqual([]);
  });
});

describe('/metrics/find', () => {
  test.each([
    ['GET', { url: '/metrics/find?query=a.*' }],
    ['GET with a slash', { url: '/metrics/find/?query=a.*&format=treejson' }],
    ['a form as Grafana writes it', { url: '/metrics/find?from=1&until=undefined', ...form('query=a.*') }],
    ['an unencoded form', { url: '/metrics/find', ...form('query=a.{b,c}') }],
  ])('%s', async (_what, request) => {
    const answer = await server.inject(request);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject([
      { text: 'b', leaf: 1, expandable: 0, allowChildren: 0 },
      { text: 'c', leaf: 1, expandable: 0, allowChildren: 0 },
    ]);
  });

  test('completer', async () => {
    const answer = await server.inject({ url: '/metrics/find?format=completer&query=a.' });
    expect(answer.json()).toEqual({
      metrics: [
        { path: 'a.b', name: 'b', is_leaf: '1' },
        { path: 'a.c', name: 'c', is_leaf: '1' },
      ],
    });
    const first = await server.inject({ url: '/metrics/find?format=completer' });
    expect(first.json().metrics.map(({ path }: { path: string }) => path)).toEqual(['a.', 'top']);
  });

  test('pretty and wildcards', async () => {
    const answer = await server.inject({ url: '/metrics/find?query=*&wildcards=1&pretty=1' });
    expect(answer.body).toContain('\n  ');
    expect(answer.json()[0]).toMatchObject({ text: '*', expandable: 1 });
  });

  test('without a query, or in an unknown format: 400', async () => {
    expect((await server.inject({ url: '/metrics/find' })).statusCode).toBe(400);
    expect((await server.inject({ url: '/metrics/find?query=*&format=pickle' })).body).toContain(
      'treejson or completer',
    );
  });

  test('more nodes than can be answered is said, not cut', async () => {
    const small = await createTestServer({
      settings: { anonymous: 'viewer', queryLimits: { maxSeries: 2, maxPoints: 10, maxTargetBytes: 10 } },
    });
    for (const name of ['x', 'y', 'z']) small.store.add(name, 1, [[now, 1]]);
    expect((await small.inject({ url: '/metrics/find?query=*' })).statusCode).toBe(422);
    await small.close();
  });
});

describe('/functions', () => {
  test('lists all of them, one of them, or by group', async () => {
    const all = (await server.inject({ url: '/functions' })).json();
    expect(all.sumSeries).toMatchObject({
      name: 'sumSeries',
      group: 'Combine',
      params: [{ name: expect.any(String) }],
    });
    expect((await server.inject({ url: '/functions/sumSeries/' })).json()).toEqual(all.sumSeries);
    const grouped = (await server.inject({ url: '/functions?grouped=1&pretty=1' })).json();
    expect(grouped.Combine.sumSeries).toEqual(all.sumSeries);
    const missing = await server.inject({ url: '/functions/nope' });
    expect(missing.statusCode).toBe(404);
  });
});

describe('/version and /health', () => {
  test('the version is that of a graphite-web that clients know', async () => {
    const answer = await server.inject({ url: '/version' });
    expect(answer.body).toMatch(/^1\.1\.\d+$/);
    expect(answer.headers['content-type']).toContain('text/plain');
  });

  test('health is ok while the store can write, and says why when it is not', async () => {
    expect((await server.inject({ url: '/health' })).json()).toEqual({ status: 'ok' });
    const status = await server.store.status();
    const full = await createTestServer({
      store: { status: async () => ({ ...status, writable: false, problem: 'ENOSPC /secret/path' }) },
    });
    const answer = await full.inject({ url: '/health' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ status: 'failing', reason: 'the store cannot write to its disk' });
    await full.close();
    const broken = await createTestServer({ store: { status: () => Promise.reject(new Error('gone')) } });
    expect((await broken.inject({ url: '/health' })).json().reason).toBe('the store does not answer');
    await broken.close();
  });
});
