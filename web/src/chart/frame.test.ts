import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../../src/view/frame.ts';
import {
  countPoints,
  isolatedPoints,
  mergeColumn,
  mergeColumns,
  nearestIndex,
  toColumn,
  toTable,
} from './frame.ts';

const gap = Number.NaN;
const column = (start: number, step: number, values: number[], name = 'a'): Column => ({
  name,
  start,
  step,
  values: Float64Array.from(values),
});

describe('a live update', () => {
  test.each<[string, Column, Column, number, Column | null]>([
    ['continues', column(0, 10, [1, 2]), column(20, 10, [3]), 0, column(0, 10, [1, 2, 3])],
    ['replaces the newest slot', column(0, 10, [1, 2]), column(10, 10, [5, 3]), 0, column(0, 10, [1, 5, 3])],
    ['leaves a gap between', column(0, 10, [1]), column(30, 10, [4]), 0, column(0, 10, [1, gap, gap, 4])],
    ['pushes old slots out', column(0, 10, [1, 2, 3]), column(30, 10, [4]), 15, column(20, 10, [3, 4])],
    ['brings the first values', column(0, 10, []), column(30, 10, [4]), 0, column(30, 10, [4])],
    ['brings nothing', column(0, 10, [1, 2]), column(20, 10, []), 10, column(10, 10, [2])],
    ['of another step is refused', column(0, 10, [1]), column(10, 5, [2]), 0, null],
    ['off the grid is refused', column(0, 10, [1]), column(13, 10, [2]), 0, null],
    [
      'after a long absence',
      column(0, 10, [1, 2]),
      column(500, 10, [7]),
      480,
      column(480, 10, [gap, gap, 7]),
    ],
  ])('%s', (_what, before, update, windowStart, expected) =>
    expect(mergeColumn(before, update, windowStart)).toEqual(expected),
  );

  test('adds series that are new and keeps those it does not name', () => {
    const merged = mergeColumns(
      [column(0, 1, [1], 'a'), column(0, 1, [2], 'b')],
      [column(1, 1, [3], 'b'), column(1, 1, [4], 'c')],
      0,
    );
    expect(merged).toEqual([column(0, 1, [1], 'a'), column(0, 1, [2, 3], 'b'), column(1, 1, [4], 'c')]);
  });

  test('keeps series of the same name apart', () => {
    const merged = mergeColumns(
      [column(0, 1, [1]), column(0, 1, [2])],
      [column(1, 1, [3]), column(1, 1, [4])],
      0,
    );
    expect(merged).toEqual([column(0, 1, [1, 3]), column(0, 1, [2, 4])]);
  });

  test('in pieces gives what it gives in one', () => {
    const value = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(gap));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 29 }),
        (values, cut) => {
          const first = column(0, 5, values.slice(0, Math.max(1, cut)));
          const rest = column(Math.max(1, cut) * 5, 5, values.slice(Math.max(1, cut)));
          expect(mergeColumn(first, rest, 0)).toEqual(column(0, 5, values));
        },
      ),
    );
  });
});

describe('a table', () => {
  test('of one grid pads what starts later', () => {
    const table = toTable([column(0, 10, [1, 2, 3]), column(10, 10, [5], 'b')]);
    expect([...table.times]).toEqual([0, 10, 20]);
    expect(table.values.map((values) => [...values])).toEqual([
      [1, 2, 3],
      [gap, 5, gap],
    ]);
  });
  test('of several grids tells gaps from slots that are not theirs', () => {
    const table = toTable([column(0, 10, [1, gap]), column(0, 5, [7, 8, 9], 'b')]);
    expect([...table.times]).toEqual([0, 5, 10]);
    expect([...table.own[0]!]).toEqual([1, 0, 1]);
    expect([...table.values[0]]).toEqual([1, gap, gap]);
  });
  test('of nothing is empty', () => expect(toTable([column(0, 1, [])]).times).toHaveLength(0));
});

test('every column keeps its values at its own times, on any grids', () => {
  const grid = fc.record({
    start: fc.integer({ min: 0, max: 40 }),
    step: fc.constantFrom(1, 2, 5, 10),
    values: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(grid, { minLength: 1, maxLength: 4 }), (grids) => {
      const columns = grids.map((one) => column(one.start, one.step, one.values));
      const { times, values } = toTable(columns);
      const expected = [
        ...new Set(columns.flatMap((one) => [...one.values].map((_, i) => one.start + i * one.step))),
      ];
      for (const time of expected) expect(times).toContain(time);
      expect([...times]).toEqual([...times].sort((a, b) => a - b));
      columns.forEach((one, c) => {
        const found = new Map([...times].map((time, i) => [time, values[c][i]]));
        one.values.forEach((value, i) => {
          expect(found.get(one.start + i * one.step)).toBe(value);
        });
        expect(values[c].filter((value) => !Number.isNaN(value))).toHaveLength(one.values.length);
      });
    }),
  );
});

test('the least and greatest values of intervals go with their column through an update', () => {
  const before = { ...column(0, 10, [1, 2]), low: Float64Array.of(0, 1), high: Float64Array.of(3, 4) };
  const merged = mergeColumn(before, column(10, 10, [5, 6]), 0)!;
  expect([...merged.values]).toEqual([1, 5, 6]);
  expect([...merged.low!]).toEqual([0, gap, gap]);
  expect([...merged.high!]).toEqual([3, gap, gap]);
});

test('nulls become gaps, never zeros', () => {
  const made = toColumn({ name: 'a', start: 0, step: 1, values: [null, 0, 2] });
  expect([...made.values]).toEqual([gap, 0, 2]);
  expect(countPoints([made])).toBe(2);
});

test.each<[number[], number[]]>([
  [
    [1, gap, 2, 3, gap, 4],
    [0, 5],
  ],
  [[gap, 1, gap], [1]],
  [[1, 2], []],
  [[1], [0]],
  [[], []],
])('in %j the places %j stand alone', (values, places) =>
  expect(isolatedPoints(Float64Array.from(values), null)).toEqual(places),
);

test('a value between slots of other series does not stand alone', () =>
  expect(isolatedPoints(Float64Array.from([1, gap, 2]), Uint8Array.from([1, 0, 1]))).toEqual([]));

test.each([
  [-5, 0],
  [4, 0],
  [6, 1],
  [14, 1],
  [99, 2],
])('nearest to %s is index %s', (seconds, index) =>
  expect(nearestIndex(Float64Array.from([0, 10, 20]), seconds)).toBe(index),
);
