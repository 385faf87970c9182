import { describe, expect, test } from 'vitest';
import type { Variable, VariableValue } from '../../schema/dashboard.ts';
import { interpolate } from './interpolate.ts';
import { resolveVariables } from './resolve.ts';

const host: Variable = { name: 'host', type: 'query', query: 'hosts.*', multi: true, includeAll: true };
const disk: Variable = { name: 'disk', type: 'query', query: 'hosts.$host.disks.*' };

/** A server that knows these, by query. */
function run(
  variables: readonly Variable[],
  chosen: Record<string, VariableValue>,
  server: Record<string, readonly string[]>,
) {
  return resolveVariables({
    variables,
    chosen: new Map(Object.entries(chosen)),
    builtins: new Map([['__range_s', '3600']]),
    range: { from: '-1h', until: 'now' },
    rangeSeconds: 3600,
    zone: 'UTC',
    known: ({ query }) => {
      const found = server[query];
      return (
        found && {
          options: found.map((value) => ({ value, text: value })),
          truncated: found.includes('…'),
          total: found.length,
        }
      );
    },
  });
}
const hosts = { 'hosts.*': ['web1', 'web2', 'db1'] };

describe('what is chosen', () => {
  test.each<[string, Variable, Record<string, VariableValue>, Record<string, readonly string[]>, unknown]>([
    ['nothing known, nothing wished: it waits', host, {}, {}, undefined],
    ['nothing known, but wished: at once', host, { host: 'web1' }, {}, ['web1']],
    ['the first', host, {}, hosts, ['web1']],
    ['several', host, { host: ['web2', 'db1'] }, hosts, ['web2', 'db1']],
    ['what is gone goes', host, { host: ['web2', 'old'] }, hosts, ['web2']],
    ['what is gone altogether gives the first', host, { host: 'old' }, hosts, ['web1']],
    ['a pattern stays', host, { host: 'web*' }, hosts, ['web*']],
    ['beyond a cut list anything may be', host, { host: 'old' }, { 'hosts.*': ['web1', '…'] }, ['old']],
    ['none on purpose', host, { host: '' }, hosts, []],
    ['all', host, { host: '$__all' }, hosts, ['$__all']],
    ['all where it is not offered', { ...host, includeAll: false }, { host: '$__all' }, hosts, ['web1']],
    ['the own default', { ...host, current: ['db1'] }, {}, hosts, ['db1']],
    ['a default that is gone', { ...host, current: ['old'] }, {}, hosts, ['web1']],
    [
      'one of a list where only one may be',
      { ...host, multi: false },
      { host: ['web2', 'db1'] },
      hosts,
      'web2',
    ],
    ['no choices at all', disk, {}, { 'hosts.$host.disks.*': [] }, ''],
    ['custom', { name: 'c', type: 'custom', options: 'a, b' }, {}, {}, 'a'],
    ['text', { name: 't', type: 'text', current: 'x' }, { t: 'y' }, {}, 'y'],
    ['constant', { name: 'k', type: 'constant', value: 'v' }, { k: 'other' }, {}, 'v'],
    ['interval', { name: 'i', type: 'interval', options: '1m,10m' }, {}, {}, '1m'],
    ['interval auto', { name: 'i', type: 'interval', options: '1m', auto: {} }, {}, {}, 'auto'],
  ])('%s', (_what, variable, chosen, server, expected) => {
    expect(run([variable], chosen, server).states[0].chosen).toEqual(expected);
  });
});

describe('variables that use each other', () => {
  test('the second waits for the first, and is asked with its value', () => {
    const before = run([disk, host], {}, {});
    expect([...before.waiting]).toEqual(['host', 'disk']);
    expect(before.states[0].request).toBeNull();
    expect(before.states[1].request?.query).toBe('hosts.*');
    const after = run([disk, host], {}, hosts);
    expect(after.states[0].request?.query).toBe('hosts.web1.disks.*');
    const all = run([disk, host], { host: '$__all' }, hosts);
    expect(all.states[0].request?.query).toBe('hosts.{web1,web2,db1}.disks.*');
  });
  test('another host has other disks: the old choice goes', () => {
    const server = { ...hosts, 'hosts.web2.disks.*': ['sdb'] };
    expect(run([host, disk], { host: 'web2', disk: 'sda' }, server).states[1].chosen).toBe('sdb');
  });
  test('a circle waits for ever, and takes nothing else with it', () => {
    const a: Variable = { name: 'a', type: 'query', query: '$b' };
    const b: Variable = { name: 'b', type: 'query', query: '$a' };
    const { values } = run([a, b, host], {}, hosts);
    expect(values.get('host')).toBeDefined();
  });
});

test('all of it is its own word as it is, or all choices', () => {
  const text = (variable: Variable) =>
    interpolate('x.$host.y', run([variable], { host: '$__all' }, hosts).values);
  expect(text(host)).toBe('x.{web1,web2,db1}.y');
  expect(text({ ...host, allValue: '*' })).toBe('x.*.y');
});

test('the interval that is chosen by itself follows the range', () => {
  const every: Variable = { name: 'i', type: 'interval', options: '1m', auto: { parts: 60 } };
  expect(interpolate('$i', run([every], {}, {}).values)).toBe('1m');
});
