import { expect, test } from 'vitest';
import type { Panel } from '../../../src/schema/dashboard.ts';
import type { TargetNode } from '../../../src/schema/dashboards.ts';
import { breakTarget, patternOf } from './breakTarget.ts';
import { panelFromText, panelToText } from './clipboard.ts';

const target = 'alias(scale(hosts.*.cpu.{user,idle},2),"x*y")';
const at = { from: 12, to: 35, text: 'hosts.*.cpu.{user,idle}' };
const tree: TargetNode = {
  kind: 'call',
  name: 'alias',
  piped: false,
  from: 0,
  to: target.length,
  named: {},
  args: [
    {
      kind: 'call',
      name: 'scale',
      piped: false,
      from: 6,
      to: 38,
      named: {},
      args: [
        { kind: 'path', ...at },
        { kind: 'value', value: 2, text: '2', from: 36, to: 37 },
      ],
    },
    { kind: 'value', value: 'x*y', text: '"x*y"', from: 39, to: 44 },
  ],
};

test('the pattern is found within its functions, and quoted stars are none', () => {
  expect(target.slice(at.from, at.to)).toBe(at.text);
  expect(patternOf(tree)).toMatchObject(at);
  expect(patternOf({ kind: 'path', text: 'a.b', from: 0, to: 3 })).toBeNull();
});

test.each<[string[], string[]]>([
  [
    ['hosts.a.cpu.user', 'hosts.b.cpu.user'],
    ['a', 'b'],
  ],
  [
    ['hosts.a.cpu.user', 'hosts.a.cpu.idle'],
    ['user', 'idle'],
  ],
  [
    ['hosts.a.cpu.user', 'hosts.b.cpu.idle'],
    ['a user', 'b idle'],
  ],
  [['hosts.a.cpu.user'], ['hosts.a.cpu.user']],
])('%j are called %j', (names, titles) => {
  const parts = breakTarget(target, at, names);
  expect(parts.map((part) => part.title)).toEqual(titles);
  expect(parts[0].target).toBe('alias(scale(hosts.a.cpu.user,2),"x*y")');
});

test('a copied panel is read again, anything else is not', () => {
  const panel: Panel = { id: 'p1', type: 'text', grid: { x: 0, y: 0, w: 4, h: 4 } };
  expect(panelFromText(panelToText(panel))).toEqual(panel);
  for (const text of [
    '',
    'hello',
    '{}',
    'null',
    '{"format":"plumbago-panel"}',
    '{"format":"plumbago-panel","panel":{"type":"text"}}',
  ])
    expect(panelFromText(text)).toBeNull();
});
