import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type StackMember, stackUp } from './stacks.ts';

const gap = Number.NaN;
const grid = (length: number) => Float64Array.from({ length }, (_, i) => i * 10);
const member = (
  values: number[],
  own: number[] | null = null,
  rest: Partial<StackMember> = {},
): StackMember => ({
  values: Float64Array.from(values),
  own: own && Uint8Array.from(own),
  below: false,
  steps: false,
  ...rest,
});
const tops = (members: StackMember[], percent = false, late = 0) =>
  stackUp(grid(members[0].values.length), members, percent, late).map((band) => [...band.top]);

test('a lost point is a hole of its own, and the others neither tear nor dip', () =>
  expect(tops([member([1, gap, 3]), member([1, 2, 1])])).toEqual([
    [1, gap, 3],
    [2, 4, 4],
  ]));

test('before its first and after its last value a series is not there', () =>
  expect(tops([member([gap, 5, gap]), member([1, 1, 1])])).toEqual([
    [gap, 5, gap],
    [1, 6, 1],
  ]));

test('one that is late goes on counting for a while', () =>
  expect(tops([member([5, 5, gap, gap, gap]), member([1, 1, 1, 1, 1])], false, 2)).toEqual([
    [5, 5, gap, gap, gap],
    [6, 6, 6, 6, 1],
  ]));

test('a longer step is drawn between its slots, straight or in steps', () => {
  const slow = [4, gap, gap, 10, gap, gap];
  const own = [1, 0, 0, 1, 0, 0];
  const quick = member([1, 1, 1, 1, 1, 1]);
  expect(tops([member(slow, own), quick])).toEqual([
    [4, 6, 8, 10, gap, gap],
    [5, 7, 9, 11, 11, 11],
  ]);
  expect(tops([member(slow, own, { steps: true }), quick])[1]).toEqual([5, 5, 5, 11, 11, 11]);
});

test('slots of others inside a lost slot of a slow series belong to its hole', () => {
  const own = [1, 0, 1, 0, 1];
  expect(tops([member([4, gap, gap, gap, 8], own), member([1, 1, 1, 1, 1])])).toEqual([
    [4, gap, gap, gap, 8],
    [5, 6, 7, 8, 9],
  ]);
});

test('what hangs below is a stack of its own', () =>
  expect(
    tops([member([1]), member([2], null, { below: true }), member([3]), member([4], null, { below: true })]),
  ).toEqual([[1], [-2], [4], [-6]]));

test('values are on a straight line in time, whatever the distances of slots', () => {
  const [band] = stackUp(Float64Array.of(0, 10, 40), [member([0, gap, 40], [1, 0, 1])], false, 0);
  expect([...band.top]).toEqual([0, 10, 40]);
});

const values = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 50 }) }, fc.constant(gap)),
  {
    minLength: 12,
    maxLength: 12,
  },
);

test('every band is as thick as its value, and stands on what is below it', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 5 }), (columns) => {
      const bands = stackUp(
        grid(12),
        columns.map((column) => member(column)),
        false,
        0,
      );
      bands.forEach(({ top, base }, m) => {
        for (let i = 0; i < 12; i++) {
          expect(Number.isNaN(top[i])).toBe(Number.isNaN(columns[m][i]));
          if (!Number.isNaN(top[i])) expect(top[i] - base[i]).toBeCloseTo(columns[m][i], 9);
          const below = bands.slice(0, m).findLast((other) => !Number.isNaN(other.top[i]));
          if (below && !Number.isNaN(base[i])) expect(base[i]).toBeGreaterThanOrEqual(below.top[i] - 1e-9);
        }
      });
    }),
  );
});

test('shares end at a hundred wherever there is anything', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 5 }), (columns) => {
      const bands = stackUp(
        grid(12),
        columns.map((column) => member(column)),
        true,
        0,
      );
      for (let i = 0; i < 12; i++) {
        const last = bands.length - 1;
        const sum = columns.reduce((total, column) => total + (column[i] || 0), 0);
        const allThere = columns.every((column) => !Number.isNaN(column[i]));
        if (allThere && sum > 0) expect(bands[last].top[i]).toBeCloseTo(100, 6);
        for (const { top } of bands)
          if (!Number.isNaN(top[i])) expect(top[i]).toBeLessThanOrEqual(100 + 1e-9);
      }
    }),
  );
});
