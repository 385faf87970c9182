// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesPath } from '../../../test/support/naiveGlob.ts';
import type { Dashboard, Variable } from '../../schema/dashboard.ts';
import { markVariables } from './marks.ts';
import { panelsUsing } from './panelsUsing.ts';
import { pathMatches } from './pathPattern.ts';
import { targetReads } from './targetReads.ts';

const variables: Variable[] = [
  { name: 'host', type: 'query', query: 'hosts.*' },
  { name: 'metric', type: 'query', query: 'expand(hosts.*.load.*)' },
  { name: 'list', type: 'custom', options: 'a, b' },
  { name: 'names', type: 'custom', options: 'CPU : cpu.all, Disk : disk.all' },
  { name: 'typed', type: 'text' },
  { name: 'prefix', type: 'constant', value: 'a.b' },
  { name: 'window', type: 'interval', options: '1m,1h' },
];
const reads = (target: string, metric: string) => targetReads(markVariables(target, variables), metric);

test.each<[target: string, metric: string, expected: boolean]>([
  ['hosts.web1.cpu', 'hosts.web1.cpu', true],
  ['hosts.web1.cpu', 'hosts.web1.cpu.user', false],
  ['hosts.web1.cpu', 'hosts.web1', false],
  ['hosts.*.cpu', 'hosts.web1.cpu', true],
  ['hosts.*.cpu', 'hosts.web1.disk.cpu', false],
  ['*.cpu', 'hosts.web1.cpu', false],
  ['hosts.web?.cpu', 'hosts.web1.cpu', true],
  ['hosts.web?.cpu', 'hosts.web12.cpu', false],
  ['hosts.web[1-3].cpu', 'hosts.web2.cpu', true],
  ['hosts.web[!1-3].cpu', 'hosts.web2.cpu', false],
  ['hosts.web[3-1].cpu', 'hosts.web2.cpu', false],
  ['hosts.{web1,db{1,2}}.cpu', 'hosts.db2.cpu', true],
  ['hosts.{web1,db{1,2}}.cpu', 'hosts.db3.cpu', false],
  ['hosts.{web1.cpu,db1.load}.x', 'hosts.db1.load.x', true],
  ['a.b+(c).d', 'a.bb.d', false],
  ['a+b.c', 'aab.c', false],

  ['alias(sumSeries(hosts.*.cpu, hosts.*.load), "x")', 'hosts.web1.load', true],
  ['hosts.*.cpu | scale(2) | alias("hosts.db.load")', 'hosts.db.load', false],
  ['asPercent(hosts.web1.used, hosts.web1.total)', 'hosts.web1.total', true],
  ['asPercent(hosts.web1.used, total=hosts.web1.total)', 'hosts.web1.total', true],
  ["applyByNode(hosts.*.cpu, 1, 'sumSeries(%.disk.*)')", 'hosts.web1.disk.used', true],
  ["applyByNode(hosts.*.cpu, 1, 'sumSeries(%.disk.*)')", 'hosts.web1.net.used', false],
  ['template(hosts.$x.cpu, x="web1")', 'hosts.web1.cpu', true],
  ['scale(hosts.web1.cpu,', 'hosts.web1.cpu', false],
  ['', 'hosts.web1.cpu', false],

  ['hosts.$host.cpu', 'hosts.web1.cpu', true],
  ['hosts.$host.cpu', 'hosts.web1.disk.cpu', false],
  ['hosts.${host:raw}.cpu', 'hosts.web1.cpu', true],
  ['hosts.[[host]].cpu', 'hosts.web1.cpu', true],
  ['hosts.web$nobody.cpu', 'hosts.web1.cpu', true],
  ['hosts.{$host,db}.cpu', 'hosts.web1.cpu', true],
  ['scale($metric, 2)', 'hosts.web1.load.1m', true],
  ['hosts.$typed', 'hosts.web1.load.1m', true],
  ['hosts.web1.$names.x', 'hosts.web1.cpu.all.x', true],
  ['hosts.web1.$list.x', 'hosts.web1.cpu.all.x', false],
  ['$prefix.c', 'a.b.c', true],
  ['${fn}(hosts.web1.cpu, 2)', 'hosts.web1.cpu', true],
  // A variable where a number belongs is no path.
  ['movingAverage(hosts.web1.cpu, $metric)', 'hosts.db1.load', false],
  ['movingAverage(hosts.web1.cpu, "$window")', 'hosts.web1.cpu', true],
  ['$fn(hosts.web1.cpu, $metric)', 'hosts.db1.load', false],
  ['asPercent(hosts.web1.cpu, $metric)', 'hosts.db1.load', false],

  ['disk.used', 'disk.used;host=a', false],
  ['disk.*', 'disk.used;host=a', false],
  ['disk.used;host=*', 'disk.used;host=a', true],
  ["seriesByTag('name=disk.used', 'host=a')", 'disk.used;host=a', true],
  ["seriesByTag('name=disk.used', 'host=b')", 'disk.used;host=a', false],
  ["seriesByTag('name=disk.used', 'host!=b', 'rack=')", 'disk.used;host=a', true],
  ["seriesByTag('name=~disk', 'host!=~b')", 'disk.used;host=a', true],
  ["seriesByTag('name=~used')", 'disk.used;host=a', false],
  ["seriesByTag('name=disk.used', 'host=$host')", 'disk.used;host=a', true],
  ["seriesByTag('name=disk.used', 'host=b$host')", 'disk.used;host=a', false],
  ["seriesByTag('name=disk.used', 'host!=$host')", 'disk.used;host=a', true],
  ["seriesByTag('name=disk.used', 'host=~($host)')", 'disk.used;host=a', true],
  ["seriesByTag('name=~(')", 'disk.used;host=a', false],
  ["seriesByTag('name=disk.used')", 'disk.used', false],
])('%s reads %s: %s', (target, metric, expected) => {
  expect(reads(target, metric)).toBe(expected);
});

test('paths match as the slow obvious way says', () => {
  const letter = fc.constantFrom('a', 'b', '-', '^', '+');
  const plain = fc.string({ unit: letter, maxLength: 3 });
  const piece = fc.oneof(
    plain,
    fc.constantFrom('*', '?', '[ab]', '[!a]', '[a-b]', '[]a]', '[b-a]', '[+-a]', '[!+-a]', '[', ']'),
    fc.array(plain, { minLength: 1, maxLength: 3 }).map((choices) => `{${choices.join(',')}}`),
  );
  const glob = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
  const dotted = (segment: fc.Arbitrary<string>) =>
    fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('.'));
  fc.assert(
    fc.property(dotted(glob), dotted(plain), (pattern, name) => {
      // A bracket that is closed only in a later segment is one set here, and none for who looks at each segment alone.
      fc.pre(pattern.split('.').every((segment) => segment.lastIndexOf('[') <= segment.lastIndexOf(']')));
      expect(pathMatches(pattern, name)).toBe(matchesPath(pattern, name));
    }),
    { numRuns: 3000 },
  );
});

describe('a dashboard', () => {
  const panel = (id: string, ...targets: string[]): Dashboard['rows'][number]['panels'][number] => ({
    ...{ id, type: 'timeseries', title: `Panel ${id}`, grid: { x: 0, y: 0, w: 12, h: 8 } },
    targets: targets.map((target, i) => ({ refId: 'ABC'[i]!, target })),
  });
  const board: Dashboard = {
    ...{ format: 'plumbago-dashboard', formatVersion: 1, title: 'Web', variables },
    annotations: [{ name: 'deploys', source: 'target', target: 'deploys.web' }],
    rows: [
      { id: 'r1', panels: [panel('p1', 'hosts.$host.cpu'), panel('p2', 'hosts.*.load', 'scale(#A, 2)')] },
      { id: 'r2', collapsed: true, panels: [panel('p3', 'hosts.db1.disk', 'hosts.web1.cpu')] },
    ],
  };

  test.each<[string, string[] | null]>([
    ['hosts.web1.cpu', ['p1', 'p3']],
    ['hosts.web1.load', ['p2']],
    ['hosts.db1.disk', ['p3']],
    ['deploys.web', []],
    ['hosts.web1.net', null],
  ])('shows %s in %j', (metric, expected) => {
    const found = panelsUsing(board, metric);
    expect(found?.map(({ id }) => id) ?? null).toEqual(expected);
    for (const { id, title } of found ?? []) expect(title).toBe(`Panel ${id}`);
  });
});
