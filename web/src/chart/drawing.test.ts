import { expect, test } from 'vitest';
import { buildDrawing, type ChartModel, readValues, type SeriesLook } from './drawing.ts';
import type { Column } from './frame.ts';

const gap = Number.NaN;
const column = (name: string, values: number[], start = 0, step = 10): Column => ({
  name,
  start,
  step,
  values: Float64Array.from(values),
});
const look = (key: string, rest: Partial<SeriesLook> = {}): SeriesLook => ({
  key,
  label: key,
  color: 0,
  ...rest,
});

function model(columns: Column[], rest: Partial<ChartModel> = {}): ChartModel {
  return {
    columns,
    looks: columns.map((one) => look(one.name)),
    unit: 'short',
    stacked: false,
    span: { from: 0, until: 1000 },
    hidden: new Set(),
    ...rest,
  };
}

test('gaps stay gaps', () => {
  expect(buildDrawing(model([column('a', [1, gap, 3])]), 200).series[0].plotted).toEqual([1, null, 3]);
});

test('what is sent hangs below zero but reads as it is', () => {
  const drawing = buildDrawing(model([column('tx', [5, 6])], { looks: [look('tx', { below: true })] }), 200);
  expect(drawing.series[0].plotted).toEqual([-5, -6]);
  expect([...drawing.series[0].values]).toEqual([5, 6]);
  expect(drawing.axis.min).toBeLessThanOrEqual(-6);
});

test('a stack sums what is visible, without references', () => {
  const columns = [column('a', [1, 1]), column('b', [2, 2]), column('c', [4, 4]), column('total', [9, 9])];
  const looks = [look('a'), look('b'), look('c'), look('total', { reference: true })];
  const drawing = buildDrawing(model(columns, { looks, stacked: true, hidden: new Set(['b']) }), 200);
  expect(drawing.series.map((series) => series.plotted[0])).toEqual([1, 5, 9]);
});

test('the slot that is still being filled is told apart', () => {
  const columns = [column('a', [1, 2, 3])];
  expect(buildDrawing(model(columns, { span: { from: 0, until: 25 } }), 200).running).toBe(2);
  expect(buildDrawing(model(columns, { span: { from: 0, until: 30 } }), 200).running).toBe(3);
  const stack = buildDrawing(model(columns, { span: { from: 0, until: 25 }, stacked: true }), 200);
  expect(stack.series[0].plotted).toEqual([1, 2, null]);
});

test('one value alone is drawn even while its slot runs', () => {
  const drawing = buildDrawing(
    model([column('a', [42], 0, 60)], { span: { from: -300, until: 20 }, stacked: true }),
    200,
  );
  expect(drawing.series[0].plotted).toEqual([42]);
  expect(drawing.series[0].isolated).toEqual([0]);
});

test('an axis without values has no numbers', () => {
  expect(buildDrawing(model([]), 200).labels.every((label) => label === '')).toBe(true);
});

test('values are read greatest first and the nearest is always among them', () => {
  const columns = ['a', 'b', 'c', 'd'].map((name, i) => column(name, [i]));
  const drawing = buildDrawing(model(columns), 200);
  expect(readValues(drawing, 0, null, 10).rows.map((row) => row.key)).toEqual(['d', 'c', 'b', 'a']);
  const few = readValues(drawing, 0, 'a', 2);
  expect(few.rows.map((row) => [row.key, row.nearest])).toEqual([
    ['d', false],
    ['a', true],
  ]);
  expect(few.more).toBe(2);
});
