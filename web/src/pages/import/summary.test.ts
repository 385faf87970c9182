import { expect, test } from 'vitest';
import type { Dashboard, Panel } from '../../../../src/schema/dashboard.ts';
import { countTypes, groupRemarks, mapOf } from './summary.ts';

const panel = (id: string, type: 'stat' | 'timeseries', x: number, y: number): Panel => ({
  ...{ id, type, grid: { x, y, w: 12, h: 8 } },
});
const dashboard: Dashboard = {
  ...{ format: 'plumbago-dashboard', formatVersion: 1, title: 'A' },
  rows: [
    { id: 'r1', panels: [panel('a', 'stat', 0, 0), panel('b', 'timeseries', 12, 4)] },
    { id: 'r2', title: 'More', panels: [panel('c', 'timeseries', 0, 0)] },
    { id: 'r3', title: 'Empty', panels: [] },
  ],
};

test('panels are counted by type', () =>
  expect(countTypes(dashboard)).toEqual([
    { type: 'timeseries', count: 2 },
    { type: 'stat', count: 1 },
  ]));

test('the map has each panel at its place, headings between', () =>
  expect(mapOf(dashboard)).toEqual({
    boxes: [
      { id: 'a', type: 'stat', x: 0, y: 0, w: 12, h: 8 },
      { id: 'b', type: 'timeseries', x: 12, y: 4, w: 12, h: 8 },
      { id: 'c', type: 'timeseries', x: 0, y: 13, w: 12, h: 8 },
    ],
    height: 22,
  }));

test('the same remark is made once, with all its places', () =>
  expect(
    groupRemarks(
      [
        { level: 'lost', where: '', message: 'one' },
        { level: 'lost', where: 'Panel "A"', message: 'two' },
        { level: 'lost', where: 'Panel "B"', message: 'two' },
        { level: 'lost', where: 'Panel "B"', message: 'two' },
        { level: 'info', where: 'Panel "A"', message: 'two' },
      ],
      'lost',
    ),
  ).toEqual([
    { message: 'two', places: ['Panel "A"', 'Panel "B"'] },
    { message: 'one', places: [] },
  ]));
