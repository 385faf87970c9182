import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryDashboard, arbitraryEdits } from '../../test/support/arbitraryDashboard.ts';
import type { Dashboard, Panel } from '../schema/dashboard.ts';
import { diffDashboards } from './diff.ts';
import { equal } from './identity.ts';

const cpu = {
  ...{ id: 'p1', type: 'timeseries', title: 'CPU', grid: { x: 0, y: 0, w: 12, h: 8 } },
  field: { unit: 'bytes', thresholds: { steps: [{ value: null, color: 'ok' }] } },
  targets: [{ refId: 'A', target: 'hosts.*.cpu' }],
  overrides: [{ match: { by: 'name', name: 'idle' }, set: { unit: 'percent' } }],
} satisfies Panel;
const BASE: Dashboard = {
  ...{ format: 'plumbago-dashboard', formatVersion: 1, uid: 'x', title: 'Board', tags: ['a', 'b'] },
  variables: [
    { name: 'host', type: 'query', query: 'hosts.*' },
    { name: 'zone', type: 'custom', options: 'a,b' },
  ],
  rows: [
    { id: 'r1', panels: [cpu, { id: 'p2', type: 'stat', grid: { x: 12, y: 0, w: 12, h: 8 } }] },
    { id: 'r2', title: 'Disks', panels: [] },
  ],
};

const edited = (edit: (copy: Dashboard) => unknown): Dashboard => {
  const copy = structuredClone(BASE);
  edit(copy);
  return copy;
};
const lines = (edit: (copy: Dashboard) => unknown): string[] =>
  diffDashboards(BASE, edited(edit)).map(
    ({ kind, where, path, before, after }) => `${kind} ${where} (${path}): ${before} → ${after}`,
  );

describe('diffDashboards', () => {
  test.each<[string, (copy: Dashboard) => unknown, string[]]>([
    ['nothing', () => {}, []],
    [
      'a setting of a panel',
      ({ rows }) => Object.assign(rows[0]!.panels[0]!.field!, { unit: 'bits' }),
      ['changed Panel "CPU" › Unit (rows[0].panels[0].field.unit): bytes → bits'],
    ],
    [
      'a setting within options that were not there',
      ({ rows }) => Object.assign(rows[0]!.panels[1]!, { options: { reduce: { calc: 'max' } } }),
      ['added Panel p2 (stat) › Calculation (rows[0].panels[1].options.reduce.calc): null → max'],
    ],
    [
      'a place',
      ({ rows }) => Object.assign(rows[0]!.panels[0]!.grid, { x: 6, w: 6 }),
      ['moved Panel "CPU" › Place (rows[0].panels[0].grid): 12 × 8 at 0, 0 → 6 × 8 at 6, 0'],
    ],
    [
      'another row',
      ({ rows }) => void rows[1]!.panels.push(...rows[0]!.panels.splice(0, 1)),
      ['moved Panel "CPU" › Row (rows[1].panels[0]): Row r1 → Row "Disks"'],
    ],
    [
      'a panel more and one less',
      ({ rows }) => {
        rows[0]!.panels.splice(1, 1);
        rows[1]!.panels.push({ id: 'new', type: 'pie', title: 'Disks', grid: { x: 0, y: 0, w: 8, h: 8 } });
      },
      [
        'added Panel "Disks" (rows[1].panels[0]): null → pie',
        'removed Panel p2 (stat) (rows[0].panels[1]): stat → null',
      ],
    ],
    [
      'targets',
      ({ rows }) => {
        rows[0]!.panels[0]!.targets![0]!.target = 'hosts.web.cpu';
        rows[0]!.panels[0]!.targets!.push({ refId: 'B', target: '#A' });
      },
      [
        'changed Panel "CPU" › Query A › Target (rows[0].panels[0].targets[0].target): hosts.*.cpu → hosts.web.cpu',
        'added Panel "CPU" › Query B (rows[0].panels[0].targets[1]): null → #A',
      ],
    ],
    [
      'an override',
      ({ rows }) => Object.assign(rows[0]!.panels[0]!.overrides![0]!.set, { axis: 'right' }),
      [
        'added Panel "CPU" › Override of "idle" › Axis (rows[0].panels[0].overrides[0].set.axis): null → right',
      ],
    ],
    [
      'thresholds as a whole',
      ({ rows }) =>
        Object.assign(rows[0]!.panels[0]!.field!, {
          thresholds: { steps: [{ value: null, color: 'warn' }] },
        }),
      [
        'changed Panel "CPU" › Thresholds (rows[0].panels[0].field.thresholds): ' +
          '{"steps":[{"value":null,"color":"ok"}]} → {"steps":[{"value":null,"color":"warn"}]}',
      ],
    ],
    [
      'tags',
      (copy) => Object.assign(copy, { tags: ['b', 'c'] }),
      ['added Tag c (tags[1]): null → c', 'removed Tag a (tags[0]): a → null'],
    ],
    [
      'order of variables',
      ({ variables }) => void variables!.reverse(),
      ['moved Variables › Order (variables): Variable host, Variable zone → Variable zone, Variable host'],
    ],
    [
      'order of rows',
      ({ rows }) => void rows.reverse(),
      ['moved Rows › Order (rows): Row r1, Row "Disks" → Row "Disks", Row r1'],
    ],
    [
      'a switch, and a title of a row',
      ({ rows }) => Object.assign(rows[1]!, { collapsed: true, title: 'Disk' }),
      [
        'changed Row "Disks" › Title (rows[1].title): Disks → Disk',
        'added Row "Disks" › Collapsed (rows[1].collapsed): null → on',
      ],
    ],
  ])('%s', (_, edit, expected) => {
    expect(lines(edit)).toEqual(expected);
  });

  test('there is a change exactly where there is a difference, and both ways as many', () => {
    fc.assert(
      fc.property(arbitraryDashboard, arbitraryEdits('x'), (before, edit) => {
        const after = edit(before);
        const there = diffDashboards(before, after);
        expect(there.length > 0).toBe(!equal(before, after));
        const back = diffDashboards(after, before);
        expect(back.length > 0).toBe(there.length > 0);
        expect(back.filter(({ kind }) => kind === 'removed').length).toBe(
          there.filter(({ kind }) => kind === 'added').length,
        );
      }),
      { numRuns: 300 },
    );
  });
});
