import { describe, expect, test } from 'vitest';
import type { Series } from '../../query/series.ts';
import { minutes } from '../testing/series.ts';
import { buildLanes } from './lanes.ts';
import { readGraphOptions } from './options.ts';
import { plotLanes, timeSpan, valueLimits } from './plotted.ts';

const none = Number.NaN;

function plot(list: readonly Series[], parameters: Readonly<Record<string, string>> = {}, pixels = 100) {
  const options = readGraphOptions((name) => parameters[name]);
  const lanes = buildLanes(list, options);
  return plotLanes(lanes, timeSpan(lanes, false)!, pixels, options);
}
const values = (plotted: ReturnType<typeof plot>) => plotted.map((one) => [...one.values]);

describe('values', () => {
  test('as many as there are pixels, by the consolidation of the series', () => {
    const list = [minutes('a', [1, 3, 5, 7]), minutes('b', [1, 3, 5, 7], { consolidation: 'max' })];
    expect(values(plot(list, {}, 2))).toEqual([
      [2, 6],
      [3, 7],
    ]);
    expect(values(plot(list, { minXStep: '0' }, 2))).toEqual([
      [1, 3, 5, 7],
      [1, 3, 5, 7],
    ]);
    expect(values(plot(list, { minXStep: '2' }, 2))).toEqual([[4], [7]]);
  });

  test('gaps stay, are zero, or are bridged', () => {
    const list = [minutes('a', [none, 1, none, none, 4, Number.POSITIVE_INFINITY])];
    expect(values(plot(list))).toEqual([[none, 1, none, none, 4, none]]);
    expect(values(plot(list, { drawNullAsZero: 'true' }))).toEqual([[0, 1, 0, 0, 4, 0]]);
    expect(values(plot(list, { lineMode: 'connected' }))).toEqual([[none, 1, 2, 3, 4, none]]);
    expect(values(plot(list, { lineMode: 'connected', connectedLimit: '1' }))).toEqual([
      [none, 1, none, none, 4, none],
    ]);
  });

  test('stacks add up on each side, and a gap adds nothing', () => {
    const list = [
      minutes('a', [1, none]),
      minutes('right', [5, 5], { drawing: { secondYAxis: true } }),
      minutes('b', [10, 20]),
      minutes('mark', [1, 1], { drawing: { drawAsInfinite: true } }),
    ];
    expect(values(plot(list, { areaMode: 'stacked' }))).toEqual([
      [1, none],
      [5, 5],
      [11, 20],
      [1, 1],
    ]);
  });

  test('stacks of unequal steps add what holds at the time', () => {
    const list = [minutes('a', [1, 2, 3, 4]), minutes('b', [10, 20], { step: 120, end: 300 })];
    expect(values(plot(list, { areaMode: 'stacked' }))).toEqual([
      [1, 2, 3, 4],
      [11, 12, 23, 24],
    ]);
  });

  test('many series share a bounded number of points', () => {
    const list = Array.from({ length: 1000 }, (_, i) => minutes(`s${i}`, new Array<number>(1000).fill(i)));
    expect(plot(list, {}, 1000).reduce((sum, one) => sum + one.values.length, 0)).toBeLessThan(160_000);
  });
});

describe('limits', () => {
  test.each<[string, Series[], Record<string, string>, boolean, object | undefined]>([
    ['of the values', [minutes('a', [5, none, 7])], {}, false, { low: 5, high: 7 }],
    ['areas stand on zero', [minutes('a', [5, 7])], { areaMode: 'first' }, false, { low: 0, high: 7 }],
    [
      'stacks reach their sum',
      [minutes('a', [5, 7]), minutes('b', [1, 1])],
      { areaMode: 'stacked' },
      false,
      { low: 0, high: 8 },
    ],
    [
      'vertical lines have none',
      [minutes('a', [5], { drawing: { drawAsInfinite: true } })],
      {},
      false,
      undefined,
    ],
    ['only above zero on a logarithmic axis', [minutes('a', [-5, 0, 2])], {}, true, { low: 2, high: 2 }],
  ])('%s', (_, list, parameters, logarithmic, expected) => {
    expect(valueLimits(plot(list, parameters), 'left', logarithmic)).toEqual(expected);
  });
});

test('a slope ends where its last value begins', () => {
  const lanes = buildLanes(
    [minutes('a', [1, 2, 3])],
    readGraphOptions(() => undefined),
  );
  expect([timeSpan(lanes, true), timeSpan(lanes, false)]).toEqual([
    { from: 60, until: 180 },
    { from: 60, until: 240 },
  ]);
  expect(timeSpan([], true)).toBeUndefined();
});
