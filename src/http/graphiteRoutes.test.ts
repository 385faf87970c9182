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
      {
        method: 'POST' as const,
        url: '/render',
        payload: { target: ['a.b'], from: now - 150, until: now, format: 'json' },
      },
    ],
    [
      'times of day from a "now" of the caller',
      { method: 'GET' as const, url: `/render?${query}&now=${now}` },
    ],
    [
      'the wrong way round',
      { method: 'GET' as const, url: '/render?target=a.b&from=now&until=-150s&format=json' },
    ],
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
    const answer = await get(
      'target=top&target=sumSeries(a.*)&target=&target=nothing&target=a.b&from=-2min&format=json',
    );
    expect(answer.json().map(({ target }: { target: string }) => target)).toEqual([
      'top',
      'sumSeries(a.*)',
      'a.b',
    ]);
  });

  test('maxDataPoints, noNullPoints', async () => {
    const one = await get('target=a.b&from=-150s&maxDataPoints=1&format=json');
    expect(one.json()[0].datapoints).toHaveLength(1);
    const known = await get('target=a.b&from=-150s&noNullPoints=true&format=json');
    expect(known.json()[0].datapoints).toHaveLength(2);
    for (const senseless of ['0', 'abc', '-5', '']) {
      expect((await get(`target=a.b&from=-150s&format=json&maxDataPoints=${senseless}`)).json()).toEqual(
        expected,
      );
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

  test('a series of the day without a range', async () => {
    const answer = await get('target=top&format=json');
    expect(answer.json()[0].datapoints).toHaveLength(1440);
    expect((await get('format=json')).json()).toEqual([]);
  });

  test('without a format it is a picture, but for who says that he reads JSON', async () => {
    expect((await get('target=top')).headers['content-type']).toBe('image/png');
    const json = await get('target=top', { accept: 'application/json, text/plain, */*' });
    expect(json.headers['content-type']).toContain('application/json');
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
    expect((await server.inject({ url: '/metrics/find?query=*&format=gif' })).statusCode).toBe(400);
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

describe('/metrics/find with activeOnly', () => {
  const texts = async (rest: string) =>
    (await server.inject({ url: `/metrics/find?query=*&${rest}` }))
      .json()
      .map(({ text }: { text: string }) => text);

  test('leaves out what has no point in the range, a day unless said otherwise', async () => {
    server.store.add('old.x', 60, [[now - 100_000, 1]]);
    expect(await texts('from=-1h&until=now')).toEqual(['a', 'old', 'top']);
    expect(await texts('activeOnly=1')).toEqual(['a', 'top']);
    expect(await texts('activeOnly=1&from=-2d')).toEqual(['a', 'old', 'top']);
    expect(await texts('activeOnly=1&from=-2d&until=-1d')).toEqual(['old']);
    const completed = await server.inject({ url: '/metrics/find?format=completer&query=o&activeOnly=1' });
    expect(completed.json()).toEqual({ metrics: [] });
    expect((await server.inject({ url: '/metrics/find?query=*&activeOnly=1&from=x' })).statusCode).toBe(400);
  });
});

describe('/metrics/expand', () => {
  test.each([
    ['query=a.*', ['a.b', 'a.c']],
    ['query=*&query=a.c&query=a.*', ['a', 'a.b', 'a.c', 'top']],
    ['query=*&leavesOnly=1', ['top']],
    ['query=*&query=nothing&groupByExpr=1', { '*': ['a', 'top'], nothing: [] }],
    ['query=*&groupByExpr=1&leavesOnly=1', { '*': ['top'] }],
  ])('%s', async (rest, results) => {
    expect((await server.inject({ url: `/metrics/expand?${rest}` })).json()).toEqual({ results });
    expect((await server.inject({ url: '/metrics/expand/', ...form(rest) })).json()).toEqual({ results });
  });

  test('no query is 400, more nodes than allowed 422', async () => {
    expect((await server.inject({ url: '/metrics/expand' })).statusCode).toBe(400);
    const small = await createTestServer({
      settings: { anonymous: 'viewer', queryLimits: { maxSeries: 3, maxPoints: 10, maxTargetBytes: 10 } },
    });
    for (const name of ['x.a', 'x.b', 'y.a']) small.store.add(name, 1, [[now, 1]]);
    expect((await small.inject({ url: '/metrics/expand?query=*.*' })).statusCode).toBe(200);
    expect((await small.inject({ url: '/metrics/expand?query=*.*&query=x' })).statusCode).toBe(422);
    await small.close();
  });
});

describe('/metrics/index.json', () => {
  test('lists all names in order, also as a script', async () => {
    const answer = await server.inject({ url: '/metrics/index.json' });
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.json()).toEqual(['a.b', 'a.c', 'top']);
    const script = await server.inject({ url: '/metrics/index.json?jsonp=take' });
    expect(script.headers['content-type']).toContain('text/javascript');
    expect(script.body).toBe('take(["a.b", "a.c", "top"])');
    expect((await server.inject({ url: '/metrics/index.json?jsonp=a(b)' })).statusCode).toBe(400);
    const foreign = { url: '/metrics/index.json?jsonp=f', headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await server.inject(foreign)).statusCode).toBe(403);
  });

  test('an empty store is an empty list', async () => {
    const empty = await createTestServer({ settings: { anonymous: 'viewer' } });
    expect((await empty.inject({ url: '/metrics/index.json' })).body).toBe('[]');
    await empty.close();
  });

  test('50,000 names come page by page and are one JSON list', async () => {
    const all = Array.from({ length: 50_000 }, (_, i) => `some "name" ${String(i).padStart(5, '0')}`);
    const asked: number[] = [];
    const large = await createTestServer({
      settings: { anonymous: 'viewer' },
      store: {
        async names(after, limit) {
          asked.push(limit);
          const first = after === null ? 0 : all.indexOf(after) + 1;
          return all.slice(first, first + limit);
        },
      },
    });
    const answer = await large.inject({ url: '/metrics/index.json' });
    expect(JSON.parse(answer.body)).toEqual(all);
    expect(asked.length).toBeGreaterThan(10);
    expect(Math.max(...asked)).toBeLessThanOrEqual(10_000);
    await large.close();
  });

  test('a store that fails at once is an error, and later breaks the answer off', async () => {
    let calls = 0;
    const failing = await createTestServer({
      settings: { anonymous: 'viewer' },
      store: {
        async names() {
          if (calls++ > 0) throw new Error('the disk is gone');
          return ['a'];
        },
      },
    });
    await failing.server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = failing.server.server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/metrics/index.json`;
    await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
    expect(failing.logged.map(({ message }) => message)).toContain('the list of all metrics broke off');
    expect((await fetch(url)).status).toBe(500);
    await failing.close();
  });
});

describe('/tags/findSeries', () => {
  beforeEach(() => {
    for (const name of ['disk.used;host=web02', 'disk.used;host=web01;mount=root', 'cpu;host=db01']) {
      server.store.add(name, 60, [[now, 1]]);
    }
  });

  test.each([
    ['expr=name=disk.used', ['disk.used;host=web01;mount=root', 'disk.used;host=web02']],
    ['expr=host=~web&expr=mount=root', ['disk.used;host=web01;mount=root']],
    ['expr=name=disk.used&expr=mount=', ['disk.used;host=web02']],
    ['expr[]=host!=db01&expr[]=host=~.%2B01', ['disk.used;host=web01;mount=root']],
    ['expr=name=nothing', []],
  ])('%s', async (rest, names) => {
    expect((await server.inject({ url: `/tags/findSeries?${rest}` })).json()).toEqual(names);
    expect((await server.inject({ url: '/tags/findSeries', ...form(rest) })).json()).toEqual(names);
  });

  test.each([
    ['', 'expr'],
    ['expr=host', 'no tag expression'],
    ['expr=mount=', 'absent tag'],
    ['expr=host=~(', 'regular expression'],
  ])('%j is 400 and says why', async (rest, text) => {
    const answer = await server.inject({ url: `/tags/findSeries?${rest}` });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(text);
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
