import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import { openApi } from './openApi.ts';
import { openApiSchemas } from './openApiSchemas.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes/index.ts';

const now = 1_700_000_000;
const address = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

interface Operation {
  readonly operationId: string;
  readonly tags: string[];
  readonly parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  readonly responses: Record<string, object>;
  readonly security?: object[];
}
type Schemas = Record<string, Record<string, unknown>>;
const made = openApi(ROUTES, '1.2.3') as {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Schemas };
};
const operations = Object.entries(made.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** All values within, the value itself among them. */
function* within(value: unknown): Generator<unknown> {
  yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) yield* within(member);
}
const references = (value: unknown) =>
  [...within(value)].flatMap((one) => {
    const reference = (one as { $ref?: unknown } | null)?.$ref;
    return typeof reference === 'string' ? [reference] : [];
  });
const resolve = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], made);

describe('the description', () => {
  test.each(ROUTES.map((route) => [address(route), route] as const))('has %s', (_, route) => {
    const { summary, group, query = {} } = route.about;
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const operation = made.paths[path]![route.method.toLowerCase()]!;
    expect(operation.tags).toEqual([group]);
    const found = (place: string) =>
      (operation.parameters ?? []).filter((one) => one.in === place).map(({ name }) => name);
    expect(found('path')).toEqual(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name));
    expect(found('query')).toEqual(Object.keys(query));
    expect(operation.responses).toHaveProperty(route.about.answer === null ? '204' : '200');
    expect(operation.security).toEqual(route.unauthenticated ? [] : undefined);
  });

  test('is of OpenAPI 3.1, with operations that can be told apart', () => {
    expect(made.openapi).toMatch(/^3\.1\.\d+$/);
    expect(operations).toHaveLength(ROUTES.length);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(ROUTES.length);
    for (const { operation } of operations) expect(operation.operationId).toMatch(/^[a-z][A-Za-z0-9]+$/);
    expect(new Set(operations.flatMap(({ operation }) => operation.tags))).toEqual(
      new Set(made.tags.map(({ name }) => name)),
    );
  });

  test('refers to what is there, and has nothing that nobody refers to', () => {
    const all = new Set(references(made));
    for (const reference of all)
      expect([reference, typeof resolve(reference)]).toEqual([reference, 'object']);
    for (const name of Object.keys(made.components.schemas)) {
      expect(all).toContain(`#/components/schemas/${name}`);
    }
  });

  test('has schemas that are JSON Schema', () => {
    const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
    for (const value of within(made.components.schemas)) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
      const { type, pattern, required, properties } = value as Record<string, unknown>;
      if (typeof type === 'string' || Array.isArray(type)) {
        for (const one of [type].flat()) expect(types).toContain(one);
      }
      if (typeof pattern === 'string') new RegExp(pattern, 'u');
      if (Array.isArray(required)) {
        for (const name of required) expect(Object.keys(properties as object)).toContain(name);
      }
    }
  });

  test('says each thing once', () => {
    expect(made.components.schemas['Dashboard']).toMatchObject({
      properties: { rows: { items: { $ref: '#/components/schemas/Row' } } },
      additionalProperties: false,
    });
    expect(JSON.stringify(made).length).toBeLessThan(300_000);
  });
});

describe('schemas', () => {
  test('that call themselves are references', () => {
    const schemas = openApiSchemas();
    const node = z.object({
      get below() {
        return z.array(node);
      },
    });
    expect(schemas.of(z.object({ tree: node.nullable() }), 'output')).toMatchObject({ type: 'object' });
    const { ExplainNode } = made.components.schemas;
    expect(ExplainNode!['properties']).toMatchObject({
      args: { items: { $ref: '#/components/schemas/ExplainNode' } },
    });
  });

  test('allow further members in answers, and none where the server refuses them', () => {
    const open = z.object({ count: z.number().int() });
    expect(openApiSchemas().of(open, 'output')).toEqual({
      ...{ type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] },
    });
    expect(openApiSchemas().of(open.strict(), 'input')).toMatchObject({ additionalProperties: false });
  });
});

describe('answers are as described', () => {
  let server: TestServer;
  let ids: Record<string, string>;
  const schema = { archives: [{ step: 10, points: 360 }], aggregation: 'last', xFilesFactor: 0 } as const;
  const board: Dashboard = {
    ...{ format: 'plumbago-dashboard', formatVersion: 1, uid: 'd1', title: 'Web' },
    variables: [{ name: 'host', type: 'query', query: 'hosts.*' }],
    rows: [
      {
        id: 'r1',
        panels: [
          {
            ...{ id: 'p1', type: 'timeseries', title: 'CPU', grid: { x: 0, y: 0, w: 12, h: 8 } },
            targets: [{ refId: 'A', target: 'hosts.$host.load.1m' }],
          },
        ],
      },
    ],
  };
  const ask = async (method: Route['method'], url: string, payload?: object) => {
    const answer = await server.inject({
      ...{ method, url, headers: server.as('admin') },
      ...(payload === undefined ? {} : { payload }),
    });
    expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()]);
    return answer.json() as unknown;
  };

  beforeAll(async () => {
    server = await createTestServer({ now: () => now });
    server.store.addWithSchema('hosts.here.load.1m', schema, [[now - 20, 1.5]]);
    server.store.addWithSchema('disk;host=a', schema, [[now - 20, 3]]);
    await ask('POST', '/api/dashboards', { dashboard: board });
    await ask('PUT', '/api/dashboards/d1', { dashboard: { ...board, title: 'Web 2' } });
    const content = { dashboard: board, from: 1, until: 2, takenSeconds: 2, panels: {}, variables: {} };
    const snapshot = await ask('POST', '/api/snapshots', { title: 'S', content, expiresSeconds: null });
    const event = await ask('POST', '/events', { what: 'deployed', tags: ['web'] });
    ids = { ':key': (snapshot as { key: string }).key, ':id': String((event as { id: number }).id) };
    await ask('POST', '/api/folders', { title: 'Team' });
    await ask('POST', '/api/playlists', { title: 'Wall', interval: 10, items: [{ dashboard: 'd1' }] });
  });
  afterAll(() => server.close());

  /** By route: what stands behind its path, or in its body. Its answer is not empty. */
  const calls: Record<string, string | object> = {
    'GET /api/session': '',
    'POST /api/session': { name: 'admin', password: 'a good password' },
    'DELETE /api/session': '',
    'GET /api/tokens': '',
    'POST /api/tokens': { name: 'grafana', role: 'viewer' },
    'GET /api/hosts': '',
    'GET /api/metrics/children': '?path=hosts',
    'GET /api/metrics/search': '?text=load',
    'GET /api/metrics/describe': '?pattern=hosts.here.load.1m',
    'GET /api/metrics/unused': '?silent=0',
    'POST /api/metrics/delete': { patterns: ['hosts.here.load.*'] },
    'POST /api/metrics/rename': { from: 'hosts.here', to: 'hosts.there' },
    'POST /api/metrics/merge': { from: 'hosts.here.load.1m', into: 'disk;host=a' },
    'POST /api/metrics/retention': { patterns: ['hosts.here.load.1m'], schema: null },
    'POST /api/metrics/retention/apply': {},
    'POST /api/query': {
      targets: [
        { id: 'A', target: 'scale(hosts.*.load.1m,2)' },
        { id: 'B', target: 'scale(' },
      ],
      ...{ explain: true, band: true },
    },
    'POST /api/targets/parse': { target: 'alias(a.b,"x",named=true) | scale(2)' },
    'POST /api/variables/values': { query: 'hosts.*' },
    'GET /api/annotations': '',
    'POST /api/annotations': { time: now, timeEnd: now + 5, title: 'Down', dashboard: 'd1' },
    'PUT /api/annotations/:id': { time: now, title: 'Up' },
    'GET /api/dashboards/instant': '?path=hosts.here',
    'GET /api/dashboards/using': '?metric=hosts.here.load.1m',
    'GET /api/dashboards': '?text=web',
    'POST /api/dashboards': { dashboard: { ...board, uid: 'd2' } },
    'GET /api/dashboards/:uid': '',
    'PUT /api/dashboards/:uid': { dashboard: board, baseVersion: 2 },
    'POST /api/dashboards/check': { title: 7 },
    'GET /api/dashboards/:uid/versions': '',
    'GET /api/dashboards/:uid/versions/:version': '',
    'GET /api/dashboards/:uid/diff': '?from=1&to=2',
    'POST /api/dashboards/:uid/restore': { version: 1 },
    'POST /api/dashboards/:uid/undelete': {},
    'POST /api/dashboards/import': {
      json: { title: 'G', schemaVersion: 39, panels: [], __inputs: [] },
      save: true,
    },
    'GET /api/folders': '',
    'POST /api/folders': { title: 'Other' },
    'GET /api/snapshots': '',
    'GET /api/snapshots/:key': '',
    'GET /api/playlists': '',
    'POST /api/playlists': { title: 'Other', interval: 10, items: [] },
    'GET /api/queries/running': '',
    'GET /api/queries/slow': '',
    'GET /api/queries/clients': '',
    'GET /api/status': '',
    'GET /metrics/expand': '?query=hosts.*',
    'POST /metrics/expand': { query: 'hosts.*', groupByExpr: 1 },
    'GET /metrics/index.json': '',
    'GET /metrics/search': '?query=hosts.*',
    'GET /tags/findSeries': '?expr=host=a',
    'GET /tags/autoComplete/tags': '',
    'GET /tags/autoComplete/values': '?tag=host',
    'POST /tags/tagSeries': { path: 'disk;host=b' },
    'POST /tags/tagMultiSeries': { path: ['disk;host=b', 'disk;host=c'] },
    'POST /tags/delSeries': { path: 'disk;host=c' },
    'GET /tags': '',
    'GET /tags/:tag': '',
    'GET /events/get_data': '',
    'GET /events': '',
    'POST /events': { what: 'again' },
    'GET /events/:id': '',
    'GET /functions': '?grouped=1',
    'GET /functions/:name': '',
    'GET /health': '',
  };
  /** Looked at by tests that have what these need. */
  const elsewhere = new Set([
    'POST /api/session/password',
    'POST /api/backup',
    'PUT /api/folders/:uid',
    'POST /api/snapshots',
    'PUT /api/playlists/:uid',
    'POST /metrics/index.json',
    'POST /metrics/search',
    'POST /tags/findSeries',
    'POST /tags/autoComplete/tags',
    'POST /tags/autoComplete/values',
    'POST /events/get_data',
  ]);
  const shaped = ROUTES.filter(({ about }) => about.answer instanceof z.ZodType);

  test('by all routes whose answer has a shape', () => {
    const named = [...Object.keys(calls), ...elsewhere].sort();
    expect(named).toEqual(shaped.map(address).sort());
  });

  test.each(
    shaped.filter((route) => address(route) in calls).map((route) => [address(route), route] as const),
  )('%s', async (name, { method, path, about }) => {
    const known = { ...ids, ':uid': 'd1', ':version': '1', ':tag': 'host', ':name': 'scale' };
    const url = path.replace(/:\w+/g, (parameter) => known[parameter as keyof typeof known]!);
    const given = calls[name]!;
    const answer = typeof given === 'string' ? await ask(method, url + given) : await ask(method, url, given);
    // A member that the schema does not have would be missing in what it makes of the answer.
    expect((about.answer as z.ZodType).parse(answer)).toEqual(answer);
  });
});
