import { afterEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer, type TestServerOptions } from '../../test/support/httpServer.ts';
import type { StoredSeries } from '../model/series.ts';
import type { QueryAnswer } from '../schema/api.ts';
import type { ClientsAnswer, ExplainAnswer, RunningAnswer, SlowAnswer } from '../schema/queries.ts';
import type { FetchOptions } from '../storage/store.ts';

const QUERIES = { maxConcurrent: 4, maxQueued: 2, cacheBytes: 2 ** 20, cacheSeconds: 5, slowMs: 20 };
const NOW = 1_700_000_000;
let server: TestServer;
afterEach(() => server?.close());

/** A store whose reads of `slow` end when they are let go. */
function gate() {
  const waiting: { free: () => void; signal: AbortSignal | undefined }[] = [];
  let reads = 0;
  const fetch = async (_: unknown, options?: FetchOptions): Promise<StoredSeries[][]> => {
    reads++;
    await new Promise<void>((free) => waiting.push({ free, signal: options?.signal }));
    options?.signal?.throwIfAborted();
    const values = new Float64Array(60).fill(1);
    return [[{ name: 'slow', start: NOW - 3600, step: 60, values, aggregation: 'average', xFilesFactor: 0 }]];
  };
  return {
    store: { fetch },
    waiting,
    get reads() {
      return reads;
    },
    free() {
      for (const each of waiting.splice(0)) each.free();
    },
  };
}

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  server = await createTestServer({ ...options, settings: { queries: QUERIES, ...options.settings } });
  return server;
}

const pause = (milliseconds = 10) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('explain', () => {
  test('/render answers what the targets did in place of the data', async () => {
    await start();
    server.store.add('a.b', 60, [[NOW - 120, 1]]);
    const answer = await server.inject({
      url: '/render?format=json&target=scale(a.*,2)&target=&from=-5min&explain=1',
      headers: server.as('viewer'),
    });
    const { targets, totals } = answer.json<ExplainAnswer>();
    expect(targets[0]).toMatchObject({
      target: 'scale(a.*,2)',
      root: { kind: 'call', function: 'scale', series: 1, args: [{ kind: 'path', text: 'a.*', column: 6 }] },
    });
    expect(targets[1]).toEqual({ target: '', root: null });
    expect(totals).toMatchObject({ series: 1, points: 5 });
  });

  test('/api/query answers it beside the data, of targets that fail as well', async () => {
    await start({ settings: { queryLimits: { maxSeries: 1, maxPoints: 100, maxTargetBytes: 1000 } } });
    for (const name of ['a', 'b.c', 'b.d']) server.store.add(name, 60, [[NOW - 120, 1]]);
    const answer = await server.inject({
      method: 'POST',
      url: '/api/query',
      headers: server.as('viewer'),
      payload: { targets: ['a', 'b.*'].map((target) => ({ id: target, target })), explain: true },
    });
    const { results, explain } = answer.json<QueryAnswer>();
    expect(results[0]).toMatchObject({ series: [{ name: 'a' }], explain: { text: 'a', series: 1 } });
    expect(results[1]).toMatchObject({ error: { code: 'too-much' }, explain: { text: 'b.*', series: null } });
    expect(explain).toMatchObject({ series: 1 });
  });
});

describe('what is asked twice', () => {
  const url = '/render?format=json&target=slow&from=-1h&until=-1min';

  test('at the same time is computed once, and goes on when the first caller leaves', async () => {
    const { store, ...gated } = gate();
    await start({ store });
    const first = server.inject({ url, headers: server.as('viewer') });
    const second = server.inject({ url, headers: server.as('viewer') });
    await pause();
    const { queries } = (
      await server.inject({ url: '/api/queries/running', headers: server.as('admin') })
    ).json<RunningAnswer>();
    expect(queries.map(({ state }) => state)).toEqual(['running', 'shared']);
    const cancelled = await server.inject({
      method: 'DELETE',
      url: `/api/queries/running/${queries[0]!.id}`,
      headers: server.as('admin'),
    });
    expect(cancelled.statusCode).toBe(204);
    expect((await first).statusCode).toBe(409);
    expect(gated.waiting[0]!.signal?.aborted).toBe(false);
    gated.free();
    expect((await second).json()).toHaveLength(1);
  });

  test('a moment later is answered again, unless the request forbids it', async () => {
    const { store, ...gated } = gate();
    await start({ store });
    const ask = async (more = '') => {
      const answer = server.inject({ url: url + more, headers: server.as('viewer') });
      await pause();
      gated.free();
      return (await answer).body;
    };
    const first = await ask();
    expect(await ask()).toBe(first);
    expect(await ask('&maxDataPoints=1000&cacheTimeout=60')).toBe(first);
    expect(gated.waiting).toHaveLength(0);
    const reads = () => server.inject({ url: '/metrics', headers: server.as('viewer') });
    expect((await reads()).body).toContain('plumbago_query_cached_total 2\n');
    await ask('&noCache=1');
    await ask('&cacheTimeout=0');
    expect((await reads()).body).toContain('plumbago_query_cached_total 2\n');
  });
});

describe('running queries', () => {
  test('when the last caller leaves, reading ends', async () => {
    const { store, ...gated } = gate();
    await start({ store });
    const answer = server.inject({ url: '/render?format=json&target=slow', headers: server.as('viewer') });
    await pause();
    const [query] = (
      await server.inject({ url: '/api/queries/running', headers: server.as('admin') })
    ).json<RunningAnswer>().queries;
    expect(query).toMatchObject({
      targets: ['slow'],
      targetCount: 1,
      asker: { kind: 'token', name: 'viewer' },
    });
    await server.inject({
      method: 'DELETE',
      url: `/api/queries/running/${query!.id}`,
      headers: server.as('admin'),
    });
    expect(await answer).toMatchObject({
      statusCode: 409,
      body: expect.stringContaining('An administrator has cancelled this query.'),
    });
    expect(gated.waiting[0]!.signal?.aborted).toBe(true);
    const gone = await server.inject({
      method: 'DELETE',
      url: '/api/queries/running/nothing',
      headers: server.as('admin'),
    });
    expect(gone.statusCode).toBe(404);
  });

  test('a small query of another client is answered while one fills its places and its line', async () => {
    const { store, ...gated } = gate();
    await start({ store });
    const heavy = Array.from({ length: 6 }, (_, i) =>
      server.inject({ url: `/render?format=json&target=slow&from=-${i + 2}h`, headers: server.as('viewer') }),
    );
    const refused = await Promise.race(heavy);
    expect(refused).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
    const small = await server.inject({
      url: '/render?format=json&target=constantLine(1)&from=-5min',
      headers: server.as('editor'),
    });
    expect(small.json()).toHaveLength(1);
    for (let i = 0; i < 3; i++) {
      await pause();
      gated.free();
    }
    const statuses = (await Promise.all(heavy)).map(({ statusCode }) => statusCode);
    expect(statuses.sort()).toEqual([200, 200, 200, 200, 503, 503]);
  });

  test('what takes too long ends with 504, and its read with it', async () => {
    const { store, ...gated } = gate();
    await start({ store, settings: { requestTimeoutMs: 50 } });
    const answer = await server.inject({
      url: '/render?format=json&target=slow',
      headers: server.as('viewer'),
    });
    expect(answer.statusCode).toBe(504);
    expect(gated.waiting[0]!.signal?.aborted).toBe(true);
  });
});

describe('what is kept of them', () => {
  test('slow ones are logged and listed', async () => {
    const { store, ...gated } = gate();
    await start({ store });
    const answer = server.inject({
      url: '/render?format=json&target=slow&from=-1h',
      headers: server.as('viewer'),
    });
    await pause(40);
    gated.free();
    await answer;
    const { slowMilliseconds, queries } = (
      await server.inject({ url: '/api/queries/slow', headers: server.as('admin') })
    ).json<SlowAnswer>();
    expect(slowMilliseconds).toBe(20);
    expect(queries).toMatchObject([
      { targets: ['slow'], from: NOW - 3600, until: NOW, series: 1, points: 60, outcome: 'answered' },
    ]);
    expect(server.logged).toContainEqual({
      message: 'slow query',
      fields: expect.objectContaining({ client: 'token viewer', targets: 'slow', series: 1 }),
    });
  });

  test('who asks what, by client, program and panel', async () => {
    await start();
    server.store.add('a', 60, [[NOW - 120, 1]]);
    const headers = {
      ...server.as('viewer'),
      'user-agent': 'Grafana/12',
      'x-dashboard-id': '7',
      'x-panel-id': '3',
    };
    await server.inject({ url: '/render?format=json&target=a&from=-5min', headers });
    await server.inject({ url: '/render?format=json&target=a&from=-5min', headers });
    await server.inject({ url: '/render?format=json&target=nope(', headers });
    const { clients, forgotten } = (
      await server.inject({ url: '/api/queries/clients', headers: server.as('admin') })
    ).json<ClientsAnswer>();
    expect(clients).toMatchObject([
      {
        asker: { kind: 'token', name: 'viewer', userAgent: 'Grafana/12', dashboard: '7', panel: '3' },
        requests: 3,
        errors: 1,
        shared: 1,
        series: 2,
        points: 10,
        lastAsked: NOW,
      },
    ]);
    expect(clients[0]!.bytes).toBeGreaterThan(100);
    expect(forgotten.clients).toBe(0);
  });

  test('the number of clients is bounded', async () => {
    await start();
    for (let i = 0; i < 510; i++) {
      await server.inject({
        url: '/render',
        headers: { ...server.as('viewer'), 'user-agent': `made up ${i}` },
      });
    }
    const { clients, forgotten } = (
      await server.inject({ url: '/api/queries/clients', headers: server.as('admin') })
    ).json<ClientsAnswer>();
    expect(clients).toHaveLength(500);
    expect(forgotten).toMatchObject({ clients: 10, requests: 10 });
  });

  test('only administrators see any of it', async () => {
    await start();
    for (const url of ['/api/queries/slow', '/api/queries/clients', '/api/queries/running']) {
      expect((await server.inject({ url, headers: server.as('editor') })).statusCode).toBe(403);
    }
  });
});
