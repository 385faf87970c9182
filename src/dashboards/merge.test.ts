import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryDashboard, arbitraryEdits, panelsOf } from '../../test/support/arbitraryDashboard.ts';
import type { Dashboard, Panel } from '../schema/dashboard.ts';
import { equal } from './identity.ts';
import { mergeDashboards, mergeOrder } from './merge.ts';

const panel = (id: string, rest: Partial<Panel> = {}): Panel =>
  ({ id, type: 'timeseries', title: id, grid: { x: 0, y: 0, w: 12, h: 8 }, ...rest }) as Panel;
const board = (rows: Dashboard['rows'], rest: Partial<Dashboard> = {}): Dashboard => ({
  ...{ format: 'plumbago-dashboard', formatVersion: 1, uid: 'x', title: 'Board' },
  ...rest,
  rows,
});
const BASE = board([
  {
    id: 'r1',
    panels: [
      panel('cpu', { field: { unit: 'percent' }, targets: [{ refId: 'A', target: 'cpu' }] }),
      panel('mem', { grid: { x: 12, y: 0, w: 12, h: 8 } }),
    ],
  },
  { id: 'r2', title: 'Disks', panels: [panel('disk')] },
]);
/** A copy of the base with something done to it. */
const changed = (edit: (copy: Dashboard) => void): Dashboard => {
  const copy = structuredClone(BASE);
  edit(copy);
  return copy;
};
const merge = (theirs: Dashboard, ours: Dashboard) => mergeDashboards(BASE, theirs, ours);
const panelIn = (dashboard: Dashboard | null, id: string) =>
  panelsOf(dashboard!).find((candidate) => candidate.id === id)!;

describe('mergeDashboards', () => {
  test('takes both changes where they touch different members of one panel', () => {
    const theirs = changed(({ rows }) => {
      rows[0]!.panels[0]!.title = 'CPU';
      rows[0]!.panels[0]!.targets!.push({ refId: 'B', target: 'idle' });
    });
    const ours = changed(({ rows }) => {
      rows[0]!.panels[0]!.field!.unit = 'percentunit';
      rows[0]!.panels[0]!.targets![0]!.target = 'cpu.all';
    });
    const { dashboard, overlaps } = merge(theirs, ours);
    expect(overlaps).toEqual([]);
    expect(panelIn(dashboard, 'cpu')).toEqual({
      ...BASE.rows[0]!.panels[0],
      title: 'CPU',
      field: { unit: 'percentunit' },
      targets: [
        { refId: 'A', target: 'cpu.all' },
        { refId: 'B', target: 'idle' },
      ],
    });
  });

  test('ours stands where both changed the same member, and it is told', () => {
    const theirs = changed(({ rows }) => {
      rows[0]!.panels[0]!.field!.unit = 'short';
    });
    const ours = changed(({ rows }) => {
      rows[0]!.panels[0]!.field!.unit = 'ms';
    });
    const { dashboard, overlaps } = merge(theirs, ours);
    expect(panelIn(dashboard, 'cpu').field).toEqual({ unit: 'ms' });
    expect(overlaps).toEqual([
      {
        kind: 'changed',
        where: 'Panel "cpu" › Unit',
        path: 'rows[0].panels[0].field.unit',
        before: 'short',
        after: 'ms',
      },
    ]);
  });

  test('a panel that moved to another row keeps what the other did to it', () => {
    const theirs = changed(({ rows }) => {
      rows[1]!.panels.push(...rows[0]!.panels.splice(0, 1));
    });
    const ours = changed(({ rows }) => {
      rows[0]!.panels[0]!.title = 'CPU';
    });
    const { dashboard } = merge(theirs, ours);
    expect(dashboard!.rows.map(({ panels }) => panels.map(({ id, title }) => [id, title]))).toEqual([
      [['mem', 'mem']],
      [
        ['disk', 'disk'],
        ['cpu', 'CPU'],
      ],
    ]);
  });

  test.each([
    ['they', true],
    ['we', false],
  ])('a panel that %s removed and the other changed', (_, theyRemoved) => {
    const removed = changed(({ rows }) => {
      rows[1]!.panels = [];
    });
    const edited = changed(({ rows }) => {
      rows[1]!.panels[0]!.title = 'Disk';
    });
    const { dashboard, overlaps } = theyRemoved ? merge(removed, edited) : merge(edited, removed);
    expect(panelsOf(dashboard!).some(({ id }) => id === 'disk')).toBe(theyRemoved);
    expect(overlaps).toMatchObject([{ where: 'Panel "disk"', kind: theyRemoved ? 'added' : 'removed' }]);
  });

  test('a row that one removed stays when the other put a panel into it', () => {
    const theirs = changed(({ rows }) => void rows.pop());
    const ours = changed(
      ({ rows }) => void rows[1]!.panels.push(panel('new', { grid: { x: 12, y: 0, w: 12, h: 8 } })),
    );
    const { dashboard } = merge(theirs, ours);
    expect(dashboard!.rows.map(({ id, title, panels }) => [id, title, panels.map((one) => one.id)])).toEqual([
      ['r1', undefined, ['cpu', 'mem']],
      ['r2', 'Disks', ['new']],
    ]);
  });

  test('two panels that both called p1 are both there, below one another', () => {
    const theirs = changed(
      ({ rows }) =>
        void rows[1]!.panels.push(panel('p1', { title: 'Theirs', grid: { x: 12, y: 0, w: 12, h: 8 } })),
    );
    const ours = changed(
      ({ rows }) =>
        void rows[1]!.panels.push(panel('p1', { title: 'Ours', grid: { x: 12, y: 0, w: 12, h: 4 } })),
    );
    const { dashboard, overlaps } = merge(theirs, ours);
    expect(overlaps).toEqual([]);
    const added = dashboard!.rows[1]!.panels.filter(({ id }) => id !== 'disk');
    expect(added.map(({ id, title }) => [id, title]).sort()).toEqual([
      ['p1', 'Theirs'],
      ['p1-2', 'Ours'],
    ]);
    expect(added.map(({ grid }) => [grid.x, grid.y]).sort()).toEqual(expect.arrayContaining([[12, 0]]));
    expect(new Set(added.map(({ grid }) => grid.y)).size).toBe(2);
  });

  test('options go with the type of their side', () => {
    const theirs = changed(({ rows }) => {
      rows[0]!.panels[0] = panel('cpu', { type: 'stat', options: { graph: 'line' } });
    });
    const ours = changed(({ rows }) => {
      rows[0]!.panels[0]!.options = { legend: { show: false } } as Panel['options'];
      rows[0]!.panels[0]!.description = 'ours';
    });
    const { dashboard, overlaps } = merge(theirs, ours);
    expect(panelIn(dashboard, 'cpu')).toMatchObject({
      ...{ type: 'stat', options: { graph: 'line' }, description: 'ours' },
    });
    expect(overlaps.map(({ where }) => where)).toEqual(['Panel "cpu" › Options']);
  });

  const sides = fc.tuple(arbitraryDashboard, arbitraryEdits('t'), arbitraryEdits('o'));

  test('one side alone, or both the same, is that side', () => {
    fc.assert(
      fc.property(sides, ([base, edit]) => {
        const state = edit(base);
        expect(mergeDashboards(base, state, base).dashboard).toEqual(state);
        expect(mergeDashboards(base, base, state).dashboard).toEqual(state);
        expect(mergeDashboards(base, state, state).dashboard).toEqual(state);
      }),
      { numRuns: 100 },
    );
  });

  test('what only one side changed is as that side has it', () => {
    fc.assert(
      fc.property(sides, ([base, theirEdit, ourEdit]) => {
        const [theirs, ours] = [theirEdit(base), ourEdit(base)];
        const { dashboard: merged } = mergeDashboards(base, theirs, ours);
        expect(merged).not.toBeNull();
        expectEachSide(without(base), without(theirs), without(ours), without(merged!), []);
        const [b, t, o, m] = [base, theirs, ours, merged!].map(placedPanels);
        for (const id of new Set([...b!.keys(), ...t!.keys(), ...o!.keys()])) {
          const [one, other, own] = [b!.get(id), t!.get(id), o!.get(id)];
          if (equal(one, own)) expect(m!.has(id)).toBe(other !== undefined);
          else if (equal(one, other)) expect(m!.has(id)).toBe(own !== undefined);
          if (!one || !other || !own || !m!.has(id)) continue;
          const coupled = one.type === other.type && one.type === own.type ? [] : ['type', 'options'];
          // What came to lie over another panel has another place.
          expectEachSide(one, other, own, m!.get(id)!, [...coupled, 'grid']);
        }
      }),
      { numRuns: 200 },
    );
  });

  /** With the row that each is in: to move a panel is to change it. */
  function placedPanels({ rows }: Dashboard): Map<string, Panel & { row: string }> {
    return new Map(rows.flatMap((row) => row.panels.map((one) => [one.id, { ...one, row: row.id }])));
  }

  function without({ rows: _, ...rest }: Dashboard): object {
    return rest;
  }

  /** Member by member, the slow and obvious way. */
  function expectEachSide(base: object, theirs: object, ours: object, merged: object, leaveOut: string[]) {
    const [b, t, o, m] = [base, theirs, ours, merged] as Record<string, unknown>[];
    for (const name of new Set([base, theirs, ours].flatMap((state) => Object.keys(state)))) {
      if (leaveOut.includes(name)) continue;
      if (equal(o![name], b![name])) expect([name, m![name]]).toEqual([name, t![name]]);
      else if (equal(t![name], b![name])) expect([name, m![name]]).toEqual([name, o![name]]);
    }
  }
});

describe('mergeOrder', () => {
  test.each([
    ['abc', 'abc', 'abc', 'abc'],
    ['abc', 'abxc', 'abc', 'abxc'],
    ['abc', 'abc', 'axbc', 'axbc'],
    ['abc', 'xabc', 'abcy', 'xabcy'],
    ['abc', 'cab', 'abcy', 'cyab'],
    ['abc', 'abcx', 'cba', 'cxba'],
    ['abc', 'ac', 'abc', 'abc'],
    ['', 'xy', 'z', 'zxy'],
  ])('%s with %s and %s is %s', (base, theirs, ours, expected) => {
    expect(mergeOrder([...base], [...theirs], [...ours]).join('')).toBe(expected);
  });
});
