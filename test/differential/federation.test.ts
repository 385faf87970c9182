/** graphite-web itself as a remote store of a Plumbago. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RemoteFormat } from '../../src/config/remotes.ts';
import { createFederation } from '../../src/federation/federation.ts';
import { FAKE_LIMITS, remoteSettings } from '../support/fakeRemote.ts';
import { GraphiteReference } from '../support/graphiteReference.ts';
import { createTestServer, type TestServer } from '../support/httpServer.ts';

const NOW = 1_700_000_040;
const start = NOW - 240;
const reference = new GraphiteReference();
let gateway: Server;
let url: string;

/** The reference has no socket of its own: this one hands each request on. */
beforeAll(async () => {
  await reference.replaceWorld({
    series: [
      { name: 'a.far', start, step: 60, values: [1, 2, null, 4] },
      { name: 'a.both', start, step: 60, values: [10, 20, 30, 40] },
      { name: 'a.deep.er', start, step: 60, values: [1, 1, 1, 1] },
      { name: 'disk;host=f', start, step: 60, values: [5, 6, 7, 8] },
    ],
  });
  gateway = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gateway');
    let body = '';
    for await (const part of request) body += String(part);
    const form = body === '' ? {} : { form: [...new URLSearchParams(body)] };
    const [answer] = await reference.request([{ path: pathname, query: [...searchParams], ...form }]);
    response.writeHead(answer!.status, { 'content-type': answer!.type }).end(answer!.body);
  });
  await new Promise<void>((resolve) => {
    gateway.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await reference.close();
});

async function withNear<T>(format: RemoteFormat, work: (near: TestServer) => Promise<T>): Promise<T> {
  const near = await createTestServer({
    settings: { anonymous: 'viewer', requestTimeoutMs: 30_000 },
    now: () => NOW,
    federation: (own, counts) =>
      createFederation({
        own,
        remotes: [{ settings: remoteSettings(url, { name: 'graphite-web', format }), authorization: null }],
        limits: { ...FAKE_LIMITS, findTimeoutSeconds: 20, fetchTimeoutSeconds: 20, retryAfterSeconds: 0 },
        requireAll: true,
        counts,
        log: { info() {}, warn() {} },
        now: () => NOW,
      }),
  });
  near.store.add('a.near', 60, [[start, 7]]);
  near.store.add('a.both', 60, [[start + 60, 21]]);
  try {
    return await work(near);
  } finally {
    await near.close();
  }
}

async function get<T>(near: TestServer, address: string): Promise<T> {
  const answer = await near.inject({ url: address });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json() as T;
}

async function render(near: TestServer, ...targets: string[]): Promise<Record<string, (number | null)[]>> {
  const query = new URLSearchParams([
    ...targets.map((target) => ['target', target] satisfies [string, string]),
    ['format', 'json'],
    ['from', String(start - 1)],
    ['until', String(NOW - 60)],
    ['format', 'json'],
  ]);
  type Answer = { target: string; datapoints: [number | null, number][] }[];
  const series = await get<Answer>(near, `/render?${query}`);
  return Object.fromEntries(
    series.map(({ target, datapoints }) => [target, datapoints.map(([value]) => value)]),
  );
}

const known = (values: (number | null)[] | undefined) => values?.filter((value) => value !== null);

describe.each(['msgpack', 'json', 'pickle'] as const)('graphite-web asked in %s', (format) => {
  test('values, by pattern, by several at once, and by tags', () =>
    withNear(format, async (near) => {
      const plain = await render(near, 'a.*', 'a.f*');
      expect(Object.keys(plain)).toEqual(['a.both', 'a.far', 'a.near']);
      expect(known(plain['a.far'])).toEqual([1, 2, 4]);
      expect(known(plain['a.near'])).toEqual([7]);
      expect(known(plain['a.both'])).toEqual([10, 21, 30, 40]);
      expect(known((await render(near, "seriesByTag('host=f')"))['disk;host=f'])).toEqual([5, 6, 7, 8]);
      expect(known((await render(near, 'sumSeries(a.{far,near})'))['sumSeries(a.{far,near})'])).toEqual([
        8, 2, 4,
      ]);
    }));

  test('tags and the index', () =>
    withNear(format, async (near) => {
      expect(await get(near, '/tags/findSeries?expr=name=disk')).toEqual(['disk;host=f']);
      expect(await get(near, '/tags/autoComplete/tags?expr=name=disk')).toEqual(['host']);
      expect(await get(near, '/tags/autoComplete/values?expr=name=disk&tag=host')).toEqual(['f']);
      expect(await get(near, '/tags/host')).toMatchObject({ tag: 'host', values: [{ value: 'f' }] });
      expect(await get(near, '/metrics/index.json')).toEqual(
        expect.arrayContaining(['a.both', 'a.far', 'a.near']),
      );
    }));
});

// Its JSON says "Infinity" where data reaches back for ever, as it does in the reference, and never in Whisper.
test('graphite-web tells its nodes in msgpack', () =>
  withNear('msgpack', async (near) => {
    const nodes = await get<{ path: string; is_leaf: boolean }[]>(
      near,
      '/metrics/find?query=a.*&format=json',
    );
    expect(nodes.map(({ path, is_leaf }) => [path, is_leaf])).toEqual([
      ['a.both', true],
      ['a.deep', false],
      ['a.far', true],
      ['a.near', true],
    ]);
  }));

test('its nodes in pickle hold a class of its own, which is not read', () =>
  withNear('pickle', async (near) => {
    const answer = await near.inject({ url: '/metrics/find?query=a.*' });
    expect(answer.statusCode).toBe(502);
    expect(answer.body).toContain('graphite-web (answer is no pickle)');
  }));
