import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column } from '../frame.ts';
import { toColumn } from '../readColumn.ts';
import { countPoints, isolatedPoints, nearestIndex, toTable } from './table.ts';

const gap = Number.NaN;
const column = (start: number, step: number, values: number[], name = 'a'): Column => ({
  name,
  start,
  step,
  values: Float64Array.from(values),
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
