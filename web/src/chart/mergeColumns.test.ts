import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../../src/view/frame.ts';
import { mergeColumn, mergeColumns } from './mergeColumns.ts';

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

test('the least and greatest values of intervals go with their column through an update', () => {
  const before = { ...column(0, 10, [1, 2]), low: Float64Array.of(0, 1), high: Float64Array.of(3, 4) };
  const merged = mergeColumn(before, column(10, 10, [5, 6]), 0)!;
  expect([...merged.values]).toEqual([1, 5, 6]);
  expect([...merged.low!]).toEqual([0, gap, gap]);
  expect([...merged.high!]).toEqual([3, gap, gap]);
});
