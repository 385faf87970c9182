/** Formats and parameters of `/render` and the `/metrics` routes as requests ask for them. */
import { decode } from '@msgpack/msgpack';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { readPickle } from '../protocol/pickleReader.ts';

const now = 1_700_000_040;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' }, now: () => now });
  server.store.add('a.b', 60, [
    [now - 120, 1],
    [now - 60, 2],
  ]);
  server.store.add('a.c.d', 60, [[now - 60, 5]]);
});
afterEach(() => server.close());

const get = (url: string) => server.inject({ url });

describe('/render', () => {
  const asked = 'target=a.b&from=-150s&until=-60s';
  const csv = 'a.b,2023-11-14 22:12:00,1.0\r\na.b,2023-11-14 22:13:00,2.0\r\n';

  test.each([
    ['format=csv', 'text/csv', csv],
    ['format=csv&tz=Europe/Berlin', 'text/csv', csv.replaceAll(' 22:', ' 23:')],
    ['format=raw', 'text/plain', `a.b,${now - 120},${now},60|1.0,2.0\n`],
    ['rawData=1', 'text/plain', `a.b,${now - 120},${now},60|1.0,2.0\n`],
    ['rawData=true&format=rickshaw', 'application/json', '[{"target": "a.b", "datapoints": ['],
    ['format=dygraph', 'application/json', '{"labels" : ["Time","a.b"], "data" : [['],
    ['format=dygraph&jsonp=draw', 'text/javascript', 'draw({"labels" : '],
    ['format=json&pretty=1', 'application/json', '[\n  {\n    "target": "a.b",'],
    ['format=json&noCache=1&cacheTimeout=60&local=1', 'application/json', '[{"target": "a.b", '],
  ])('%s', async (rest, type, text) => {
    const answer = await get(`/render?${asked}&${rest}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(new RegExp(`^${type}`));
    expect(answer.body.slice(0, text.length)).toBe(text);
  });

  test('what Python programs and other Graphites ask for', async () => {
    const series = {
      name: 'a.b',
      start: now - 120,
      end: now,
      step: 60,
      values: [1, 2],
      pathExpression: 'a.*',
    };
    const url = '/render/?target=a.*&from=-150s&until=-60s&noCache=1&local=1&format';
    const msgpack = await get(`${url}=msgpack`);
    expect(msgpack.headers['content-type']).toBe('application/x-msgpack');
    expect(decode(msgpack.rawPayload)).toMatchObject([series]);
    for (const rest of ['=pickle', '&pickle=1']) {
      const pickle = await get(url + rest);
      expect(pickle.headers['content-type']).toBe('application/pickle');
      const [read] = readPickle(pickle.rawPayload) as [Map<string, unknown>];
      expect(Object.fromEntries(read)).toMatchObject(series);
    }
    expect((await get(`${url}=carbonapi_v3_pb`)).rawPayload.includes('a.*')).toBe(true);
    expect((await get(`${url}=protobuf`)).headers['content-type']).toBe('application/x-protobuf');
  });

  test('an unknown zone is 400', async () => {
    expect((await get(`/render?${asked}&format=csv&tz=Mars/Olympus`)).statusCode).toBe(400);
  });

  test.each([
    ['in the URL', { url: '/render?target=template($x.b)&template[x]=a&from=-150s&format=json' }],
    [
      'in a JSON body, before what the target says',
      {
        method: 'POST' as const,
        url: '/render',
        payload: {
          target: ['template($x.b,x="nothing")'],
          'template[x]': 'a',
          from: '-150s',
          format: 'json',
        },
      },
    ],
    [
      'in a form, with target[]',
      {
        method: 'POST' as const,
        url: '/render',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'target[]=template($x.$y)&template[x]=a&template[y]=b&from=-150s&format=json',
      },
    ],
  ])('values of templates %s', async (_, request) => {
    const answer = await server.inject(request);
    expect(answer.json()).toMatchObject([{ target: 'a.b' }]);
  });
});

describe('/metrics/find', () => {
  test.each([
    ['format=json&query=a.b', `[{"path":"a.b","is_leaf":true,"intervals":[{"start":0,"end":${now + 60}}]}]`],
    ['format=json&query=a.*&leavesOnly=1&jsonp=f', 'f([{"path":"a.b",'],
    ['format=nodelist&query=a.*.*&position=1', '{"nodes":["c"]}'],
    ['format=raw&query=a.*', 'a.b\na.c.\n'],
    ['format=raw&query=a.*&query=*', 'a.\na.b\na.c.\n'],
    ['format=treejson&query=a.*&jsonp=f', 'f([{"text":"c","id":"a.c"'],
    ['format=completer&query=a.b&jsonp=f', 'f({"metrics":[{"path":"a.b"'],
  ])('%s', async (rest, text) => {
    const answer = await get(`/metrics/find?${rest}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body.slice(0, text.length)).toBe(text);
  });

  test('as other Graphites ask', async () => {
    const intervals = [[0, now + 60]];
    const nodes = [
      { path: 'a.b', is_leaf: true, intervals },
      { path: 'a.c', is_leaf: false },
    ];
    const url = `/metrics/find/?local=1&query=a.*&from=${now - 3600}&until=${now}&format`;
    expect(decode((await get(`${url}=msgpack`)).rawPayload)).toEqual(nodes);
    expect(readPickle((await get(`${url}=pickle`)).rawPayload)).toEqual(
      nodes.map((node) => new Map<string, unknown>(Object.entries(node))),
    );
    expect((await get(`${url}=protobuf3`)).headers['content-type']).toBe('application/x-protobuf');
    expect((await get(`${url}=carbonapi_v3_pb`)).rawPayload.includes('a.c')).toBe(true);
  });

  test.each([
    ['format=nodelist&query=*&position=x', 'position'],
    ['format=nodelist&query=*&position=7', 'no such segment'],
    ['format=xml&query=*', 'treejson, completer, json'],
    ['format=pickle', 'query'],
    ['query=*&jsonp=a(b)', 'jsonp'],
  ])('%s is 400', async (rest, text) => {
    const answer = await get(`/metrics/find?${rest}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(text);
  });
});

test('/metrics/expand as a script, indented', async () => {
  expect((await get('/metrics/expand?query=a.*&jsonp=f')).body).toBe('f({"results":["a.b","a.c"]})');
  expect((await get('/metrics/expand?query=a.*&pretty=1')).body).toBe(
    '{\n  "results": [\n    "a.b",\n    "a.c"\n  ]\n}',
  );
});

test('/metrics/index.json by POST, and for a cluster', async () => {
  const answer = await server.inject({ method: 'POST', url: '/metrics/index.json?cluster=1', payload: {} });
  expect(answer.json()).toEqual(['a.b', 'a.c.d']);
});

describe('/metrics/search', () => {
  test.each([
    ['query=a', ['a. false', 'a.b true', 'a.c. false']],
    ['query=*.c', ['a.c. false', 'a.c.d true']],
    ['query=a.b', ['a.b true']],
    ['query=a&max_results=2', ['a. false', 'a.b true']],
    ['query=*&keep_query_pattern=1', ['*. false', '*.b true', '*.c. false']],
    ['query=nothing', []],
  ])('%s', async (rest, expected) => {
    const { metrics } = (await get(`/metrics/search?${rest}`)).json() as {
      metrics: { path: string; is_leaf: boolean }[];
    };
    expect(metrics.map(({ path, is_leaf }) => `${path} ${is_leaf}`)).toEqual(expected);
  });

  test.each(['', 'query=a&max_results=0', 'query=a&max_results=x'])('%j is 400', async (rest) => {
    expect((await get(`/metrics/search?${rest}`)).statusCode).toBe(400);
  });
});
