import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../chart/csv.ts';
import { explorePanel, keptPanel, narrowed, titleOf } from './explorePanel.ts';
import {
  closePane,
  commonUnit,
  emptyPane,
  hasOwnRange,
  isSplit,
  type Pane,
  readPane,
  secondPrefix,
  splitPanes,
  withoutOwnRange,
  withParameter,
  writePane,
} from './exploreState.ts';
import { markMatches } from './markMatches.ts';
import { readHistory, searchHistory, withoutQuery, withQuery, withStar } from './queryHistory.ts';
import { branchesOf, hostOf, seriesPath, siblingsOf, taggedSiblings } from './siblings.ts';
import { treePaths } from './treePaths.ts';

const targetText = fc.string({ unit: fc.constantFrom(...'ab.*{},()"&=#+ '), minLength: 1, maxLength: 12 });
const anyPane: fc.Arbitrary<Pane> = fc.record({
  queries: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'AB'), { maxLength: 4 }).chain((letters) =>
    fc.tuple(
      ...letters.map((refId) =>
        fc.record({ target: targetText, off: fc.boolean() }).map(({ target, off }) => ({
          refId,
          target: target.trim() || 'x',
          ...(off ? { hidden: true } : {}),
        })),
      ),
    ),
  ),
  style: fc.constantFrom('lines', 'areas', 'bars', 'stacked', 'percent'),
  scale: fc.constantFrom('linear', 'log', 'symlog'),
  band: fc.constantFrom('auto', 'on', 'off'),
  compare: fc.constantFrom(null, '7d', 'period'),
  consolidateBy: fc.constantFrom(null, 'max', 'sum'),
  explained: fc.boolean(),
  hidden: fc.uniqueArray(targetText, { maxLength: 3 }).map((keys) => new Set(keys)),
});

describe('the address', () => {
  test('says all of a pane, and nothing of the other', () => {
    fc.assert(
      fc.property(anyPane, anyPane, (first, second) => {
        const search = writePane(writePane('?from=-1h&stale=1', first), second, secondPrefix);
        expect(readPane(search)).toEqual(first);
        expect(readPane(search, secondPrefix)).toEqual(second);
        expect(new URLSearchParams(search).get('from')).toBe('-1h');
      }),
    );
  });
  test('says nothing when nothing is asked', () => expect(writePane('', emptyPane)).toBe(''));
  test('drops blank queries and keeps the letters of the others', () => {
    const queries = ['A', 'B', 'C'].map((refId, i) => ({ refId, target: i === 1 ? '  ' : `m.${refId}` }));
    const search = writePane('', { ...emptyPane, queries });
    expect(readPane(search).queries.map(({ refId, target }) => refId + target)).toEqual(['Am.A', 'Cm.C']);
  });
  test('of links that name no letters, or the same twice', () => {
    const letters = (search: string) => readPane(search).queries.map(({ refId }) => refId);
    expect(letters('?target=a&target=b&target=c')).toEqual(['A', 'B', 'C']);
    expect(letters('?target=a&target=b&ref=B,B')).toEqual(['B', 'A']);
    expect(letters('?target=a&target=b&ref=<b>')).toEqual(['A', 'B']);
  });
  test('understands what an earlier release wrote', () =>
    expect(readPane('?target=a&stack=1').style).toBe('stacked'));

  test('of two panes becomes that of the one that stays', () => {
    fc.assert(
      fc.property(anyPane, anyPane, fc.boolean(), (first, second, own) => {
        let search = splitPanes(writePane('?from=-1h&until=now', first), second);
        if (own) search = withParameter(withParameter(search, 'b-from', '5'), 'b-until', '9');
        expect(isSplit(search)).toBe(true);
        expect(hasOwnRange(search)).toBe(own);
        expect(withoutOwnRange(search)).toBe(splitPanes(writePane('?from=-1h&until=now', first), second));
        const left = closePane(search, 'second');
        expect(readPane(left)).toEqual(first);
        const right = closePane(search, 'first');
        expect(readPane(right)).toEqual(second);
        expect(new URLSearchParams(right).get('from')).toBe(own ? '5' : '-1h');
        for (const closed of [left, right]) expect(closed).not.toMatch(/b-|split/);
      }),
    );
  });
});

describe('a pane as a panel', () => {
  const pane: Pane = {
    ...emptyPane,
    queries: [
      { refId: 'A', target: 'alias(sum(a.*), "All of a")' },
      { refId: 'B', target: '' },
    ],
    style: 'stacked',
    compare: 'period',
  };
  test('is drawn with its blank queries, and kept without them', () => {
    expect(explorePanel('left', pane, 'bytes')).toMatchObject({
      targets: pane.queries,
      field: { stacking: { mode: 'normal' }, unit: 'bytes' },
    });
    const kept = keptPanel(pane, null, titleOf(pane));
    expect(kept.targets).toHaveLength(1);
    // A dashboard has no word for "the period before".
    expect(kept).toMatchObject({ title: 'All of a' });
    expect(Object.keys(kept)).not.toContain('compare');
    expect(Object.keys(kept)).not.toContain('options');
    expect(keptPanel({ ...pane, compare: '7d', band: 'on' }, null, '')).toMatchObject({
      compare: '7d',
      options: { band: 'on' },
    });
  });
});

describe('the history', () => {
  test('has each query once, the newest first, and a hundred of them', () => {
    let list = withQuery([], ['first'], 0);
    list = withStar(list, ['first'], true);
    for (let i = 1; i <= 150; i++) list = withQuery(list, [`q${i % 120}`], i);
    expect(list).toHaveLength(101);
    expect(list[0].targets).toEqual(['q30']);
    expect(list.at(-1)).toEqual({ targets: ['first'], seconds: 0, starred: true });
    expect(new Set(list.map(({ targets }) => targets[0])).size).toBe(101);
    expect(withQuery(list, ['first'], 200)[0]).toEqual({ targets: ['first'], seconds: 200, starred: true });
    expect(withoutQuery(list, ['first'])).toHaveLength(100);
  });
  test('is searched by words, what is starred first', () => {
    let list = withQuery([], ['hosts.web.cpu', 'hosts.web.load'], 1);
    list = withStar(list, list[0].targets, true);
    list = withQuery(list, ['Hosts.db.CPU'], 2);
    expect(searchHistory(list, 'cpu hosts').map(({ seconds }) => seconds)).toEqual([1, 2]);
    expect(searchHistory(list, 'load').map(({ seconds }) => seconds)).toEqual([1]);
  });
  test.each([null, '{', '7', '[null, 3, {"targets": [1], "seconds": 2}, {"targets": ["a"]}]'])(
    '%j is none',
    (text) => expect(readHistory(text)).toEqual([]),
  );
});

describe('from a series to others', () => {
  test.each([
    ['hosts.web1.cpu.all.user', 'x', 'hosts.web1.cpu.all.user'],
    ['cpu.total;host=web1', 'x', 'cpu.total'],
    ['scale(a.b.c,2)', 'x', 'a.b.c'],
    ['the kiln', 'alias(workshop.kiln.temperature, "the kiln")', 'workshop.kiln.temperature'],
    ['web1', 'aliasByNode(hosts.*.load.1m, 1)', null],
    ['sumSeries(a.b,c.d)', 'sumSeries(a.b,c.d)', null],
  ])('%s of %s is %s', (name, target, path) => expect(seriesPath(name, target)).toBe(path));
  test('its branch, and the same elsewhere at each level but the first', () =>
    expect(siblingsOf('hosts.web1.cpu.all.user').map(({ target }) => target)).toEqual([
      'hosts.web1.cpu.all.*',
      'hosts.web1.cpu.*.user',
      'hosts.web1.*.all.user',
      'hosts.*.cpu.all.user',
    ]));
  test('of short names', () => {
    expect(siblingsOf('a.b').map(({ target }) => target)).toEqual(['a.*', '*.b']);
    expect(siblingsOf('a')).toEqual([]);
  });
  test('with other tags', () =>
    expect(taggedSiblings('cpu;dc=b;host=web1').map(({ target }) => target)).toEqual([
      "seriesByTag('name=cpu', 'host=web1', 'dc=~.+')",
      "seriesByTag('name=cpu', 'dc=b', 'host=~.+')",
    ]));
  test.each([
    ['hosts.web1.load.1m', 'web1'],
    ['hosts.web1', null],
    ['shop.hosts.web1.x', null],
  ])('%s is of host %s', (path, host) => expect(hostOf(path)).toBe(host));
  test('branches, the nearest first', () => expect(branchesOf('a.b.c')).toEqual(['a.b', 'a']));
});

test.each<[string[], string[], string]>([
  [['eth0.rx_bytes', 'eth0.tx_bytes'], ['x'], 'binBps'],
  [['user', 'system'], ['aliasByNode(hosts.a.cpu.all.*,4)'], 'percent'],
  [['user', 'eth0.rx_bytes'], ['a', 'b'], 'short'],
])('names %j of %j are in %s', (names, targets, unit) => expect(commonUnit(names, targets)).toBe(unit));

test('narrowing keeps the target whole, and leaves alone what is not drawn', () => {
  expect(narrowed({ refId: 'A', target: ' a.{b,c}.* ' }, 50).target).toBe('highestAverage(a.{b,c}.*,50)');
  for (const query of [
    { refId: 'B', target: '' },
    { refId: 'C', target: 'x', hidden: true },
  ])
    expect(narrowed(query, 50)).toEqual(query);
});

test('CSV quotes names, leaves gaps empty and skips times without values', () => {
  const table = {
    times: Float64Array.of(0, 60, 120),
    values: [Float64Array.of(1, Number.NaN, 2.5), Float64Array.of(Number.NaN, Number.NaN, -3)],
    own: [null, null],
  };
  expect(toCsv(table, ['a', 'alias "b", c'])).toBe(
    'time,a,"alias ""b"", c"\r\n1970-01-01T00:00:00Z,1,\r\n1970-01-01T00:02:00Z,2.5,-3\r\n',
  );
});

test('matches are marked in any case and any order', () => {
  const parts = markMatches('hosts.Web.cpu', 'cpu web');
  expect(parts.filter((part) => part.matched).map((part) => part.text)).toEqual(['Web', 'cpu']);
  expect(parts.map((part) => part.text).join('')).toBe('hosts.Web.cpu');
});

test.each<[string, string[], string[]]>([
  ['workshop.kiln.temperature', ['workshop', 'workshop.kiln'], ['workshop.kiln.temperature']],
  ['hosts.vm.cpu.all.*', ['hosts', 'hosts.vm', 'hosts.vm.cpu', 'hosts.vm.cpu.all'], []],
  ['hosts.*.load', ['hosts'], []],
  ['hosts.{a,b}.load.x', ['hosts'], []],
  ['sumSeries(a.b, scale(c.d.e, 0.5))', ['a', 'c', 'c.d'], ['a.b', 'c.d.e']],
  ['alias(a.b, "x.y.z")', ['a'], ['a.b']],
  ['', [], []],
])('%s stands in the tree', (target, open, leaves) => {
  expect(treePaths([target])).toEqual({ open, leaves: new Set(leaves) });
});
