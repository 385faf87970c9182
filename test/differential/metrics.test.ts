/** Finding, expanding, listing and tags of the real HTTP server against graphite-web. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GraphiteReference, type ReferenceResponse } from '../support/graphiteReference.ts';
import type { TestServer } from '../support/httpServer.ts';
import { requestHere, serverOver } from '../support/plumbagoSide.ts';
import type { World } from '../support/world.ts';
import { firstDifference } from './alike.ts';
import { NOW, ORIGIN } from './worlds.ts';

const NAMES = [
  ...[
    'hosts.web01.cpu.user',
    'hosts.web01.cpu.system',
    'hosts.web01.load',
    'hosts.web02.cpu.user',
    'hosts.db1.load',
  ],
  ...[
    'hosts.db1.disk.root',
    'a',
    'b.c',
    'B.c',
    'b.C',
    'cpu-0.x',
    'cpu-1.x',
    'cpu_a.x',
    'x.[1]',
    'größe.ü',
    'z.1',
    'z.10',
    'z.9',
  ],
];
const TAGGED = [
  ...['disk.used;host=web01;mount=root', 'disk.used;host=web02;mount=root', 'disk.used;host=web02;mount=var'],
  ...['disk.free;dc=a;host=web01', 'cpu;host=db1', 'cpu;dc=b;host=db2', 'temp;room=büro', 'temp;room=lab 1'],
];

const world: World = {
  series: [...NAMES, ...TAGGED].map((name) => ({ name, step: 60, start: ORIGIN, values: [1, 2, 3] })),
};

const reference = new GraphiteReference();
let server: TestServer;
beforeAll(async () => {
  await reference.replaceWorld(world);
  server = await serverOver(world, NOW);
});
afterAll(async () => {
  await server.close();
  await reference.close();
});

const PATTERNS = [
  ...[
    '*',
    'hosts.*',
    'hosts.web*',
    'hosts.*.*',
    'hosts.*.cpu',
    'hosts.*.cpu.*',
    'hosts.{web01,db1}.*',
    'hosts.web0[12].*',
  ],
  ...[
    'hosts.web0[!1].*',
    'hosts.web0?',
    'hosts.web01',
    'hosts.web01.load',
    'nothing',
    'nothing.*',
    'a',
    'a.*',
    '[ab]*',
    'b.*',
  ],
  ...[
    'cpu-[0-9]',
    'cpu-[0-9].x',
    'cpu[-_]*',
    'gr*.*',
    'größe.ü',
    'z.*',
    'z.1*',
    '{a,b,z}*',
    'hosts.{web0{1,2},db1}.load',
    '*.*.*.*',
  ],
];

/** Paths with parameters, none of them encoded. */
const REQUESTS = [
  ...PATTERNS.flatMap((query) => [
    `/metrics/find?query=${query}`,
    `/metrics/find?query=${query}&format=completer`,
    `/metrics/expand?query=${query}`,
    `/metrics/expand?query=${query}&leavesOnly=1`,
    `/metrics/expand?query=${query}&query=hosts.*&groupByExpr=1`,
  ]),
  // Where the last segment is no pattern there is nothing to choose from: graphite-web still offers `*` beside it.
  ...PATTERNS.filter((query) => /[*?}\]]$/.test(query)).map(
    (query) => `/metrics/find?query=${query}&wildcards=1`,
  ),
  ...['hosts', 'hosts.', 'hosts.w', 'hosts..cpu', 'hosts.web01,db1', 'z'].flatMap((typed) => [
    `/metrics/find?query=${typed}&format=completer&automatic_variants=1`,
    `/metrics/find?query=${typed}&format=completer&wildcards=1`,
  ]),
  '/metrics/index.json',
  ...[
    ...[
      'name=disk.used',
      'host=web01',
      'host=~web',
      'host=~web0[12]&expr=mount!=var',
      'room=büro',
      'nothing=here',
    ],
    ...[
      'host!=web01&expr=mount=~.',
      'dc=&expr=host=~.*1',
      'host=~^db',
      'host!=~web&expr=name=cpu',
      'mount!=',
    ],
    ...['name=~disk&expr=mount=root'],
  ].map((expressions) => `/tags/findSeries?expr=${expressions}`),
  ...['/tags', '/tags?filter=h', '/tags?filter=^m.*t', '/tags?limit=2'],
  ...['/tags/host', '/tags/host?filter=web', '/tags/host?limit=1', '/tags/nothing', '/tags/name'],
  ...['', '?tagPrefix=h', '?expr=name=disk.used', '?expr=name=disk.used&tagPrefix=m', '?limit=2'].map(
    (query) => `/tags/autoComplete/tags${query}`,
  ),
  ...[
    'tag=host',
    'tag=host&valuePrefix=w',
    'tag=host&expr=mount=root',
    'tag=host&expr=mount=root&limit=1',
    'tag=nothing',
  ].map((query) => `/tags/autoComplete/values?${query}`),
];

test.each(REQUESTS)('%s', async (request) => {
  const [path, text = ''] = request.split(/\?(.*)/s) as [string, string?];
  const query = text.split('&').flatMap((pair) => {
    const [name, value] = pair.split(/=(.*)/s) as [string, string?];
    return value === undefined ? [] : [[name, value] as const];
  });
  const [theirs] = await reference.request([{ path, query }]);
  const ours = await requestHere(server, { path, query });
  const kind = ({ status, type }: ReferenceResponse) => `${status} ${type.split(';')[0]}`;
  expect(kind(ours)).toBe(kind(theirs!));
  if (theirs!.status !== 200) return;
  const [a, b] = [theirs!, ours].map(({ body }): unknown => JSON.parse(body.toString()));
  expect(firstDifference(comparable(a), comparable(known(a, b)))).toBeNull();
});

/** Without what cannot be alike: numbers of rows in a database, and the order of nodes of the same name. */
function comparable(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(comparable);
  if (!isRecord(answer)) return answer;
  const entries = Object.entries(answer).filter(([key]) => key !== 'id' || typeof answer[key] === 'string');
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'metrics' ? sortedByPath(value) : comparable(value)]),
  );
}

/** Our answer without members that theirs does not have: more may be told here, such as `context` and `count`. */
function known(theirs: unknown, ours: unknown): unknown {
  if (Array.isArray(theirs) && Array.isArray(ours))
    return ours.map((value, i) => (i < theirs.length ? known(theirs[i], value) : value));
  if (!isRecord(theirs) || !isRecord(ours)) return ours;
  const entries = Object.entries(ours).filter(([key]) => Object.hasOwn(theirs, key));
  return Object.fromEntries(entries.map(([key, value]) => [key, known(theirs[key], value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortedByPath(list: unknown): unknown {
  return Array.isArray(list)
    ? list.map((one) => JSON.stringify(one, ['name', 'path', 'is_leaf'])).sort()
    : list;
}
