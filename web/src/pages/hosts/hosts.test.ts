import { expect, test } from 'vitest';
import type { Host } from '../../../../src/schema/api.ts';
import { arrangeHosts, type HostSort, hostState, readSort } from '../../../../src/view/hosts/hostList.ts';
import { carbonAddress } from './carbonAddress.ts';

const host = (name: string, rest: Partial<Host> = {}): Host => ({
  name,
  lastSeconds: 1000,
  local: false,
  cpuPercent: null,
  memoryPercent: null,
  load1: null,
  cores: null,
  uptimeSeconds: null,
  diskPercent: null,
  rxBytes: null,
  txBytes: null,
  cpuHistory: { start: 0, step: 10, values: [] },
  ...rest,
});
const hosts = [
  host('web10', { cpuPercent: 5, load1: 4, cores: 8 }),
  host('web9', { cpuPercent: 50, load1: 1, cores: 1 }),
  host('db', { local: true }),
];

test.each<[string, HostSort, string[]]>([
  ['', 'name', ['db', 'web9', 'web10']],
  ['WEB', 'name', ['web9', 'web10']],
  ['', 'cpu', ['web9', 'web10', 'db']],
  ['', 'load', ['web9', 'web10', 'db']],
  ['nothing', 'name', []],
])('"%s" by %s', (filter, sort, expected) =>
  expect(arrangeHosts(hosts, filter, sort).map((one) => one.name)).toEqual(expected),
);

test.each([
  [1000, 'ok'],
  [1060, 'ok'],
  [1061, 'late'],
  [1601, 'silent'],
])('at %s the host is %s', (now, state) => expect(hostState(host('a'), now)).toBe(state));

test('a host without a point for a day is silent', () =>
  expect(hostState(host('a', { lastSeconds: null }), 0)).toBe('silent'));

test('an unknown order is by name', () => expect(readSort('colour')).toBe('name'));

test.each([
  ['127.0.0.1:2003', 'page', { host: '127.0.0.1', port: '2003' }],
  ['0.0.0.0:12003', 'mon.example', { host: 'mon.example', port: '12003' }],
  ['[::]:2003', 'mon.example', { host: 'mon.example', port: '2003' }],
  ['[::1]:2003', 'page', { host: '::1', port: '2003' }],
  [null, 'page', { host: '127.0.0.1', port: '2003' }],
])('points go from %s to', (listener, page, expected) =>
  expect(carbonAddress(listener, page)).toEqual(expected),
);
