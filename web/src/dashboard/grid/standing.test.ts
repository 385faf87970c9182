import { expect, test } from 'vitest';
import type { Panel, Row } from '../../../../src/schema/dashboard.ts';
import { createStanding } from './standing.ts';

const panel = (id: string, y: number, more: Partial<Panel> = {}): Panel =>
  ({ id, type: 'text', grid: { x: 0, y, w: 24, h: 4 }, ...more }) as Panel;
const none: ReadonlySet<string> = new Set();
const rowOf = (...panels: Panel[]): Row => ({ id: 'r1', panels });

test('a panel that is only moved is the same object, one that is changed another', () => {
  const stand = createStanding();
  const one = panel('p1', 0);
  const two = panel('p2', 4);
  const [first] = stand([rowOf(one, two)], new Map(), none);
  expect(first.items.map(({ id, grid }) => [id, grid.y])).toEqual([
    ['p1', 0],
    ['p2', 4],
  ]);
  const [second] = stand(
    [rowOf({ ...two, grid: { ...two.grid, y: 0 } }, { ...one, grid: { ...one.grid, y: 4 } })],
    new Map(),
    none,
  );
  expect(second.items.map(({ id, grid }) => [id, grid.y])).toEqual([
    ['p2', 0],
    ['p1', 4],
  ]);
  expect(second.items[1].panel).toBe(one);
  const [third] = stand([rowOf({ ...one, title: 'New' }, two)], new Map(), none);
  expect(third.items[0].panel.title).toBe('New');
  expect(third.items[1].panel).toBe(two);
});

test('copies of a repeated panel stand beside each other, and what is below moves down', () => {
  const repeated = panel('p1', 0, { repeat: { variable: 'host', direction: 'down' } });
  const [row] = createStanding()(
    [rowOf(repeated, panel('p2', 4))],
    new Map([['host', ['a', 'b', 'c']]]),
    none,
  );
  expect(row.items.map(({ id, grid, copy }) => [id, grid.y, copy])).toEqual([
    ['p1@a', 0, 0],
    ['p1@b', 4, 1],
    ['p1@c', 8, 2],
    ['p2', 12, 0],
  ]);
  expect(row.items[1].values.get('host')).toBe('b');
});

test('gaps of what came from elsewhere close', () => {
  const [row] = createStanding()([rowOf(panel('p1', 7), panel('p2', 30))], new Map(), none);
  expect(row.items.map(({ grid }) => grid.y)).toEqual([0, 4]);
});

test('what found nothing takes no room', () => {
  const [row] = createStanding()(
    [rowOf(panel('p1', 0), panel('p2', 4), panel('p3', 8))],
    new Map(),
    new Set(['p2']),
  );
  expect(row.items.map(({ id, grid }) => [id, grid.y])).toEqual([
    ['p1', 0],
    ['p3', 4],
  ]);
  expect(row.away.map(({ id }) => id)).toEqual(['p2']);
});
