import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dashboard, Panel, Row } from '../../../src/schema/dashboard.ts';
import { overlaps } from '../../../src/view/layout.ts';
import {
  addPanel,
  addRow,
  breakOut,
  duplicatePanel,
  type Edit,
  findPanel,
  mergePanels,
  movePanel,
  moveRow,
  newId,
  removePanel,
  removeRow,
  resizePanel,
  setMembers,
  setOverride,
  setPanel,
  setRow,
} from './edits.ts';
import { doEdit, redo, sameDashboard, startHistory, undo } from './history.ts';

const chart = (id: string, x: number, y: number, w = 12, h = 8): Panel => ({
  id,
  type: 'timeseries',
  title: id.toUpperCase(),
  grid: { x, y, w, h },
  targets: [{ refId: 'A', target: `a.${id}` }],
});
const rowOf = (id: string, ...panels: Panel[]): Row => ({ id, title: id, panels });
const dashboardOf = (...rows: Row[]): Dashboard => ({
  format: 'plumbago-dashboard',
  formatVersion: 1,
  title: 'Test',
  rows,
});
const start = dashboardOf(
  rowOf('r1', chart('p1', 0, 0), chart('p2', 12, 0), chart('p3', 0, 8, 24)),
  rowOf('r2', chart('p4', 0, 0)),
);
const places = (dashboard: Dashboard): Record<string, string> =>
  Object.fromEntries(
    dashboard.rows.flatMap((row) =>
      row.panels.map(({ id, grid }) => [id, `${row.id} ${grid.x},${grid.y} ${grid.w}×${grid.h}`]),
    ),
  );
const panelOf = (dashboard: Dashboard, id: string) => findPanel(dashboard, id)!.panel;

describe('panels', () => {
  test('a new one takes the first free room of the row', () => {
    const after = addPanel(chart('p5', 0, 0, 8, 4), 'r2').apply(start);
    expect(places(after)['p5']).toBe('r2 12,0 8×4');
  });
  test('the first of an empty dashboard makes its row', () => {
    const after = addPanel(chart('p1', 3, 9), null).apply(dashboardOf());
    expect(places(after)).toEqual({ p1: 'r1 0,0 12×8' });
  });
  test('a copy stands right of its original when there is room, else below it', () => {
    expect(places(duplicatePanel(chart('p4', 0, 0), 'p9').apply(start))['p9']).toBe('r2 12,0 12×8');
    expect(places(duplicatePanel(panelOf(start, 'p3'), 'p9').apply(start))['p9']).toBe('r1 0,16 24×8');
  });
  test('to another row, and the hole that it leaves closes', () => {
    const after = movePanel(panelOf(start, 'p1'), 'r2', { x: 12, y: 0, w: 12, h: 8 }).apply(start);
    expect(places(after)).toMatchObject({ p1: 'r2 12,0 12×8', p2: 'r1 12,0 12×8', p4: 'r2 0,0 12×8' });
  });
  test('removed, and what lay below moves up', () => {
    const two = removePanel(start, 'p2').apply(removePanel(start, 'p1').apply(start));
    expect(places(two)).toEqual({ p3: 'r1 0,0 24×8', p4: 'r2 0,0 12×8' });
  });
  test('merging gives free letters, and references follow', () => {
    const source: Panel = {
      ...chart('p5', 0, 8),
      targets: [
        { refId: 'A', target: 'x', hidden: true },
        { refId: 'B', target: 'scale(#A,2)' },
      ],
    };
    const before = addPanel(source, 'r2').apply(start);
    const after = mergePanels(before, 'p5', 'p4').apply(before);
    expect(findPanel(after, 'p5')).toBeNull();
    expect(panelOf(after, 'p4').targets).toEqual([
      { refId: 'A', target: 'a.p4' },
      { refId: 'B', target: 'x', hidden: true },
      { refId: 'C', target: 'scale(#B,2)' },
    ]);
  });
  test('broken out, each part has a panel, and nothing lies over anything', () => {
    const parts = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ target: name, title: name }));
    const after = breakOut(panelOf(start, 'p1'), parts).apply(start);
    const row = after.rows[0];
    expect(row.panels).toHaveLength(7);
    expect(row.panels.map((panel) => panel.targets?.[0].target)).toEqual(
      expect.arrayContaining(['a', 'b', 'c', 'd', 'e', 'a.p2', 'a.p3']),
    );
    expect(new Set(row.panels.map((panel) => panel.id)).size).toBe(7);
    for (const a of row.panels)
      for (const b of row.panels) if (a !== b) expect(overlaps(a.grid, b.grid)).toBe(false);
  });
  test('an override of one series is one, grows, and goes when nothing of it is left', () => {
    const panel = panelOf(start, 'p1');
    const once = setOverride(panel, 'web1', { lineWidth: 3 }).apply(start);
    const twice = setOverride(panel, 'web1', { axis: 'right' }).apply(once);
    expect(panelOf(twice, 'p1').overrides).toEqual([
      { match: { by: 'name', name: 'web1' }, set: { lineWidth: 3, axis: 'right' } },
    ]);
    const gone = setOverride(panel, 'web1', { axis: undefined, lineWidth: undefined }).apply(twice);
    expect(panelOf(gone, 'p1')).toEqual(panel);
  });
});

describe('rows', () => {
  test('removing one keeps its panels above or below', () => {
    const second = removeRow(start.rows[1], 'keep').apply(start);
    expect(places(second)['p4']).toBe('r1 0,16 12×8');
    const first = removeRow(start.rows[0], 'keep').apply(start);
    expect(places(first)).toEqual({
      p1: 'r2 0,0 12×8',
      p2: 'r2 12,0 12×8',
      p3: 'r2 0,8 24×8',
      p4: 'r2 0,16 12×8',
    });
    expect(
      removeRow(start.rows[1], 'remove')
        .apply(start)
        .rows.map((row) => row.id),
    ).toEqual(['r1']);
  });
  test('moving', () => {
    expect(
      moveRow(start.rows[0], 1)
        .apply(start)
        .rows.map((row) => row.id),
    ).toEqual(['r2', 'r1']);
    expect(
      moveRow(start.rows[1], -5)
        .apply(start)
        .rows.map((row) => row.id),
    ).toEqual(['r2', 'r1']);
  });
  test('what is taken away is not stored', () => {
    const folded = setRow(start.rows[0], { collapsed: true, repeat: { variable: 'host' } }).apply(start);
    const back = setRow(start.rows[0], { collapsed: undefined, repeat: undefined }).apply(folded);
    expect(JSON.stringify(back)).toBe(JSON.stringify(start));
  });
});

describe('history', () => {
  const edits: Edit[] = [
    movePanel(panelOf(start, 'p1'), 'r2', { x: 0, y: 0, w: 12, h: 8 }),
    resizePanel(panelOf(start, 'p3'), { w: 6, h: 3 }),
    removePanel(start, 'p2'),
    duplicatePanel(panelOf(start, 'p4'), 'p8'),
    addRow({ id: 'r9', title: 'New', panels: [] }),
    moveRow(start.rows[0], 1),
    setMembers({ title: 'Other' }, 'Rename'),
    setPanel({ ...panelOf(start, 'p4'), title: 'Else' }),
    removeRow(start.rows[1], 'keep'),
  ];
  test('any edits are undone one by one to the start and done again to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...edits), { maxLength: 12 }), (list) => {
        let history = startHistory(start);
        // Far apart in time, so that none is joined to the one before it.
        for (const [i, edit] of list.entries()) history = doEdit(history, edit, i * 10_000);
        const end = history.present;
        const count = history.past.length;
        for (let i = 0; i < count; i++) history = undo(history);
        expect(history.present).toBe(start);
        expect(undo(history)).toBe(history);
        for (let i = 0; i < count; i++) history = redo(history);
        expect(history.present).toBe(end);
        expect(redo(history)).toBe(history);
      }),
    );
  });
  test('every state is whole: ids are unique and nothing lies over anything', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...edits), { maxLength: 8 }), (list) => {
        const { rows } = list.reduce((dashboard, edit) => edit.apply(dashboard), start);
        const ids = rows.flatMap((row) => [row.id, ...row.panels.map((panel) => panel.id)]);
        const twice =
          list.filter((edit) => edit === edits[3]).length > 1 ||
          list.filter((edit) => edit === edits[4]).length > 1;
        if (!twice) expect(new Set(ids).size).toBe(ids.length);
        for (const { panels } of rows)
          for (const [i, a] of panels.entries())
            for (const b of panels.slice(i + 1)) expect(overlaps(a.grid, b.grid)).toBe(false);
      }),
    );
  });
  test('letters typed in one go are one step; after a pause, another', () => {
    const type = (title: string) => setMembers({ title }, 'Rename');
    let history = doEdit(startHistory(start), type('T'), 0);
    history = doEdit(history, type('Te'), 400);
    history = doEdit(history, type('Tes'), 5000);
    expect(history.past).toHaveLength(2);
    expect(undo(history).present.title).toBe('Te');
    expect(undo(undo(history)).present).toBe(start);
  });
  test('what changes nothing leaves no trace', () => {
    const history = startHistory(start);
    expect(doEdit(history, setMembers({ title: 'Test' }, 'Rename'), 0)).toBe(history);
  });
});

test('ids are the least free ones', () => {
  expect([newId(start, 'p'), newId(start, 'r'), newId(dashboardOf(), 'p')]).toEqual(['p5', 'r3', 'p1']);
});

test.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }, true],
  [{ a: undefined }, {}, true],
  [{ a: [] }, { a: {} }, false],
  [{ a: null }, {}, false],
  [[1, 2], [2, 1], false],
])('%j and %j are the same: %s', (a, b, same) => expect(sameDashboard(a, b)).toBe(same));
