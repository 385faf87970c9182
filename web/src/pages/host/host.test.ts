import { expect, test } from 'vitest';
import type { Host } from '../../../../src/schema/api.ts';
import { firstRange } from './firstRange.ts';
import { hostDashboard, targetsFor } from './hostDashboard.ts';

const heard = (values: (number | null)[]) => ({ cpuHistory: { start: 0, step: 10, values } }) as Host;

test.each<[string, Host | null | undefined, string | undefined]>([
  ['not known yet', undefined, undefined],
  ['nowhere', null, '-1h'],
  ['heard of for long', heard([1, 2, 3, 4, 5, 6, 7, 8]), '-1h'],
  ['just started', heard([null, null, null, null, null, null, 5, 6]), '-5min'],
  ['without a value', heard([null, null]), '-5min'],
])('a host %s opens with', (_what, host, from) => expect(firstRange(host)?.from).toBe(from));

test('every panel has an id of its own, and its targets name the host', () => {
  const panels = hostDashboard.flatMap((section) => section.panels);
  expect(new Set(panels.map((panel) => panel.id)).size).toBe(panels.length);
  for (const panel of panels)
    for (const { target } of targetsFor(panel, 'web-1')) {
      expect(target).toContain('hosts.web-1.');
      expect(target).not.toContain('$');
    }
});
