import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredSeries } from '../model/series.ts';
import { mergeSeries } from './mergeSeries.ts';

const nan = Number.NaN;

function series(name: string, start: number, step: number, values: readonly number[]): StoredSeries {
  return { name, start, step, values: Float64Array.from(values), aggregation: 'average', xFilesFactor: 0 };
}

describe('mergeSeries', () => {
  type Given = readonly [start: number, step: number, values: readonly number[]];
  const cases: (readonly [what: string, a: Given, b: Given, merged: Given])[] = [
    [
      'fills gaps, the first list first',
      [60, 10, [1, nan, nan]],
      [60, 10, [7, 8, nan]],
      [60, 10, [1, 8, nan]],
    ],
    ['leaves a whole series as it is', [60, 10, [1, 2]], [60, 10, [7, 8]], [60, 10, [1, 2]]],
    ['takes both ranges', [60, 10, [1, nan]], [50, 10, [6, 7, 8, 9]], [50, 10, [6, 1, 8, 9]]],
    ['takes the one with fewer gaps where steps differ', [60, 10, [1, nan]], [60, 20, [5]], [60, 20, [5]]],
    ['or where slots do', [60, 10, [1, nan]], [65, 10, [5, 6]], [65, 10, [5, 6]]],
    ['the share counts, not the number', [60, 10, [1, 2, 3, nan]], [60, 40, [nan]], [60, 10, [1, 2, 3, nan]]],
    ['the first of equals', [60, 10, [1, 2]], [60, 20, [5]], [60, 10, [1, 2]]],
    ['anything but nothing', [60, 10, []], [60, 20, [nan]], [60, 10, []]],
    ['ranges far apart stay apart', [60, 10, [1]], [1_000_000_000, 10, [5]], [60, 10, [1]]],
  ];
  test.each(cases)('%s', (_what, a, b, merged) => {
    expect(mergeSeries([[series('x', ...a)], [series('x', ...b)]])).toEqual([series('x', ...merged)]);
  });

  test('other names stand beside each other, sorted by code points', () => {
    const names = ['b', 'a', '\u{1f600}', '\uffee', 'a.b'];
    const lists = names.map((name) => [series(name, 0, 1, [1])]);
    expect(mergeSeries(lists).map(({ name }) => name)).toEqual(['a', 'a.b', 'b', '\uffee', '\u{1f600}']);
  });

  const values = fc.array(fc.oneof(fc.constant(nan), fc.integer({ min: 0, max: 9 })), { maxLength: 6 });
  const onOneGrid = fc
    .record({ name: fc.constantFrom('a', 'b'), slot: fc.integer({ min: 0, max: 4 }), values })
    .map(({ name, slot, values }) => series(name, slot * 10, 10, values));
  const lists = fc.array(fc.array(onOneGrid, { maxLength: 3 }), { maxLength: 4 });

  /** The first value known of a slot, list by list. */
  function firstKnown(all: readonly StoredSeries[]): Map<string, number> {
    const known = new Map<string, number>();
    for (const { name, start, step, values } of all) {
      values.forEach((value, i) => {
        const key = `${name} ${start + i * step}`;
        if (!Number.isNaN(value) && !known.has(key)) known.set(key, value);
      });
    }
    return known;
  }

  test('on one grid every known slot has the value of the first list that knows it', () => {
    fc.assert(
      fc.property(lists, (given) => {
        // A series that touches no other before it can't be merged with what comes later; that is tested above.
        const overlapping = given.map((list) => list.map((one) => ({ ...one, ...padded(one) })));
        const before = JSON.stringify(overlapping);
        const merged = mergeSeries(overlapping);
        expect(firstKnown(merged)).toEqual(firstKnown(overlapping.flat()));
        expect(JSON.stringify(overlapping)).toBe(before);
        expect(mergeSeries([merged])).toEqual(merged);
        expect(mergeSeries([merged, ...overlapping])).toEqual(merged);
      }),
    );
  });

  /** From 0 to slot 12 for all. */
  function padded({ start, values }: StoredSeries): Pick<StoredSeries, 'start' | 'values'> {
    const all = new Float64Array(12).fill(nan);
    all.set(values, start / 10);
    return { start: 0, values: all };
  }
});
