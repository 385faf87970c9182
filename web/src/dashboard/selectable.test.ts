import { describe, expect, test } from 'vitest';
import type { Dashboard } from '../../../src/schema/dashboard.ts';
import { levelsOf, makeSelectable, replaceLevel, suggestName, variableFor } from './selectable.ts';

const level = (path: string, i: number) => levelsOf(path)[i];

test.each<[string, string[]]>([
  ['a.b.c', ['a', 'b', 'c']],
  ['hosts.*.cpu.{user,sys.tem}', ['hosts', '*', 'cpu', '{user,sys.tem}']],
  ['a', ['a']],
  ['hosts.$host.x', ['hosts', '$host', 'x']],
])('%s has the levels %j', (path, texts) => {
  const levels = levelsOf(path);
  expect(levels.map((one) => one.text)).toEqual(texts);
  for (const one of levels) expect(path.startsWith(one.before + one.text)).toBe(true);
});

test.each([
  ['hosts.web1.cpu', 1, [], 'host'],
  ['hosts.web1.cpu', 1, ['host'], 'host2'],
  ['disk.busses.x', 2, [], 'busse'],
  ['class.x', 1, [], 'class'],
  ['entries.x', 1, [], 'entry'],
  ['hosts.web1', 0, [], 'part'],
  ['a.1x.b', 2, [], 'part'],
])('level %#: %s %d beside %j is called %s', (path, at, taken, name) => {
  expect(suggestName(level(path, at as number), taken as string[])).toBe(name);
});

describe('replacing', () => {
  test.each<[string, string]>([
    ['hosts.web1.cpu.user', 'hosts.$host.cpu.user'],
    ['sumSeries(hosts.web1.cpu.*,hosts.web1.load)', 'sumSeries(hosts.$host.cpu.*,hosts.$host.load)'],
    ['hosts.web1', 'hosts.$host'],
    ['hosts.web1 | scale(2)', 'hosts.$host | scale(2)'],
    ['hosts.web10.cpu', 'hosts.web10.cpu'],
    ['other.hosts.web1.cpu', 'other.hosts.web1.cpu'],
    ['hosts.web2.cpu', 'hosts.web2.cpu'],
    ['alias(hosts.web1.x,"hosts.web1.x")', 'alias(hosts.$host.x,"hosts.web1.x")'],
    ['alias(hosts.web1.x,"hosts.web1")', 'alias(hosts.$host.x,"hosts.web1")'],
  ])('%s becomes %s', (target, after) =>
    expect(replaceLevel(target, level('hosts.web1.cpu', 1), 'host')).toBe(after),
  );
  test('a pattern as well, letter by letter', () => {
    const pattern = level('hosts.{web1,web2}.cpu', 1);
    expect(replaceLevel('hosts.{web1,web2}.cpu', pattern, 'host')).toBe('hosts.$host.cpu');
    expect(replaceLevel('hosts.{web1,web3}.cpu', pattern, 'host')).toBe('hosts.{web1,web3}.cpu');
  });
});

test('what was one value is chosen at first; what was a pattern is all', () => {
  expect(variableFor(level('hosts.web1.x', 1), 'host')).toMatchObject({ query: 'hosts.*', current: 'web1' });
  expect(variableFor(level('hosts.*.x', 1), 'host')).toMatchObject({
    multi: true,
    allValue: '*',
    current: ['$__all'],
  });
});

test('all panels of the branch follow, others stay the same objects', () => {
  const panel = (id: string, target: string) => ({
    id,
    type: 'timeseries' as const,
    grid: { x: 0, y: 0, w: 4, h: 4 },
    targets: [{ refId: 'A', target }],
  });
  const before: Dashboard = {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    title: 'x',
    rows: [{ id: 'r1', panels: [panel('p1', 'hosts.web1.a'), panel('p2', 'other.a')] }],
  };
  const after = makeSelectable(level('hosts.web1.a', 1), 'host').apply(before);
  expect(after.variables?.map((one) => one.name)).toEqual(['host']);
  expect(after.rows[0].panels[0].targets?.[0].target).toBe('hosts.$host.a');
  expect(after.rows[0].panels[1]).toBe(before.rows[0].panels[1]);
});
