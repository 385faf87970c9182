import { expect, test } from 'vitest';
import type { Host } from '../../../../src/schema/api.ts';
import type { Dashboard } from '../../../../src/schema/dashboard.ts';
import { firstRange } from './firstRange.ts';
import { hostBoard } from './hostBoard.ts';

const heard = (values: (number | null)[]) => ({ cpuHistory: { start: 0, step: 10, values } }) as Host;

test.each<[string, Host | null | undefined, string | undefined]>([
  ['not known yet', undefined, undefined],
  ['nowhere', null, '-1h'],
  ['heard of for long', heard([1, 2, 3, 4, 5, 6, 7, 8]), '-1h'],
  ['just started', heard([null, null, null, null, null, null, 5, 6]), '-5min'],
  ['without a value', heard([null, null]), '-5min'],
])('a host %s opens with', (_what, host, from) => expect(firstRange(host)?.from).toBe(from));

test('the page of a host asks for that host, and has nothing to choose', () => {
  const board: Dashboard = {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    title: 'Host',
    variables: [
      { type: 'query', name: 'host', query: 'hosts.*' },
      { type: 'text', name: 'other' },
    ],
    rows: [],
  };
  expect(hostBoard(board, 'web-1', { from: '-5min', until: 'now' })).toMatchObject({
    title: 'web-1',
    time: { from: '-5min', until: 'now' },
    variables: [
      { type: 'constant', name: 'host', value: 'web-1' },
      { type: 'text', name: 'other' },
    ],
  });
});
