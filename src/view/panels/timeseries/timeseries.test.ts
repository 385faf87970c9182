import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldConfig } from '../../../schema/dashboard.ts';
import { panelOptions } from '../../../schema/panelOptions.ts';
import type { ShownAnnotation } from '../../annotations.ts';
import type { Command } from '../../scene/scene.ts';
import { formatCount } from '../../units/units.ts';
import { allCommands, commandsOf, inputOf, measure, series, textsOf } from '../testing/sceneTask.ts';
import { drawTimeseries } from '../timeseries.ts';

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom<T | undefined>(undefined, ...values);
/** Without the members that nothing was chosen for. */
const chosen = <T extends object>(one: T): T =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T;

const thresholds = {
  steps: [
    { value: null, color: 'ok' },
    { value: 5, color: 'warn' },
    { value: 80, color: 'crit' },
  ],
};
const config: fc.Arbitrary<FieldConfig> = fc
  .record({
    unit: oneOf('bytes', 'percent', 's', 'dateTimeAsIso'),
    drawStyle: oneOf('line' as const, 'bars' as const, 'points' as const),
    interpolation: oneOf('smooth' as const, 'step-before' as const, 'step-after' as const),
    stacking: oneOf({ mode: 'normal' as const }, { mode: 'percent' as const }),
    nulls: oneOf<FieldConfig['nulls']>('connect', 'zero', 2),
    gradient: oneOf('opacity' as const, 'hue' as const, 'scheme' as const),
    color: oneOf({ mode: 'continuous' as const, scale: 'viridis' }, { mode: 'thresholds' as const }),
    thresholds: oneOf(thresholds),
    thresholdsStyle: oneOf('line' as const, 'dashed+area' as const, 'series' as const),
    scale: oneOf({ kind: 'log' as const }, { kind: 'symlog' as const }),
    axis: oneOf('right' as const, 'hidden' as const),
    axisLabel: oneOf('Requests', 'x'.repeat(80)),
    lineDash: oneOf([4, 2], [0, 5]),
    lineWidth: oneOf(0, 3),
    fillOpacity: oneOf(0, 40),
    showPoints: oneOf('always' as const),
    negative: oneOf(true),
    reference: oneOf(true),
    fillBelowTo: oneOf('a'),
    min: oneOf(0, 3),
    max: oneOf(100),
  })
  .map(chosen);
const options = fc
  .record({
    legend: oneOf(
      { show: false },
      { mode: 'table' as const, calcs: ['min', 'mean', 'max'], sortBy: 'max' },
      { placement: 'right' as const, calcs: [] },
      { placement: 'right' as const, mode: 'table' as const },
    ),
    running: oneOf('omit' as const, 'plain' as const),
    band: oneOf('on' as const),
    timeZones: oneOf(['America/New_York'], ['Asia/Tokyo', 'Europe/Berlin']),
  })
  .map(chosen);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -1000, max: 1000, noNaN: true }) },
  fc.constantFrom(Number.NaN, 0, 1e300, -1e-300),
);
const name = fc.constantFrom('a', 'hosts.web01.cpu', 'x'.repeat(200), '');
const list = fc
  .array(fc.record({ name, config, values: fc.array(value, { maxLength: 40 }) }), { maxLength: 12 })
  .map((items) => items.map((one, i) => ({ ...series(one.name, one.values, one.config), key: `${i}` })));
const size = fc.tuple(fc.integer({ min: 120, max: 900 }), fc.integer({ min: 90, max: 500 }));

const END = 1_800_000_000;
/** Pixels by which letters and strokes may reach over an edge. */
const SLACK = 6;
const mark = (time: number, timeEnd: number | null): ShownAnnotation => ({
  ...{ id: 1, time, timeEnd, title: 'Deploy', text: '', tags: [], dashboard: null, panel: null },
  ...{ createdBy: null, editable: false, color: 'palette-2', source: 'Deploys' },
});

describe('laws', () => {
  test('options of the law are options of the schema', () => {
    fc.assert(fc.property(options, (one) => panelOptions.timeseries.safeParse(one).success));
  });

  test('whatever the data, all is a number, and what is not clipped lies within the picture', () => {
    fc.assert(
      fc.property(options, list, size, (one, data, area) => {
        const annotations = [mark(END - 1800, null), mark(END - 9000, END + 60)];
        const scene = drawTimeseries(inputOf(one, data, area, { annotations }));
        expect(scene.description).not.toBe('');
        const odd = allCommands(scene.commands).filter((one) => !numbersOf(one).every(Number.isFinite));
        expect(odd).toEqual([]);
        const outside = scene.commands
          .filter(({ kind }) => kind !== 'clip')
          .filter((command) =>
            cornersOf(command).some(
              ([x, y]) => x < -SLACK || y < -SLACK || x > scene.width + SLACK || y > scene.height + SLACK,
            ),
          );
        expect(outside).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

function numbersOf(command: Command): number[] {
  if (command.kind === 'line' || command.kind === 'area') return [...command.line.points];
  return cornersOf(command).flat();
}

function cornersOf(command: Command): [number, number][] {
  switch (command.kind) {
    case 'line':
    case 'area': {
      const { points } = command.line;
      return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i], points[2 * i + 1]]);
    }
    case 'rectangle':
      return [
        [command.x, command.y],
        [command.x + command.width, command.y + command.height],
      ];
    case 'clip':
      return [
        [command.box.x, command.box.y],
        [command.box.x + command.box.width, command.box.y + command.box.height],
      ];
    case 'text': {
      if (command.rotate !== undefined) return [[command.x, command.y]];
      const { x, y, text, font } = command;
      return [
        [x, y - font.size * 0.73],
        [x + measure(text, font), y],
      ];
    }
    default:
      return [];
  }
}

/** The lines of series: what is clipped to the plot, without thresholds. */
function plotted(scene: ReturnType<typeof drawTimeseries>) {
  const clip = scene.commands.find((command) => command.kind === 'clip');
  return clip?.kind === 'clip' ? { box: clip.box, inside: clip.inside } : null;
}

test('without a value the frame stays, and says so', () => {
  const scene = drawTimeseries(inputOf({}, [series('silent', [Number.NaN, Number.NaN])], [400, 200]));
  expect(textsOf(scene)).toContain('No data in this range');
  expect(scene.description).toBe('No data in this range');
  expect(commandsOf(scene, 'line').length).toBeGreaterThan(0);
});

test('axes are labelled in their unit and zone', () => {
  const values = Array.from({ length: 60 }, (_, i) => i * 2 ** 20);
  const scene = drawTimeseries(
    inputOf({ timeZones: ['Asia/Tokyo'] }, [series('a', values, { unit: 'bytes' })], [600, 300]),
  );
  const texts = textsOf(scene);
  // 1,800,000,000 is 08:00 in London's winter, 17:00 in Tokyo.
  expect(texts).toEqual(expect.arrayContaining(['MiB', '0', '60', '07:30', '16:30', 'UTC', 'Tokyo']));
  expect(texts).toContain('59 MiB');
});

test('the interval in progress is dashed, and copies of an earlier time are thinner', () => {
  const running = series(
    'a',
    Array.from({ length: 60 }, () => 1),
  );
  // Its last slot ends half a minute after the range.
  const moved = { ...running, start: running.start + 30 };
  const copy = { ...running, key: 'a~7d', comparedWith: 604_800 };
  const lines = (plotted(drawTimeseries(inputOf({}, [moved, copy], [500, 200])))?.inside ?? []).flatMap(
    (command) => (command.kind === 'line' ? [command.stroke] : []),
  );
  expect(lines.map(({ dash, width }) => [dash, width])).toEqual([
    [[5, 4], 1],
    [undefined, 1.25],
    [[3, 3], 1.25],
  ]);
});

test('stacked areas lie on each other: the upper edge of one is the lower of the next', () => {
  const count = 50;
  const config: FieldConfig = { stacking: { mode: 'normal' }, unit: 'none' };
  const values = (factor: number) => Array.from({ length: count }, (_, i) => factor * (2 + (i % 5)));
  const list = [1, 2, 3].map((factor) => series(`s${factor}`, values(factor), config));
  const options = { running: 'plain', legend: { show: false } } as const;
  const { box, inside } = plotted(drawTimeseries(inputOf(options, list, [600, 300])))!;
  const areas = inside.flatMap((command) => (command.kind === 'area' ? [command.line.points] : []));
  expect(areas).toHaveLength(3);
  const top = (points: Float64Array) => points.subarray(0, 2 * count);
  const bottom = (points: Float64Array) =>
    Array.from({ length: count }, (_, i) => points[points.length - 1 - 2 * i]);
  const ys = (points: Float64Array) => Array.from({ length: count }, (_, i) => top(points)[2 * i + 1]);
  // The plot is one pixel less at each end than its clip; the axis ends at 40, above 36.
  const floor = box.y + box.height - 1;
  const pixels = (box.height - 2) / 40;
  areas.forEach((points, a) => {
    const expected = values(((a + 1) * (a + 2)) / 2).map((sum) => floor - sum * pixels);
    expect(ys(points)).toEqual(expected.map((y) => expect.closeTo(y, 6)));
    if (a === 0) return;
    expect(bottom(points)).toEqual(ys(areas[a - 1]).map((y) => expect.closeTo(y, 6)));
  });
});

describe('legends', () => {
  const many = Array.from({ length: 40 }, (_, i) => series(`s${i}`, [i]));

  test('count what has no room', () => {
    const texts = textsOf(drawTimeseries(inputOf({}, many, [400, 300])));
    const shown = texts.filter((text) => /^s\d+$/.test(text));
    expect(shown.length).toBeGreaterThan(3);
    expect(texts).toContain(`and ${40 - shown.length} more`);
  });

  test('count series that are not here at all', () => {
    const input = inputOf({}, many.slice(0, 1), [400, 300]);
    const texts = textsOf(drawTimeseries({ ...input, data: { ...input.data, left: 1234 } }));
    expect(texts).toContain(`and ${formatCount(1234)} more`);
  });

  test('sort by a value', () => {
    const legend = { mode: 'table' as const, calcs: ['max'], sortBy: 'max' };
    const texts = textsOf(drawTimeseries(inputOf({ legend }, many, [400, 300])));
    expect(texts.filter((text) => /^s\d+$/.test(text)).slice(0, 2)).toEqual(['s39', 's38']);
  });
});

test('annotations are flags, and regions where they have an end', () => {
  const annotations = [mark(END - 1800, null), mark(END - 1200, END - 600), mark(END - 9000, null)];
  const plain = drawTimeseries(inputOf({}, [series('a', [1, 2])], [500, 200]));
  const marked = drawTimeseries(inputOf({}, [series('a', [1, 2])], [500, 200], { annotations }));
  const more = (kind: 'rectangle' | 'area' | 'line') =>
    commandsOf(marked, kind).length - commandsOf(plain, kind).length;
  // Two of them lie in the range: two cloths and staffs, and one region with its lower edge.
  expect([more('area'), more('line'), more('rectangle')]).toEqual([2, 2, 2]);
});
