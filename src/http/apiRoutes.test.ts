import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import {
  childrenAnswer,
  hostsAnswer,
  queryAnswer,
  searchAnswer,
  session,
  statusAnswer,
  token,
} from '../schema/api.ts';

const now = 1_700_000_000;
let server: TestServer;
let headers: { authorization: string };
beforeEach(async () => {
  server = await createTestServer();
  headers = server.as('admin');
  server.store.add(
    'a.b',
    10,
    Array.from({ length: 360 }, (_, i) => [now - i * 10, 360 - i] as const),
  );
  server.store.add('a.c', 10, [[now, 5]]);
  server.store.add('hosts.here.load.1m', 1, [[now - 3, 0.5]]);
});
afterEach(() => server.close());

const get = (url: string) => server.inject({ url, headers });
const post = (url: string, payload: object) => server.inject({ method: 'POST', url, headers, payload });

describe('answers are what the schema says', () => {
  test('session', async () => {
    const answer = session.strict().parse((await get('/api/session')).json());
    // A token is no user, but may do what its role may.
    expect(answer).toMatchObject({ user: null, role: 'admin' });
  });

  test('hosts', async () => {
    const { hosts } = hostsAnswer.strict().parse((await get('/api/hosts')).json());
    expect(hosts).toMatchObject([
      { name: 'here', local: true, load1: 0.5, lastSeconds: now - 3, cpuPercent: null },
    ]);
  });

  test('hosts asked for at once are read once', async () => {
    let asked = 0;
    const { find } = server.store;
    const counting = await createTestServer({
      settings: { anonymous: 'viewer' },
      store: {
        find: (...args) => {
          asked++;
          return find(...args);
        },
      },
    });
    await Promise.all([1, 2, 3].map(() => counting.inject({ url: '/api/hosts' })));
    expect(asked).toBe(1);
    await counting.close();
  });

  test('children', async () => {
    const root = childrenAnswer.strict().parse((await get('/api/metrics/children')).json());
    expect(root.nodes.map(({ path }) => path)).toEqual(['a', 'hosts']);
    const below = childrenAnswer.strict().parse((await get('/api/metrics/children?path=a')).json());
    expect(below).toEqual({
      nodes: [
        { path: 'a.b', text: 'b', leaf: true, branch: false },
        { path: 'a.c', text: 'c', leaf: true, branch: false },
      ],
      truncated: false,
      hidden: 0,
    });
  });

  test('children and search with points in a range, and how many there are without', async () => {
    server.store.add('old.x', 10, [[now - 90_000, 1]]);
    server.store.add('a.old', 10, [[now - 90_000, 1]]);
    const children = async (rest: string) =>
      childrenAnswer.strict().parse((await get(`/api/metrics/children?${rest}`)).json());
    const paths = ({ nodes }: { nodes: { path: string }[] }) => nodes.map(({ path }) => path);
    const recent = await children('activeOnly=1');
    expect([paths(recent), recent.hidden]).toEqual([['a', 'hosts'], 1]);
    const below = await children('path=a&activeOnly=1&from=-1h&until=now&tz=Europe/Berlin');
    expect([paths(below), below.hidden]).toEqual([['a.b', 'a.c'], 1]);
    const before = await children(`path=a&activeOnly=1&from=${now - 95_000}&until=${now - 80_000}`);
    expect([paths(before), before.hidden]).toEqual([['a.old'], 2]);
    expect(paths(await children('activeOnly=0&from=nonsense'))).toEqual(['a', 'hosts', 'old']);
    expect((await get('/api/metrics/children?activeOnly=1&from=nonsense')).json().error.code).toBe(
      'bad-time',
    );
    const search = async (rest: string) =>
      searchAnswer.strict().parse((await get(`/api/metrics/search?text=old&${rest}`)).json());
    expect(await search('activeOnly=1')).toEqual({ names: [], truncated: false, hidden: 2 });
    expect(await search('')).toMatchObject({ names: ['a.old', 'old.x'], hidden: 0 });
  });

  test('search', async () => {
    const found = searchAnswer.strict().parse((await get('/api/metrics/search?text=HERE%20load')).json());
    expect(found).toEqual({ names: ['hosts.here.load.1m'], truncated: false, hidden: 0 });
    expect((await get('/api/metrics/search?text=a&limit=1')).json()).toEqual({
      names: ['a.b'],
      truncated: true,
      hidden: 0,
    });
    expect((await get('/api/metrics/search?limit=0')).statusCode).toBe(400);
  });

  test('status', async () => {
    const answer = statusAnswer.strict().parse((await get('/api/status')).json());
    expect(answer).toMatchObject({
      listeners: { http: '127.0.0.1:1', carbon: null },
      store: { series: 3, writable: true },
    });
  });

  test('tokens', async () => {
    const made = (await post('/api/tokens', { name: 'grafana', role: 'viewer' })).json();
    expect(made).toEqual({
      token: expect.objectContaining({ name: 'grafana', role: 'viewer' }),
      secret: expect.stringMatching(/^plb_/),
    });
    const { tokens } = (await get('/api/tokens')).json();
    expect(tokens.map((one: unknown) => token.strict().parse(one).name)).toEqual(['admin', 'grafana']);
    const revoke = () => server.inject({ method: 'DELETE', url: `/api/tokens/${made.token.id}`, headers });
    expect((await revoke()).statusCode).toBe(204);
    expect((await revoke()).statusCode).toBe(404);
    expect((await server.inject({ method: 'DELETE', url: '/api/tokens/x', headers })).statusCode).toBe(404);
  });

  test.each([
    [{ name: '', role: 'viewer' }],
    [{ name: 'x', role: 'none' }],
    [{ name: 'x', role: 'viewer', more: 1 }],
    [{}],
  ])('a token of %j is refused', async (payload) => {
    const answer = await post('/api/tokens', payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.code).toBe('bad-request');
  });
});

describe('/api/query', () => {
  const query = async (request: object) =>
    queryAnswer.strict().parse((await post('/api/query', request)).json());

  test('answers each target by itself, mistakes included', async () => {
    const { from, until, results, stats } = await query({
      targets: [
        { id: 'one', target: 'a.c' },
        { id: 'two', target: 'sumSerie(a.*)' },
        { id: 'three', target: 'nothing.here' },
      ],
      from: '-20s',
    });
    expect([from, until]).toEqual([now - 20, now]);
    expect(results).toEqual([
      { id: 'one', series: [{ name: 'a.c', start: now - 10, step: 10, values: [null, 5] }] },
      { id: 'two', series: [], error: expect.objectContaining({ code: 'bad-target', column: 0 }) },
      { id: 'three', series: [] },
    ]);
    expect(stats).toMatchObject({ series: 1, points: 2 });
  });

  test('many values come in whole buckets at multiples of their length', async () => {
    const { results } = await query({
      targets: [{ id: 'x', target: 'a.b' }],
      from: '-1h',
      maxDataPoints: 50,
    });
    const [{ start, step, values }] = results[0].series;
    expect(step % 10).toBe(0);
    expect(start % step).toBe(0);
    expect(start).toBeGreaterThan(now - 3600);
    expect(values.length).toBeGreaterThan(40);
    expect(values.length).toBeLessThanOrEqual(51);
    // The mean of a whole bucket of a rising line is its middle.
    const firstSlot = 360 - (now - start) / 10;
    expect(values[0]).toBeCloseTo(firstSlot + (step / 10 - 1) / 2, 9);
  });

  test('a later look at the same time shows the same values', async () => {
    const ask = (from: number, until: number) =>
      query({
        targets: [{ id: 'x', target: 'a.b' }],
        from: String(from),
        until: String(until),
        maxDataPoints: 40,
      });
    const [one, two] = [await ask(now - 3000, now - 30), await ask(now - 2970, now)];
    const values = ({ results: [{ series }] }: Awaited<ReturnType<typeof query>>) =>
      new Map(series[0].values.map((value, i) => [series[0].start + i * series[0].step, value]));
    const [first, second] = [values(one), values(two)];
    const common = [...first.keys()].filter((seconds) => second.has(seconds)).slice(0, -1);
    expect(common.length).toBeGreaterThan(30);
    for (const seconds of common) expect(second.get(seconds)).toBe(first.get(seconds));
  });

  test('too many series to look at are cut, and it is said', async () => {
    for (let i = 0; i < 1001; i++) server.store.add(`many.${i}`, 10, [[now, i]]);
    const wide = await createTestServer({
      settings: {
        anonymous: 'viewer',
        queryLimits: { maxSeries: 5000, maxPoints: 1e6, maxTargetBytes: 1000 },
      },
      store: { fetch: server.store.fetch },
    });
    const request = { targets: [{ id: 'x', target: 'many.*' }], from: '-20s' };
    const answer = await wide.inject({ method: 'POST', url: '/api/query', payload: request });
    expect(answer.json().results[0]).toMatchObject({ truncated: true });
    expect(answer.json().results[0].series).toHaveLength(1000);
    await wide.close();
    expect((await query(request)).results[0].error).toMatchObject({ code: 'too-much' });
  });

  test.each([
    [{ targets: [] }, 'targets'],
    [{ targets: [{ id: 'x', target: 'a' }], from: 'soonish' }, 'soonish'],
    [{ targets: [{ id: 'x', target: 'a' }], from: 'midnight', tz: 'Nowhere/Town' }, 'Nowhere/Town'],
    [{ targets: [{ id: 'x', target: 'a' }], form: '-1h' }, 'form'],
    [
      {
        targets: [
          { id: 'x', target: 'a' },
          { id: 'x', target: 'b' },
        ],
      },
      'same id',
    ],
    [{ targets: [{ id: 'x', target: 'a' }], from: 'now' }, 'is empty'],
  ])('%j is refused', async (payload, text) => {
    const answer = await post('/api/query', payload);
    expect(answer.statusCode).toBe(400);
    expect(JSON.stringify(answer.json().error)).toContain(text);
  });
});
