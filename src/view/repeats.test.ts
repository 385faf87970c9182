import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GridPlace, Panel, Repeat, Row } from '../schema/dashboard.ts';
import { type ExpandedRow, expandRows } from './repeats.ts';

const place = (x: number, y: number, w: number, h: number): GridPlace => ({ x, y, w, h });
const panel = (id: string, grid: GridPlace, repeat?: Repeat): Panel => ({
  id,
  type: 'timeseries',
  grid,
  ...(repeat ? { repeat } : {}),
});
const row = (id: string, panels: Panel[], variable?: string): Row => ({
  id,
  panels,
  ...(variable ? { repeat: { variable } } : {}),
});
/** Places as `x,y w×h` by id. */
const places = ({ panels }: ExpandedRow): Record<string, string> =>
  Object.fromEntries(
    panels.map(({ id, panel: { grid } }) => [id, `${grid.x},${grid.y} ${grid.w}×${grid.h}`]),
  );
const values = new Map<string, string | string[]>([
  ['host', ['a', 'b', 'c', 'd', 'e']],
  ['two', ['x', 'y']],
  ['single', 'only'],
  ['none', []],
  ['twice', ['a', 'a', 'b']],
]);
const expandOne = (...panels: Panel[]) => expandRows([row('r', panels)], values)[0];

test('without repeats everything stays as it is', () => {
  const panels = [panel('p1', place(0, 0, 12, 8)), panel('p2', place(12, 0, 12, 8))];
  const [expanded] = expandRows([row('r', panels)], values);
  expect(expanded.panels.map((entry) => entry.panel)).toEqual(panels);
  expect(expanded.panels[0].panel).toBe(panels[0]);
  expect(expanded).toMatchObject({ id: 'r', copy: 0, height: 8, left: 0 });
});

describe('a repeated panel', () => {
  test('fills the line, goes on below, and pushes down what stood there', () => {
    const expanded = expandOne(
      panel('p', place(0, 0, 24, 8), { variable: 'host', maxPerRow: 2 }),
      panel('below', place(3, 10, 6, 4)),
    );
    expect(places(expanded)).toEqual({
      'p@a': '0,0 12×8',
      'p@b': '12,0 12×8',
      'p@c': '0,8 12×8',
      'p@d': '12,8 12×8',
      'p@e': '0,16 12×8',
      below: '3,26 6×4',
    });
    expect(expanded.height).toBe(30);
  });

  test('shares the line evenly when its columns do not divide', () => {
    const expanded = expandOne(panel('p', place(0, 0, 6, 2), { variable: 'host', maxPerRow: 5 }));
    expect(Object.values(places(expanded))).toEqual([
      '0,0 4×2',
      '4,0 5×2',
      '9,0 5×2',
      '14,0 5×2',
      '19,0 5×2',
    ]);
  });

  test('keeps to its columns beside another panel', () => {
    const expanded = expandOne(
      panel('p', place(0, 0, 12, 4), { variable: 'two' }),
      panel('beside', place(12, 0, 12, 4)),
    );
    expect(places(expanded)).toEqual({ 'p@x': '0,0 6×4', 'p@y': '6,0 6×4', beside: '12,0 12×4' });
  });

  test('may go downwards; its neighbours stay, those below move by the same', () => {
    const expanded = expandOne(
      panel('p', place(0, 0, 6, 4), { variable: 'two', direction: 'down' }),
      panel('beside', place(6, 0, 6, 4)),
      panel('below', place(6, 4, 6, 4)),
    );
    expect(places(expanded)).toEqual({
      'p@x': '0,0 6×4',
      'p@y': '0,4 6×4',
      beside: '6,0 6×4',
      below: '6,8 6×4',
    });
  });

  test('two beside each other grow together', () => {
    const expanded = expandOne(
      panel('p', place(0, 0, 12, 2), { variable: 'two', direction: 'down' }),
      panel('q', place(12, 0, 12, 2), { variable: 'host', direction: 'down' }),
      panel('below', place(0, 2, 24, 2)),
    );
    expect(places(expanded)['below']).toBe('0,10 24×2');
  });

  test('knows its value, each value once', () => {
    const expanded = expandOne(panel('p', place(0, 0, 24, 8), { variable: 'twice' }));
    expect(expanded.panels.map(({ id, values, copy }) => [id, values.get('twice'), copy])).toEqual([
      ['p@a', 'a', 0],
      ['p@b', 'b', 1],
    ]);
    expect(Object.keys(places(expandOne(panel('p', place(0, 0, 9, 8), { variable: 'single' }))))).toEqual([
      'p@only',
    ]);
  });

  test('stands there once when nothing is chosen or the variable is unknown', () => {
    for (const variable of ['none', 'unheard-of'])
      expect(places(expandOne(panel('p', place(2, 0, 9, 8), { variable })))).toEqual({ p: '2,0 9×8' });
  });

  test('has no more copies than anybody can look at', () => {
    const many = new Map([['many', Array.from({ length: 1000 }, (_, i) => String(i))]]);
    const [expanded] = expandRows([row('r', [panel('p', place(0, 0, 24, 1), { variable: 'many' })])], many);
    expect([expanded.panels.length, expanded.left]).toEqual([200, 800]);
  });
});

describe('a repeated row', () => {
  test('repeats what is in it, for its value', () => {
    const rows = expandRows(
      [
        row(
          'r',
          [
            panel('p', place(0, 0, 12, 4), { variable: 'two' }),
            panel('q', place(0, 4, 12, 4), { variable: 'host' }),
            panel('s', place(0, 8, 12, 4)),
          ],
          'two',
        ),
        row('last', [panel('t', place(0, 0, 4, 4))]),
      ],
      values,
    );
    expect(rows.map(({ id, copy }) => [id, copy])).toEqual([
      ['r@x', 0],
      ['r@y', 1],
      ['last', 0],
    ]);
    expect(rows[1].panels.map(({ id }) => id)).toEqual([
      'p@y@y',
      'q@y@a',
      'q@y@b',
      'q@y@c',
      'q@y@d',
      'q@y@e',
      's@y',
    ]);
    expect(Object.fromEntries(rows[1].panels[1].values)).toEqual({ two: 'y', host: 'a' });
    expect(rows[1].values.get('two')).toBe('y');
  });
});

describe('whatever is repeated', () => {
  const anyPanel = fc
    .record({
      x: fc.nat(23),
      y: fc.nat(30),
      w: fc.integer({ min: 1, max: 24 }),
      h: fc.integer({ min: 1, max: 10 }),
      variable: fc.option(fc.constantFrom('host', 'two', 'single', 'none', 'twice')),
      direction: fc.constantFrom('right' as const, 'down' as const),
      maxPerRow: fc.integer({ min: 1, max: 24 }),
    })
    .map(({ x, y, w, h, variable, direction, maxPerRow }) => ({
      grid: place(x, y, Math.min(w, 24 - x), h),
      repeat: variable === null ? undefined : { variable, direction, maxPerRow },
    }));
  const anyPanels = fc
    .array(anyPanel, { maxLength: 12 })
    .map((list) => list.map(({ grid, repeat }, i) => panel(`p${i}`, grid, repeat)));
  const overlap = (a: GridPlace, b: GridPlace) =>
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  test('nothing overlaps, nothing leaves the grid, and every id is there once', () => {
    fc.assert(
      fc.property(anyPanels, (panels) => {
        const [{ panels: shown, height }] = expandRows([row('r', panels)], values);
        const grids = shown.map((entry) => entry.panel.grid);
        for (const [i, a] of grids.entries()) {
          expect(a.x >= 0 && a.w >= 1 && a.x + a.w <= 24 && a.y >= 0 && a.y + a.h <= height).toBe(true);
          for (const b of grids.slice(i + 1)) expect(overlap(a, b)).toBe(false);
        }
        expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
      }),
      { numRuns: 300 },
    );
  });

  test('what stood below stays below, no nearer than before', () => {
    fc.assert(
      fc.property(anyPanels, (candidates) => {
        // Panels that do not overlap to begin with, as the app places them.
        const panels: Panel[] = [];
        for (const candidate of candidates)
          if (!panels.some((other) => overlap(other.grid, candidate.grid))) panels.push(candidate);
        const [{ panels: shown }] = expandRows([row('r', panels)], values);
        const of = (id: string) =>
          shown.filter(({ panel: { id: own } }) => own === id).map((entry) => entry.panel.grid);
        for (const above of panels)
          for (const below of panels) {
            const distance = below.grid.y - (above.grid.y + above.grid.h);
            if (distance < 0) continue;
            const bottom = Math.max(...of(above.id).map(({ y, h }) => y + h));
            const top = Math.min(...of(below.id).map(({ y }) => y));
            expect(top - bottom).toBeGreaterThanOrEqual(distance);
          }
      }),
      { numRuns: 300 },
    );
  });
});
