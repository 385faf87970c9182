import { describe, expect, test } from 'vitest';
import { toCsv } from '../../chart/csv.ts';
import { commonUnit, narrowTarget, readTargets, writeTargets } from './exploreState.ts';
import { markMatches } from './markMatches.ts';
import { treePaths } from './treePaths.ts';

describe('the address', () => {
  test('keeps targets in order and drops blank ones', () => {
    const search = writeTargets('?from=-1h&target=old', ['a.{b,c}', '  ', 'alias(x,"y & z")']);
    expect(readTargets(search)).toEqual(['a.{b,c}', 'alias(x,"y & z")']);
    expect(new URLSearchParams(search).get('from')).toBe('-1h');
  });
  test('is empty when nothing is asked', () => expect(writeTargets('', [])).toBe(''));
});

test.each<[string[], string[], string]>([
  [['eth0.rx_bytes', 'eth0.tx_bytes'], ['x'], 'binBps'],
  [['user', 'system'], ['aliasByNode(hosts.a.cpu.all.*,4)'], 'percent'],
  [['user', 'eth0.rx_bytes'], ['a', 'b'], 'short'],
])('names %j of %j are in %s', (names, targets, unit) => expect(commonUnit(names, targets)).toBe(unit));

test('narrowing keeps the target whole', () =>
  expect(narrowTarget('a.{b,c}.*', 50)).toBe('highestAverage(a.{b,c}.*,50)'));

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
