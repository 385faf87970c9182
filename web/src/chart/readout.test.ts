import { describe, expect, test } from 'vitest';
import { buildDrawing } from '../../../src/view/chart/drawing.ts';
import { layOut, yOf } from '../../../src/view/chart/geometry.ts';
import { testSeries as series } from '../../../src/view/chart/testing/panelSeries.ts';
import type { PanelSeries } from '../../../src/view/panelData.ts';
import { changeOf, nearestSeries, type ReadWishes, readValues, slotAt, spokenValues } from './readout.ts';

const gap = Number.NaN;
const draw = (list: readonly PanelSeries[]) =>
  buildDrawing(
    { series: list, span: { from: 0, until: 1000 }, hidden: new Set(), theme: 'dark', zone: 'UTC' },
    200,
  );
const read = (
  list: readonly PanelSeries[],
  wishes: ReadWishes = {},
  nearest: string | null = null,
  limit = 10,
) => readValues(draw(list), 0, nearest, wishes, limit);
const labels = (found: ReturnType<typeof read>) => found.rows.map((row) => row.label);

const four = ['a', 'b', 'c', 'd'].map((name, i) => series(name, [i]));

test.each<[ReadWishes, string | null, string[]]>([
  [{}, null, ['d', 'c', 'b', 'a']],
  [{ sort: 'asc' }, null, ['a', 'b', 'c', 'd']],
  [{ sort: 'none' }, null, ['a', 'b', 'c', 'd']],
  [{ hideZeros: true }, null, ['d', 'c', 'b']],
  [{ mode: 'single' }, 'b', ['b']],
  [{ mode: 'none' }, 'b', []],
])('with %j, nearest %s, values of %j are read', (wishes, nearest, expected) =>
  expect(labels(read(four, wishes, nearest))).toEqual(expected),
);

test('with too many rows the nearest is still among them', () => {
  const found = read(four, {}, 'a', 2);
  expect(found.rows.map((row) => [row.label, row.nearest])).toEqual([
    ['d', false],
    ['a', true],
  ]);
  expect(found.more).toBe(2);
});

test('gaps, and what is hidden from tooltips, are not read', () =>
  expect(
    labels(read([series('a', [gap]), series('b', [1], { hideFrom: { tooltip: true } }), series('c', [1])])),
  ).toEqual(['c']));

test('a mapped value is read as its text', () =>
  expect(
    read([series('a', [1], { mappings: [{ kind: 'value', value: '1', text: 'up' }] })]).rows[0].text,
  ).toBe('up'));

describe('compared with the past', () => {
  const copy = (name: string, values: number[]) =>
    series(name, values, {}, { key: `${name}~7d`, comparedWith: 604_800 });
  test('a series says what it was', () => {
    const { rows } = read([series('a', [120], { unit: 'ms' }), copy('a', [100])]);
    expect(rows).toHaveLength(1);
    expect(rows[0].earlier).toEqual({ text: '100', change: '+20 %' });
  });
  test('a copy without its series stands for itself', () =>
    expect(labels(read([copy('a', [100])]))).toEqual(['a, 7 d earlier']));
});

test.each([
  [100, 120, '+20 %'],
  [100, 96.6, '−3.4 %'],
  [-10, -5, '+50 %'],
  [100, 100.01, '±0 %'],
  [0, 5, ''],
  [gap, 5, ''],
])('from %s to %s is %j', (before, value, expected) => expect(changeOf(before, value)).toBe(expected));

test.each([
  ['line', 14, 1],
  ['line', 16, 2],
  ['bars', 16, 1],
  ['bars', 20, 2],
] as const)('%s at %i are those of slot %i', (drawStyle, seconds, slot) =>
  expect(slotAt(draw([series('a', [1, 2, 3], { drawStyle })]), seconds)).toBe(slot),
);

test('the nearest is the line that is closest, or the area that one points into', () => {
  const list = [series('low', [10]), series('high', [90])];
  const near = (all: readonly PanelSeries[], value: number) => {
    const drawing = draw(all);
    const geometry = layOut(drawing, { width: 400, height: 200 }, 1, () => 20);
    return nearestSeries(drawing, geometry, 0, yOf(geometry, drawing.axes[0].axis, value));
  };
  expect(near(list, 45)).toBe('low');
  expect(near(list, 55)).toBe('high');
  const stack = list.map((one) => ({ ...one, config: { stacking: { mode: 'normal' } } as const }));
  expect(near(stack, 9)).toBe('low');
  expect(near(stack, 12)).toBe('high');
});

test('values are told in words', () => {
  const { rows, more } = read(four, {}, null, 2);
  expect(spokenValues('Mon 23 Nov 14:05:09', rows, more)).toBe('Mon 23 Nov 14:05:09. d 3, c 2, and 2 more.');
  expect(spokenValues('Mon 23 Nov 14:05:09', [], 0)).toBe('Mon 23 Nov 14:05:09. No value.');
});
