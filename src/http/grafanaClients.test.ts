/**
 * What Grafana's clients of Graphite send, in their own bytes, and what they need back. There are five: the browser of old versions
 * (times as written), of middle ones (epoch seconds), of new ones (each target wrapped in aliasSub), the alerting server and the
 * data source's server, both in Go, whose decoder is strict about types.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, createTestServer, type TestServer } from '../../test/support/httpServer.ts';

const now = 1_700_000_040;
const step = 60;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({
    settings: {
      anonymous: 'viewer',
      queryLimits: { maxSeries: 1000, maxPoints: 1_000_000, maxTargetBytes: 100_000 },
    },
    now: () => now,
  });
  const points = [
    [now - 180, 1],
    [now - 120, 2],
  ] as const;
  for (const name of [
    'gclient.web01.cpu',
    'gclient.web01.requests',
    'gclient.web02.cpu',
    'gclient.db01.cpu',
    'disk.used;host=web01;mount=root',
    'disk.used;host=web02;mount=home',
  ])
    server.store.add(name, step, points);
});
afterEach(() => server.close());

const FORM = 'application/x-www-form-urlencoded';
/** What the browser's requests carry, through Grafana's proxy. */
const BROWSER = {
  accept: 'application/json, text/plain, */*',
  'content-type': FORM,
  'x-dashboard-id': '12',
  'x-panel-id': '2',
  'x-panel-plugin-id': 'timeseries',
  'x-grafana-org-id': '1',
  'x-query-group-id': '6b0c',
};
const GO = {
  'user-agent': 'Go-http-client/1.1',
  'content-type': FORM,
  'accept-encoding': 'gzip, deflate, br',
};

interface Rendered {
  readonly target: string;
  readonly tags: Record<string, unknown>;
  readonly datapoints: [number | null, number][];
}

async function render(payload: string, headers: Record<string, string> = BROWSER, url = '/render') {
  const answer = await server.inject({ method: 'POST', url, headers, payload });
  expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([200, expect.any(String)]);
  expect(answer.headers['content-type']).toContain('application/json');
  expect(answer.headers['content-encoding'] ?? 'gzip').toBe('gzip');
  const list: Rendered[] = answer.json();
  for (const { target, tags, datapoints } of list) {
    expect(typeof target).toBe('string');
    for (const value of Object.values(tags)) expect(typeof value).toBe('string');
    for (const [value, seconds] of datapoints) {
      expect(value === null || typeof value === 'number').toBe(true);
      expect(Number.isInteger(seconds) && seconds > 1e9 && seconds < 1e10).toBe(true);
    }
  }
  return list;
}

const targets = (list: readonly Rendered[]) => list.map(({ target }) => target);
/** As the browser writes parameters: in this order, empty ones left out. */
const body = (written: readonly string[], from: string, until: string, rest = '&maxDataPoints=300') =>
  [
    ...written.map((target) => `target=${encodeURIComponent(target)}`),
    `from=${from}`,
    `until=${until}`,
    `format=json${rest}`,
  ].join('&');
const wrapped = (target: string, refId = 'A') => `aliasSub(${target}, "(^.*$)", "\\1 ${refId}")`;

describe('render, as browsers ask', () => {
  test('old ones, relative', async () => {
    const [series] = await render(body(['gclient.web01.cpu'], '-4min', 'now'));
    expect(series).toEqual({
      target: 'gclient.web01.cpu',
      tags: { name: 'gclient.web01.cpu' },
      datapoints: [
        [1, now - 180],
        [2, now - 120],
        [null, now - 60],
        [null, now],
      ],
    });
    const lengths = ['-30min', 'now-1h', '-1mon', '-2w', '-1y'].map(async (from) => {
      expect(targets(await render(body(['gclient.web01.cpu'], from, 'now')))).toHaveLength(1);
    });
    await Promise.all(lengths);
  });

  test('middle ones, in seconds; series follow the order of the targets', async () => {
    const list = await render(
      body(
        [
          'sumSeries(gclient.*.cpu)',
          'nothing.here',
          "alias(gclient.web02.cpu, 'two words')",
          'gclient.db01.cpu',
        ],
        String(now - 3601),
        String(now),
      ),
    );
    expect(targets(list)).toEqual(['sumSeries(gclient.*.cpu)', 'two words', 'gclient.db01.cpu']);
  });

  test('new ones wrap every target: the last word of a name is the refId', async () => {
    const list = await render(
      body(
        [
          wrapped('gclient.*.cpu'),
          wrapped("alias(gclient.web01.requests, 'two words')", 'B'),
          wrapped('gclient.web02.{cpu,requests}', 'my_query'),
          wrapped("seriesByTag('name=disk.used', 'host=web01')", 'C'),
        ],
        String(now - 3601),
        String(now),
      ),
    );
    expect(targets(list)).toEqual([
      'gclient.db01.cpu A',
      'gclient.web01.cpu A',
      'gclient.web02.cpu A',
      'two words B',
      'gclient.web02.cpu my_query',
      'disk.used;host=web01;mount=root C',
    ]);
    // They become labels; the base name has no tags in it.
    expect(list.at(-1)!.tags).toEqual({ name: 'disk.used', host: 'web01', mount: 'root' });
  });

  test('a query that nobody has written yet is wrapped too, and harms no other', async () => {
    const empty = wrapped('');
    expect(empty).toBe('aliasSub(, "(^.*$)", "\\1 A")');
    expect(await render(body([empty], '-1h', 'now'))).toEqual([]);
    expect(await render(body([wrapped('\n')], '-1h', 'now'))).toEqual([]);
    const list = await render(body([empty, wrapped('gclient.db01.cpu', 'B'), ''], '-1h', 'now'));
    expect(targets(list)).toEqual(['gclient.db01.cpu B']);
  });

  test('a reference that stayed as it was written is a name that nobody has', async () => {
    const list = ['#A', 'sumSeries(#A)', wrapped('scale(#B, 10)'), 'gclient.db01.cpu'];
    expect(targets(await render(body(list, '-1h', 'now')))).toEqual(['gclient.db01.cpu']);
  });

  test('queries from the text editor come with line feeds and tabs', async () => {
    const text = 'scale(\n\tsumSeries(\n\t\tgclient.*.cpu\n\t),\n\t10\n)\n';
    expect(targets(await render(body([text], '-1h', 'now')))).toEqual(['scale(sumSeries(gclient.*.cpu),10)']);
    const written = await render(body([wrapped(text)], '-1h', 'now'));
    expect(targets(written)).toEqual(['scale(sumSeries(gclient.*.cpu),10) A']);
  });

  test('variables of the type "value" come without maxDataPoints, metrictank asks for meta', async () => {
    expect(targets(await render(body(['gclient.db01.cpu'], '-1h', 'now', '')))).toHaveLength(1);
    expect(await render(body(['gclient.db01.cpu'], '-1h', 'now', '&cacheTimeout=60&meta=true'))).toHaveLength(
      1,
    );
  });

  test('no match is an empty list', async () => {
    expect(await render(body(['nothing.*'], '-1h', 'now'))).toEqual([]);
  });

  test('bodies over 64 KiB', async () => {
    const many = Array.from({ length: 900 }, (_, i) =>
      wrapped(`sumSeries(gclient.web0${i % 3}.c?u,nothing.${'x'.repeat(60)})`),
    );
    const long = `sumSeries(gclient.*.cpu,${'gclient.nothing.with.a.long.name,'.repeat(2500)}gclient.db01.cpu)`;
    const text = body([...many, long], '-1h', 'now');
    expect(text.length).toBeGreaterThan(2 * 65_536);
    expect(await render(text)).toHaveLength(601);
  });

  test('a mistake is a status and a text to show', async () => {
    const answer = await server.inject({
      method: 'POST',
      url: '/render',
      headers: BROWSER,
      payload: body([wrapped('scale(gclient.db01.cpu, )')], '-1h', 'now'),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toEqual(expect.any(String));
  });
});

describe('render, as the Go servers ask', () => {
  const go = (target: string, from: string, until: string, points = 100) =>
    // url.Values.Encode sorts by key and writes blanks as +.
    `format=json&from=${from}&maxDataPoints=${points}&target=${encodeURIComponent(target).replaceAll('%20', '+')}&until=${until}`;

  test('alerting: one target a request, relative or in seconds', async () => {
    for (const [from, until] of [
      ['-5min', 'now'],
      [String(now - 300), String(now)],
    ] as const) {
      const list = await render(go("alias(sumSeries(gclient.*.cpu), 'all of them')", from, until), GO);
      expect(targets(list)).toEqual(['all of them']);
      expect(list[0]!.datapoints).toContainEqual([3, now - 180]);
    }
  });

  test('the data source: parameters in the query string next to a form body', async () => {
    const text = go('gclient.db01.cpu', String(now - 300), String(now));
    expect(targets(await render(text, GO, '/render?meta=true'))).toEqual(['gclient.db01.cpu']);
    const split = `target=gclient.db01.cpu`;
    const url = `/render?format=json&from=${now - 300}&until=${now}`;
    expect(targets(await render(split, GO, url))).toEqual(['gclient.db01.cpu']);
  });

  test('health checks: a constant line, plain and wrapped', async () => {
    const line = await render(go('constantLine(100)', String(now - 3600), String(now)), GO);
    expect(line[0]!.datapoints.every(([value]) => value === 100)).toBe(true);
    const browser = await render(body([wrapped('constantLine(100)')], '-1h', 'now'));
    expect(targets(browser)).toEqual([`${line[0]!.target} A`]);
  });

  test('basic auth', async () => {
    const closed = await createTestServer({ now: () => now });
    closed.store.add('a.b', step, [[now, 1]]);
    const credentials = Buffer.from(`admin:${ADMIN_PASSWORD}`).toString('base64');
    const request = { method: 'POST' as const, url: '/render', payload: go('a.b', '-5min', 'now') };
    const open = await closed.inject({
      ...request,
      headers: { ...GO, authorization: `Basic ${credentials}` },
    });
    expect(open.json()).toHaveLength(1);
    expect((await closed.inject({ ...request, headers: GO })).statusCode).toBe(401);
    await closed.close();
  });
});

describe('/metrics/find', () => {
  /** The flags are integers: Go reads them into int, where true is an error. */
  const entry = (text: string, id: string, branch: 0 | 1) => ({
    text,
    id,
    allowChildren: branch,
    expandable: branch,
    leaf: branch === 1 ? 0 : 1,
  });
  const range = `from=${now - 3600}&until=${now}`;

  test.each([
    ['*', [entry('gclient', 'gclient', 1)]],
    [
      'gclient.*',
      [
        entry('db01', 'gclient.db01', 1),
        entry('web01', 'gclient.web01', 1),
        entry('web02', 'gclient.web02', 1),
      ],
    ],
    ['gclient.*eb*', [entry('web01', 'gclient.web01', 1), entry('web02', 'gclient.web02', 1)]],
    // One entry for each text, and the id keeps the pattern.
    ['gclient.{web01,db01}.cpu', [entry('cpu', 'gclient.{web01,db01}.cpu', 0)]],
    ['gclient.web01.cpu', [entry('cpu', 'gclient.web01.cpu', 0)]],
    ['gclient.web01', [entry('web01', 'gclient.web01', 1)]],
    ['nothing.*', []],
  ])('%s: the range in the URL, the query in the body, not encoded', async (query, expected) => {
    const answers = [
      { method: 'POST' as const, url: `/metrics/find?${range}`, headers: BROWSER, payload: `query=${query}` },
      {
        method: 'POST' as const,
        url: `/metrics/find/?${range}`,
        headers: BROWSER,
        payload: `query=${query}`,
      },
      {
        method: 'POST' as const,
        url: '/metrics/find?from=undefined&until=undefined',
        headers: GO,
        payload: `query=${encodeURIComponent(query)}`,
      },
      { method: 'GET' as const, url: `/metrics/find?query=${encodeURIComponent(query)}&${range}` },
    ];
    for (const request of answers) {
      const answer = await server.inject(request);
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual(expected.map((each) => expect.objectContaining(each)));
    }
  });
});

test('/metrics/expand, with a range that is none and a Content-Type without a body', async () => {
  for (const range of [`from=${now - 3600}&until=${now}`, 'from=undefined&until=undefined', '']) {
    const answer = await server.inject({
      url: `/metrics/expand?query=gclient.web*.*&${range}`,
      headers: BROWSER,
    });
    expect(answer.json()).toEqual({
      results: ['gclient.web01.cpu', 'gclient.web01.requests', 'gclient.web02.cpu'],
    });
    const branches = await server.inject({ url: `/metrics/expand?query=gclient.w*&${range}` });
    expect(branches.json()).toEqual({ results: ['gclient.web01', 'gclient.web02'] });
  }
});

describe('/functions, read as text', () => {
  test('is JSON, and infinity is a text that may stand in a target', async () => {
    const answer = await server.inject({ url: '/functions', headers: { accept: BROWSER.accept } });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toMatch(/\b(NaN|Infinity)\b/);
    // The browser repairs what graphite-web writes; it must do no harm.
    const repaired = answer.body.replace(/"default": ?Infinity/g, '"default": 1e9999');
    const list: Record<string, Record<string, unknown>> = JSON.parse(repaired);
    expect(list).toEqual(JSON.parse(answer.body));
    for (const [name, info] of Object.entries(list)) {
      expect(info).toEqual({
        name,
        group: expect.any(String),
        description: expect.any(String),
        function: expect.stringMatching(`^${name}\\(`),
        module: expect.any(String),
        params: expect.any(Array),
      });
      for (const param of info['params'] as Record<string, unknown>[]) {
        expect(param).toMatchObject({ name: expect.any(String), type: expect.any(String) });
        // An infinity that went through JSON unseen would be null.
        expect(Object.values(param)).not.toContain(null);
      }
    }
    expect(list['keepLastValue']!['params']).toContainEqual({
      name: 'limit',
      type: 'intOrInf',
      default: 'inf',
    });
    expect(list['sumSeries']!['params']).toEqual([
      { name: 'seriesLists', type: 'seriesList', required: true, multiple: true },
    ]);
  });
});

describe('tags', () => {
  const get = async (url: string) =>
    (await server.inject({ url, headers: { accept: BROWSER.accept } })).json();
  const range = `from=${now - 3600}&until=${now}`;

  test.each([
    [`tags?${range}`, ['host', 'mount', 'name']],
    [`tags?expr=name%3Ddisk.used&tagPrefix=m&${range}`, ['mount']],
    [`tags?expr=name%3Ddisk.used&expr=host%3D~web.*&limit=10000`, ['mount']],
    // One build of the Go handler.
    ['tags?limit=0&tagPrefix=', ['host', 'mount', 'name']],
    [`values?tag=host&${range}`, ['web01', 'web02']],
    [`values?expr=mount%3Dhome&tag=host&valuePrefix=web&limit=10000`, ['web02']],
    [`values?expr=name%3Ddisk.used&tag=nothing`, []],
  ])('/tags/autoComplete/%s', async (rest, expected) => {
    expect(await get(`/tags/autoComplete/${rest}`)).toEqual(expected);
  });

  test('5.x reads the lists themselves', async () => {
    expect((await get('/tags')).map(({ tag }: { tag: string }) => tag)).toEqual(['host', 'mount', 'name']);
    const { tag, values } = await get('/tags/mount');
    expect([tag, values.map(({ value }: { value: string }) => value)]).toEqual(['mount', ['home', 'root']]);
  });
});

test('/events/get_data: tags joined by blanks, whole seconds, a list of texts', async () => {
  const add = (payload: object) =>
    server.inject({ method: 'POST', url: '/events/', headers: server.as('editor'), payload });
  await add({ what: 'Deployed', tags: 'deploy web', when: now - 60.5, data: 'v7' });
  await add({ what: 'Other', tags: ['deploy'] });
  for (const rest of [
    'from=-1h&until=now&tags=deploy%20web',
    `from=${now - 3600}&tags=deploy+web&until=${now}`,
  ]) {
    const answer = await server.inject({ url: `/events/get_data?${rest}` });
    expect(answer.json()).toEqual([
      { id: 1, when: now - 61, what: 'Deployed', tags: ['deploy', 'web'], data: 'v7' },
    ]);
  }
  expect((await server.inject({ url: '/events/get_data?from=-1h&until=now' })).json()).toHaveLength(2);
});

test('/version is a version from 1.1 on', async () => {
  for (const url of ['/version', '/version/']) {
    expect((await server.inject({ url })).body).toMatch(/^1\.1\.\d+$/);
  }
});

test('a slash at the end never makes a redirect', async () => {
  for (const url of [
    '/render/?target=gclient.db01.cpu',
    '/metrics/find/?query=*',
    '/metrics/expand/?query=*',
    '/metrics/index.json/',
    '/functions/',
    '/functions/sumSeries/',
    '/tags/',
    '/tags/host/',
    '/tags/findSeries/?expr=name=disk.used',
    '/tags/autoComplete/tags/',
    '/tags/autoComplete/values/?tag=host',
    '/events/',
    '/events/get_data/',
    '/version/',
  ]) {
    expect([url, (await server.inject({ url })).statusCode]).toEqual([url, 200]);
  }
});
