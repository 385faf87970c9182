/** Two real servers, the one a remote store of the other. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  FAKE_LIMITS,
  type FakeAnswer,
  remoteSettings,
  startFakeRemote,
} from '../../test/support/fakeRemote.ts';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import type { RemoteFormat, RemoteSettings } from '../config/remotes.ts';
import { createFederation } from '../federation/federation.ts';
import { HOPS_HEADER } from '../federation/remote.ts';
import { queryAnswer } from '../schema/api.ts';
import { BadRequestError, type MetricStore } from '../storage/store.ts';

const now = 1_700_000_000;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const quiet = { info() {}, warn() {} };

async function startPlumbago(
  remotes: readonly RemoteSettings[],
  { requireAll = false, store = {} }: { requireAll?: boolean; store?: Partial<MetricStore> } = {},
): Promise<TestServer> {
  const server = await createTestServer({
    store,
    settings: { anonymous: 'viewer' },
    federation: (own, counts) =>
      createFederation({
        own,
        remotes: remotes.map((settings) => ({ settings, authorization: null })),
        limits: { ...FAKE_LIMITS, findTimeoutSeconds: 0.3, fetchTimeoutSeconds: 0.3, retryAfterSeconds: 60 },
        requireAll,
        counts,
        log: quiet,
        now: () => now,
      }),
  });
  cleanups.push(() => server.close());
  return server;
}

async function listening(server: TestServer): Promise<string> {
  await server.server.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.server.server.address() as AddressInfo).port}`;
}

async function broken(answer: FakeAnswer): Promise<string> {
  const fake = await startFakeRemote(answer);
  cleanups.push(() => fake.close());
  return fake.url;
}

const at = (slot: number, value: number): [number, number] => [now - (now % 60) - 60 * slot, value];
const get = async (server: TestServer, url: string, headers: Record<string, string> = {}) => {
  const answer = await server.inject({ url, headers });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  return answer;
};
type Rendered = { target: string; datapoints: [number | null, number][] }[];
const render = async (server: TestServer, target: string, more = '') => {
  const answer = await get(
    server,
    `/render?target=${encodeURIComponent(target)}&from=-3min&format=json${more}`,
  );
  const values = (answer.json() as Rendered).map((series): [string, (number | null)[]] => [
    series.target,
    series.datapoints.map(([value]) => value),
  ]);
  return Object.fromEntries(values);
};

/** What the far server has, in part the same series. */
function fill(near: TestServer, far: TestServer): void {
  near.store.add('a.near', 60, [at(1, 1), at(0, 2)]);
  near.store.add('a.both', 60, [at(2, 1), at(0, 3)]);
  near.store.add('disk;host=n;mount=root', 60, [at(0, 10)]);
  far.store.add('a.far', 60, [at(1, 5), at(0, 6)]);
  far.store.add('a.both', 60, [at(1, 7), at(0, 8)]);
  far.store.add('a.deep.er', 60, [at(0, 1)]);
  far.store.add('disk;host=f;mount=var', 60, [at(0, 20)]);
}

describe.each(['msgpack', 'pickle', 'json'] as RemoteFormat[])('another server, asked in %s', (format) => {
  let near: TestServer;
  let far: TestServer;
  beforeEach(async () => {
    far = await startPlumbago([]);
    near = await startPlumbago([remoteSettings(await listening(far), { format })]);
    fill(near, far);
  });

  test('/render: its series beside the own ones, gaps filled', async () => {
    expect(await render(near, 'a.*')).toEqual({
      'a.both': [1, 7, 3],
      'a.far': [null, 5, 6],
      'a.near': [null, 1, 2],
    });
    expect(await render(near, 'a.far')).toEqual({ 'a.far': [null, 5, 6] });
    expect(await render(near, 'nowhere.*')).toEqual({});
  });

  test('/render: functions see all of them, several targets with several patterns too', async () => {
    expect(await render(near, 'sumSeries(a.*)')).toEqual({ 'sumSeries(a.*)': [1, 13, 11] });
    expect(await render(near, 'sumSeries(a.n*)')).toEqual({ 'sumSeries(a.n*)': [null, 1, 2] });
    expect(await render(near, 'diffSeries(a.far,a.near)', '&target=maxSeries(a.{far,near})')).toEqual({
      'diffSeries(a.far,a.near)': [null, 4, 4],
      'maxSeries(a.{far,near})': [null, 5, 6],
    });
    expect(await render(near, 'movingAverage(a.far,2)')).toMatchObject({
      'movingAverage(a.far,2)': expect.anything(),
    });
  });

  test('/render: series by tag', async () => {
    expect(await render(near, "seriesByTag('name=disk','host=~[fn]')")).toEqual({
      'disk;host=f;mount=var': [null, null, 20],
      'disk;host=n;mount=root': [null, null, 10],
    });
  });

  test('/metrics/find, /metrics/expand and the own tree', async () => {
    const nodes = (await get(near, '/metrics/find?query=a.*&format=json')).json() as {
      path: string;
      is_leaf: boolean;
    }[];
    expect(nodes.map(({ path, is_leaf }) => [path, is_leaf])).toEqual([
      ['a.both', true],
      ['a.deep', false],
      ['a.far', true],
      ['a.near', true],
    ]);
    expect((await get(near, '/metrics/expand?query=*.far')).json()).toEqual({ results: ['a.far'] });
    expect((await get(near, '/api/metrics/children?path=a')).json().nodes).toHaveLength(4);
    const active = `activeOnly=1&from=${now - 60}&until=${now}`;
    expect((await get(near, `/metrics/expand?query=a.*&leavesOnly=1&${active}`)).json().results).toHaveLength(
      3,
    );
    expect(
      (await get(near, '/metrics/expand?query=a.*&activeOnly=1&from=1000&until=2000')).json().results,
    ).toEqual([]);
  });

  test('/metrics/index.json', async () => {
    expect((await get(near, '/metrics/index.json')).json()).toEqual([
      'a.both',
      'a.deep.er',
      'a.far',
      'a.near',
      'disk;host=f;mount=var',
      'disk;host=n;mount=root',
    ]);
  });

  test('tags', async () => {
    expect((await get(near, '/tags/findSeries?expr=name=disk')).json()).toEqual([
      'disk;host=f;mount=var',
      'disk;host=n;mount=root',
    ]);
    expect((await get(near, '/tags/findSeries?expr=name=disk&limit=1')).json()).toHaveLength(1);
    expect((await get(near, '/tags/autoComplete/tags?expr=name=disk')).json()).toEqual(['host', 'mount']);
    expect((await get(near, '/tags/autoComplete/values?tag=host&expr=name=disk')).json()).toEqual(['f', 'n']);
    expect((await get(near, '/tags/autoComplete/values?tag=host&valuePrefix=f')).json()).toEqual(['f']);
    expect((await get(near, '/tags')).json()).toContainEqual({ tag: 'host', count: 2 });
    expect((await get(near, '/tags/mount')).json()).toEqual({
      tag: 'mount',
      values: [
        { value: 'root', count: 1 },
        { value: 'var', count: 1 },
      ],
    });
    expect((await get(near, '/tags/nope')).json()).toBeNull();
  });

  test('/api/query', async () => {
    const answer = await near.inject({
      method: 'POST',
      url: '/api/query',
      payload: { targets: [{ id: 'x', target: 'a.far' }], from: '-3min' },
    });
    const { results, partial } = queryAnswer.parse(answer.json());
    expect(results[0]!.series.map(({ name }) => name)).toEqual(['a.far']);
    expect(partial).toBeUndefined();
  });

  test('local=1 and too many hops ask nobody else', async () => {
    expect(Object.keys(await render(near, 'a.*', '&local=1'))).toEqual(['a.both', 'a.near']);
    expect((await get(near, '/metrics/index.json?local=1')).json()).toHaveLength(3);
    const expand = '/metrics/expand?query=a.*';
    expect((await get(near, expand, { [HOPS_HEADER]: '3' })).json().results).toHaveLength(4);
    expect((await get(near, expand, { [HOPS_HEADER]: '4' })).json().results).toHaveLength(2);
    const form = {
      method: 'POST',
      url: '/render',
      payload: { target: 'a.*', from: '-3min', format: 'json', local: 1 },
    } as const;
    expect((await near.inject(form)).json()).toHaveLength(2);
  });

  test('what it answers is counted', async () => {
    await render(near, 'sumSeries(a.*)');
    await get(near, '/tags/findSeries?expr=name=disk');
    const { body } = await get(near, '/metrics');
    expect(body).toContain('plumbago_remote_requests_total{remote="far",operation="fetch"} 1\n');
    expect(body).toContain('plumbago_remote_requests_total{remote="far",operation="tags"} 1\n');
    expect(body).not.toContain('plumbago_remote_failures_total');
  });
});

describe('two servers that ask each other', () => {
  test('in a ring, without local=1, come to an end', async () => {
    const first = await startPlumbago([]);
    const settings = remoteSettings(await listening(first), { name: 'first', local: false });
    const second = await startPlumbago([settings]);
    // The ring is closed through a server that passes all on, as a proxy that loses parameters would.
    const url = await listening(second);
    const third = await startPlumbago([remoteSettings(url, { name: 'second', local: false })]);
    first.store.add('x.first', 60, [at(0, 1)]);
    second.store.add('x.second', 60, [at(0, 2)]);
    third.store.add('x.third', 60, [at(0, 3)]);
    expect(Object.keys(await render(third, 'x.*'))).toEqual(['x.first', 'x.second', 'x.third']);
  });

  test('a server that is its own remote store', async () => {
    let url = '';
    const proxy = await broken(async ({ path, parameters, headers }, response) => {
      const answer = await fetch(`${url}${path}?${parameters}`, {
        headers: { [HOPS_HEADER]: String(headers[HOPS_HEADER]) },
      });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const server = await startPlumbago([remoteSettings(proxy, { local: false })]);
    url = await listening(server);
    server.store.add('x.a', 60, [at(0, 1)]);
    expect(await render(server, 'x.*')).toEqual({ 'x.a': [null, null, 1] });
  });
});

describe('a remote store that fails', () => {
  const partial = 'x-plumbago-partial';
  const cases: [string, FakeAnswer, string][] = [
    ['broken', (_, r) => r.writeHead(500).end(), 'far (answered 500)'],
    ['silent', () => {}, 'far (no answer within 0.3 s)'],
    ['garbage', (_, r) => r.end('<html>'), 'far (answer is no json)'],
    ['of another shape', (_, r) => r.end('{"a": 1}'), 'far (answer makes no sense: '],
    ['huge', (_, r) => r.end('x'.repeat(1e6)), 'far (answer longer than 100000 bytes)'],
  ];

  test.each(cases)('%s: the answer goes without it and says so', async (_what, answer, reason) => {
    const near = await startPlumbago([remoteSettings(await broken(answer))]);
    near.store.add('a.b', 60, [at(0, 1)]);
    for (const url of [
      '/render?target=sumSeries(a.*)&from=-3min&format=json',
      '/render?target=a.b&from=-3min&format=pickle',
    ]) {
      const { headers } = await get(near, url);
      expect(headers[partial]).toMatch(/^far \(/);
    }
    const second = await startPlumbago([remoteSettings(await broken(answer))]);
    expect((await get(second, '/metrics/find?query=*')).headers[partial]).toContain(reason);
  });

  test('the own series are there, in every kind of answer', async () => {
    const near = await startPlumbago([remoteSettings(await broken(cases[0]![1]))]);
    near.store.add('a.b', 60, [at(0, 1)]);
    expect(await render(near, 'a.b')).toEqual({ 'a.b': [null, null, 1] });
    const index = await get(near, '/metrics/index.json');
    expect(index.json()).toEqual(['a.b']);
    expect(index.headers[partial]).toBe('far (failed a short time ago)');
    const query = { targets: [{ id: 'x', target: 'a.b' }], from: '-3min' };
    const answer = await near.inject({ method: 'POST', url: '/api/query', payload: query });
    expect(answer.json()).toMatchObject({
      results: [{ series: [{ name: 'a.b' }] }],
      partial: [{ remote: 'far', reason: 'failed a short time ago' }],
    });
    const { body } = await get(near, '/metrics');
    expect(body).toContain(
      'plumbago_remote_failures_total{remote="far",operation="fetch",reason="bad-status"} 1\n',
    );
  });

  test('may be made an error', async () => {
    const near = await startPlumbago([remoteSettings(await broken(cases[0]![1]))], { requireAll: true });
    const answer = await near.inject({
      url: '/metrics/find?query=*',
      headers: { accept: 'application/json' },
    });
    expect(answer.statusCode).toBe(502);
    expect(answer.json().error).toMatchObject({
      code: 'remote-failed',
      message: 'Not all remote stores have answered: far (answered 500).',
    });
    expect((await near.inject({ url: '/metrics/find?query=*&local=1' })).statusCode).toBe(200);
  });

  test('without tags it is not asked about them', async () => {
    const near = await startPlumbago([remoteSettings(await broken(cases[0]![1]), { tags: false })]);
    near.store.add('disk;host=n', 60, [at(0, 1)]);
    const { headers } = await get(near, '/tags/findSeries?expr=name=disk');
    expect(headers[partial]).toBeUndefined();
    const rendered = await get(near, "/render?target=seriesByTag('name=disk')&from=-3min&format=json");
    expect(rendered.headers[partial]).toBeUndefined();
    expect(rendered.json()).toHaveLength(1);
  });

  test('more than a request may read is refused, wherever it is', async () => {
    const series = Array.from({ length: 1001 }, (_, i) => ({ target: `s${i}`, datapoints: [[1, now]] }));
    const near = await startPlumbago([remoteSettings(await broken((_, r) => r.end(JSON.stringify(series))))]);
    const answer = await near.inject({ url: '/render?target=s*&from=-3min' });
    expect(answer.statusCode).toBe(422);
  });

  test('is asked no longer when the own store has refused', async () => {
    const gone: boolean[] = [];
    const url = await broken((_, r) => r.on('close', () => gone.push(true)));
    const near = await startPlumbago([remoteSettings(url, { findTimeoutSeconds: 20 })], {
      store: {
        async find() {
          await sleep(100);
          throw new BadRequestError('no such pattern');
        },
      },
    });
    expect((await near.inject({ url: '/metrics/find?query=x' })).statusCode).toBe(400);
    await expect.poll(() => gone).toEqual([true]);
  });
});
