import { expect, test } from 'vitest';
import type { DashboardScope } from '../scope.ts';
import { linkAddress, safeAddress } from './linkAddress.ts';

const scope = {
  page: { range: { from: '-6h', until: 'now' } },
  variables: new Map<string, string | string[]>([
    ['host', ['a', 'b']],
    ['disk', 'sda'],
  ]),
} as unknown as DashboardScope;

test.each([
  ['/d/x', {}, '/d/x'],
  ['/d/x', { keepTime: true }, '/d/x?from=-6h&until=now'],
  ['/d/x?from=-1h', { keepTime: true }, '/d/x?from=-1h'],
  ['/d/x#top', { keepVariables: true }, '/d/x?var-host=a&var-host=b&var-disk=sda#top'],
  ['https://wiki/x?var-host=c', { keepVariables: true }, 'https://wiki/x?var-host=c&var-disk=sda'],
])('%s with %o goes to %s', (url, link, address) => expect(linkAddress(url, link, scope)).toBe(address));

test.each([
  ['/d/x', '/d/x'],
  [' https://wiki/ ', 'https://wiki/'],
  ['mailto:a@b', 'mailto:a@b'],
  ['javascript:alert(1)', null],
  ['//evil/x', null],
  ['d/x', null],
  ['', null],
])('%s is gone to as %s', (text, address) => expect(safeAddress(text)).toBe(address));
