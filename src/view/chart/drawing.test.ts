import { describe, expect, test } from 'vitest';
import type { FieldConfig } from '../../schema/dashboard.ts';
import type { PanelSeries } from '../panelData.ts';
import { buildDrawing, type ChartModel } from './drawing.ts';
import { testSeries as series } from './testing/panelSeries.ts';

const gap = Number.NaN;

function model(list: readonly PanelSeries[], rest: Partial<ChartModel> = {}): ChartModel {
  return {
    series: list,
    span: { from: 0, until: 1000 },
    hidden: new Set(),
    theme: 'dark',
    zone: 'UTC',
    ...rest,
  };
}
const draw = (list: readonly PanelSeries[], rest: Partial<ChartModel> = {}) =>
  buildDrawing(model(list, rest), 200);
const plotted = (list: readonly PanelSeries[], rest: Partial<ChartModel> = {}) =>
  draw(list, rest).series.map((one) => [...one.plotted]);
const stacked = { stacking: { mode: 'normal' } } as const;

test('gaps stay gaps', () => expect(plotted([series('a', [1, gap, 3])])).toEqual([[1, gap, 3]]));

test('what is sent hangs below zero but reads as it is', () => {
  const drawing = draw([series('tx', [5, 6], { negative: true })]);
  expect([...drawing.series[0].plotted]).toEqual([-5, -6]);
  expect([...drawing.series[0].values]).toEqual([5, 6]);
  expect(drawing.axes[0].axis.min).toBeLessThanOrEqual(-6);
});

test('a stack sums what is visible, without references', () => {
  const list = [
    series('a', [1, 1], stacked),
    series('b', [2, 2], stacked),
    series('c', [4, 4], stacked),
    series('total', [9, 9], { ...stacked, reference: true }),
  ];
  const drawing = draw(list, { hidden: new Set(['b']) });
  expect(drawing.series.map((one) => one.plotted[0])).toEqual([1, 5, 9]);
  expect(drawing.series.map((one) => one.base?.[0])).toEqual([0, 1, undefined]);
});

describe('the interval in progress', () => {
  const list = [series('a', [1, 2, 3])];
  test.each([
    [25, 'dashed', 2, [1, 2, 3]],
    [30, 'dashed', 3, [1, 2, 3]],
    [25, 'omit', 3, [1, 2, gap]],
    [25, 'plain', 3, [1, 2, 3]],
  ] as const)('at %i, %s', (until, running, index, values) => {
    const drawing = draw(list, { span: { from: 0, until }, running });
    expect(drawing.series[0].running).toBe(index);
    expect([...drawing.series[0].plotted]).toEqual(values);
  });

  test('is left off a stack, which goes on counting with what it had', () => {
    const both = [series('a', [1, 2, 3], stacked), series('b', [1, 2, 3], stacked)];
    expect(plotted(both, { span: { from: 0, until: 25 } })).toEqual([
      [1, 2, gap],
      [2, 4, gap],
    ]);
  });

  test('of a slower series does not hold the others back', () => {
    const list = [
      series('quick', [1, 1, 1, 1, 1, 1], stacked),
      series('slow', [5, 9], stacked, { step: 30 }),
    ];
    // At 55 the second slot of the slow one (30 to 60) still runs: it counts with its last value.
    expect(plotted(list, { span: { from: 0, until: 60 - 5 } })).toEqual([
      [1, 1, 1, 1, 1, gap],
      [6, gap, gap, gap, gap, gap],
    ]);
  });

  test('is drawn while it is all there is', () => {
    const drawing = draw([series('a', [42], stacked, { step: 60 })], { span: { from: -300, until: 20 } });
    expect([...drawing.series[0].plotted]).toEqual([42]);
    expect(drawing.series[0].points).toEqual([0]);
  });
});

test('an axis without values has no numbers, unless somebody chose its ends', () => {
  expect(draw([]).axes[0].labels.every((label) => label === '')).toBe(true);
  expect(draw([series('a', [gap], { min: 0, max: 100 })]).axes[0].labels).toContain('100');
});

describe('axes', () => {
  const sides = (list: readonly PanelSeries[]) => {
    const drawing = draw(list);
    return drawing.series.map((one) => drawing.axes[one.axis].side);
  };
  test('a second chosen unit stands at the right', () =>
    expect(sides([series('a', [1], { unit: 'ms' }), series('b', [1], { unit: 'bytes' })])).toEqual([
      'left',
      'right',
    ]));
  test('a guessed unit moves nothing', () =>
    expect(sides([series('a', [1], {}, { unit: 'ms' }), series('b', [1], {}, { unit: 'bytes' })])).toEqual([
      'left',
      'left',
    ]));
  test('a choice goes before all', () =>
    expect(
      sides([series('a', [1], { unit: 'ms', axis: 'right' }), series('b', [1], { axis: 'hidden' })]),
    ).toEqual(['right', 'hidden']));
  test('each has its own values', () => {
    const drawing = draw([series('a', [1, 2]), series('b', [900, 1000], { axis: 'right' })]);
    expect(drawing.axes.map(({ axis }) => axis.max)).toEqual([2, 1000]);
  });
  test('units that differ are plain numbers', () => {
    const drawing = draw([series('a', [5], {}, { unit: 'ms' }), series('b', [5], {}, { unit: 'bytes' })]);
    expect(drawing.axes[0].unit).toBe('short');
  });

  test('stay while values move inside them, and only then', () => {
    const span = (from: number) => ({ from, until: from + 100 });
    const at = (values: number[], from: number, rest: Partial<ChartModel> = {}) =>
      model([series('a', values)], { span: span(from), ...rest });
    const first = buildDrawing(at([10, 97, 10], 0), 200);
    expect(first.axes[0].axis.max).toBe(100);
    const lower = buildDrawing(at([10, 60, 10], 1), 200, first);
    expect(lower.axes[0].axis.max).toBe(100);
    expect(buildDrawing(at([10, 60, 10], 1), 200).axes[0].axis.max).toBe(60);
    // Shrunk to a part of it, grown out of it, another height: the axis is a new one.
    expect(buildDrawing(at([1, 20, 1], 1), 200, first).axes[0].axis.max).toBe(20);
    expect(buildDrawing(at([10, 120, 10], 1), 200, first).axes[0].axis.max).toBeGreaterThan(100);
    expect(buildDrawing(at([10, 60, 10], 1), 300, first).axes[0].axis.max).not.toBe(100);
    // A range somewhere else is another question.
    const elsewhere = model([series('a', [10, 60, 10], {}, { start: 90 })], { span: span(90) });
    expect(buildDrawing(elsewhere, 200, first).axes[0].axis.max).toBe(60);
  });
});

test('only what is in the range decides the axis', () => {
  const drawing = draw([series('a', [900, 5, 6, 7])], { span: { from: 10, until: 100 } });
  expect(drawing.axes[0].axis.max).toBeLessThanOrEqual(10);
});

test('percent stacks end at a hundred and have their own unit', () => {
  const share = { stacking: { mode: 'percent' } } as const;
  const drawing = draw([series('a', [1, 0], share), series('b', [3, 0], share)]);
  expect(drawing.series.map((one) => [...one.plotted])).toEqual([
    [25, 0],
    [100, 0],
  ]);
  expect(drawing.axes[0]).toMatchObject({ unit: 'percent', axis: { min: 0, max: 100 } });
});

test('the area between two series lies between them', () => {
  const drawing = draw([series('high', [5, 6], { fillBelowTo: 'low' }), series('low', [1, 2])]);
  expect([...drawing.series[0].base!]).toEqual([1, 2]);
  expect(drawing.series[0].fill).toBeGreaterThan(0);
});

describe('the band from least to greatest', () => {
  const rolled = (name: string) =>
    series(
      name,
      [5, 6],
      {},
      { low: Float64Array.of(1, 2), high: Float64Array.of(9, 30), consolidation: 'average' },
    );
  test('is part of the axis', () => {
    const drawing = draw([rolled('a')]);
    expect([...drawing.series[0].ribbon!.high]).toEqual([9, 30]);
    expect(drawing.axes[0].axis.max).toBeGreaterThanOrEqual(30);
  });
  test.each([
    [1, 'auto', true],
    [4, 'auto', false],
    [4, 'on', true],
    [1, 'off', false],
  ] as const)('of %i series, %s: %s', (count, band, shown) => {
    const list = Array.from({ length: count }, (_, i) => rolled(`s${i}`));
    expect(draw(list, { band }).series.every((one) => (one.ribbon !== null) === shown)).toBe(true);
  });
});

test('areas stand on zero or are left out, unless somebody asked for them', () => {
  expect(draw([series('a', [100, 101])]).series[0].fill).toBe(0);
  expect(draw([series('a', [0, 101])]).series[0].fill).toBeGreaterThan(0);
  expect(draw([series('a', [100, 101], { fillOpacity: 40 })]).series[0].fill).toBe(0.4);
});

test('thresholds are drawn once an axis, percent of it where they say so', () => {
  const config: FieldConfig = {
    thresholds: {
      mode: 'percent',
      steps: [
        { value: null, color: 'ok' },
        { value: 80, color: 'crit' },
      ],
    },
    thresholdsStyle: 'line+area',
    min: 0,
    max: 50,
  };
  const drawing = draw([series('a', [1], config), series('b', [2], config)]);
  expect(drawing.thresholds.map(({ value, until, line, area }) => [value, until, line, area])).toEqual([
    [Number.NEGATIVE_INFINITY, 40, 'solid', true],
    [40, Number.POSITIVE_INFINITY, 'solid', true],
  ]);
});

test('copies of the past lie below, dashed, in the colour of the present, and never run', () => {
  const list = [series('a', [1, 2, 3]), series('a', [3, 2, 1], {}, { key: 'a~7d', comparedWith: 604_800 })];
  const drawing = draw(list, { span: { from: 0, until: 25 } });
  expect(drawing.order).toEqual([1, 0]);
  expect(drawing.series[1].dash.length).toBeGreaterThan(0);
  expect(drawing.series[1].running).toBe(3);
  expect(drawing.series[1].fill).toBe(0);
});

test('the copy of a series goes with it', () => {
  const list = [
    series('a', [1]),
    series('b', [2]),
    series('a', [3], {}, { key: 'a~7d', comparedWith: 604_800 }),
  ];
  expect(plotted(list, { hidden: new Set(['a']) })).toEqual([[2]]);
  expect(plotted(list, { hidden: new Set(['a~7d']) })).toEqual([[1], [2]]);
});

test('what is hidden from the chart is not on it', () =>
  expect(plotted([series('a', [1], { hideFrom: { graph: true } }), series('b', [2])])).toEqual([[2]]));

test('bars of series that stand alone stand beside each other, stacked ones on each other', () => {
  const bars = { drawStyle: 'bars' } as const;
  const drawing = draw([
    series('a', [1], bars),
    series('b', [1], { ...bars, ...stacked }),
    series('c', [1], { ...bars, ...stacked }),
    series('line', [1]),
  ]);
  expect(drawing.series.slice(0, 3).map(({ bar }) => [bar.place, bar.of])).toEqual([
    [0, 2],
    [1, 2],
    [1, 2],
  ]);
});
