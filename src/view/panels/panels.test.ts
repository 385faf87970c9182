import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldConfig } from '../../schema/dashboard.ts';
import { panelOptions } from '../../schema/panelOptions.ts';
import type { Box, Command, Scene } from '../scene/scene.ts';
import { onCircle } from '../scene/slicePath.ts';
import { drawBarChart } from './barChart.ts';
import { drawBarGauge } from './barGauge.ts';
import { drawGauge } from './gauge.ts';
import { drawHeatmap } from './heatmap.ts';
import { drawHistogram } from './histogram.ts';
import { drawPie } from './pie.ts';
import { drawStat } from './stat.ts';
import { drawStateTimeline } from './stateTimeline.ts';
import { drawStatusHistory } from './statusHistory.ts';
import { drawTable } from './table.ts';
import { allCommands, commandsOf, inputOf, measure, series, textsOf } from './testing/sceneTask.ts';

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom<T | undefined>(undefined, ...values);
const legend = fc.constantFrom(
  undefined,
  { show: true, mode: 'table' as const },
  { show: true, placement: 'right' as const, mode: 'table' as const },
  { show: true, placement: 'bottom' as const },
);
const reduce = fc.constantFrom(
  undefined,
  { calc: 'max' },
  { allValues: true },
  { limit: 2 },
  { calc: 'count' },
);
const orientation = oneOf('auto' as const, 'horizontal' as const, 'vertical' as const);
const sort = oneOf('none' as const, 'asc' as const, 'desc' as const, 'name' as const);

/** Each type with whatever options may be chosen. */
const types = {
  stat: [
    drawStat,
    fc.record({
      reduce,
      orientation,
      text: oneOf(
        'auto' as const,
        'value' as const,
        'value-and-name' as const,
        'name' as const,
        'none' as const,
      ),
      colorMode: oneOf('none' as const, 'value' as const, 'background' as const),
      graph: oneOf('none' as const, 'line' as const, 'area' as const),
      justify: oneOf('auto' as const, 'center' as const),
      showChange: fc.boolean(),
      prefix: oneOf('about '),
    }),
  ],
  gauge: [
    drawGauge,
    fc.record({
      reduce,
      shape: oneOf('arc' as const, 'circle' as const),
      showThresholdLabels: fc.boolean(),
      showThresholdRing: fc.boolean(),
    }),
  ],
  'bar-gauge': [
    drawBarGauge,
    fc.record({
      reduce,
      orientation,
      sort,
      display: oneOf('basic' as const, 'gradient' as const, 'lcd' as const),
      showUnfilled: fc.boolean(),
      namePlacement: oneOf('auto' as const, 'top' as const, 'left' as const, 'hidden' as const),
      valueMode: oneOf('color' as const, 'text' as const, 'hidden' as const),
    }),
  ],
  'bar-chart': [
    drawBarChart,
    fc.record({
      reduce,
      orientation,
      sort,
      legend,
      groupBy: oneOf('series' as const, 'time' as const),
      stacking: oneOf('none' as const, 'normal' as const, 'percent' as const),
      showValues: oneOf('auto' as const, 'always' as const, 'never' as const),
      tooltip: oneOf({ mode: 'single' as const }),
    }),
  ],
  pie: [
    drawPie,
    fc.record({
      reduce,
      sort,
      legend,
      shape: oneOf('pie' as const, 'donut' as const),
      labels: fc.subarray(['name' as const, 'value' as const, 'percent' as const]),
    }),
  ],
  histogram: [
    drawHistogram,
    fc.record({
      legend,
      bucketSize: oneOf(1e-9, 3, 1e6),
      buckets: oneOf(2, 100),
      combine: fc.boolean(),
      percentiles: fc.subarray([0, 50, 99.9, 100]),
    }),
  ],
  heatmap: [
    drawHeatmap,
    fc.record({
      rows: oneOf('buckets' as const, 'series' as const),
      interval: oneOf(1, 7, 600),
      bucketSize: oneOf(1e-9, 3),
      buckets: oneOf(2, 50),
      from: oneOf(5),
      to: oneOf(5, 50),
      logarithmic: fc.boolean(),
      showScale: fc.boolean(),
    }),
  ],
  'state-timeline': [
    drawStateTimeline,
    fc.record({
      legend,
      mergeEqual: fc.boolean(),
      showValues: oneOf('auto' as const, 'always' as const, 'never' as const),
      rowHeight: oneOf(0.1, 1),
      perPage: oneOf(1, 3),
    }),
  ],
  'status-history': [
    drawStatusHistory,
    fc.record({
      legend,
      showValues: oneOf('auto' as const, 'always' as const, 'never' as const),
      rowHeight: oneOf(0.1, 1),
      columns: oneOf(2, 7, 500),
      perPage: oneOf(1, 3),
    }),
  ],
  table: [
    drawTable,
    fc.record({
      rows: oneOf('series' as const, 'time' as const),
      calcs: oneOf(['last'], ['max', 'p95', 'count']),
      showHeader: fc.boolean(),
      sortBy: oneOf({ column: 'Name', descending: true }, { column: 'Max' }),
      footer: oneOf(['mean'], ['sum', 'max']),
      density: oneOf('compact' as const, 'normal' as const, 'roomy' as const),
    }),
  ],
} as const;

/** Options without the members that were not chosen, which is how they are stored. */
function chosen<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

const config: fc.Arbitrary<FieldConfig> = fc.constantFrom<FieldConfig>(
  {},
  {
    unit: 'percent',
    color: { mode: 'thresholds' },
    thresholds: {
      steps: [
        { value: null, color: 'ok' },
        { value: 70, color: 'crit' },
      ],
    },
  },
  { unit: 'bytes', color: { mode: 'continuous' }, min: -5, max: 10 },
  {
    min: 7,
    max: 3,
    decimals: 2,
    thresholds: {
      mode: 'percent',
      steps: [
        { value: null, color: '#123456' },
        { value: 50, color: 'warn' },
        { value: 40, color: 'crit' },
      ],
    },
  },
  { mappings: [{ kind: 'special', match: 'null+nan', text: 'A long text for what nobody knows' }] },
  { unit: 'dateTimeAsIso' },
  { unit: 'dtdurations', hideFrom: { graph: true } },
);
const value = fc.oneof(
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(0, -0, 1, Number.NaN, 1e308, -1e308, 5e-324, 42, 42),
);
const name = fc.constantFrom(
  'a',
  'hosts.web01.cpu',
  'hosts.web02.cpu',
  'sum(hosts.*.cpu)',
  'x'.repeat(300),
  '',
  '日本 ä😀',
);
const list = fc
  .array(fc.record({ name, config, values: fc.array(value, { maxLength: 12 }) }), { maxLength: 20 })
  .map((items) =>
    items.map(({ name: of, config: with_, values }, i) => ({ ...series(of, values, with_), key: `${i}` })),
  );
const size = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 500 }));

function boxesOf(command: Command): Box[] {
  switch (command.kind) {
    case 'rectangle':
    case 'gradient':
      return [command];
    case 'cells':
    case 'clip':
      return [command.box];
    case 'mark':
      return command.box.width >= 0 ? [command.box] : [];
    case 'slice': {
      const { center, radius, from, to } = command;
      return Array.from({ length: 33 }, (_, i) => {
        const { x, y } = onCircle(center, radius, from + ((to - from) * i) / 32);
        return { x, y, width: 0, height: 0 };
      });
    }
    case 'text': {
      if (command.rotate !== undefined) return [];
      const { x, y, text, font } = command;
      return [{ x, y: y - font.size * 0.73, width: measure(text, font), height: font.size * 0.73 }];
    }
    default:
      return [];
  }
}

function numbersOf(command: Command): number[] {
  const { kind } = command;
  if (kind === 'line' || kind === 'area') return [...command.line.points];
  if (kind === 'slice')
    return [command.from, command.to, command.inner ?? 0, command.center.x, command.center.y];
  return boxesOf(command).flatMap(({ x, y, width, height }) => [x, y, width, height]);
}

/** What reaches beyond the picture by more than `slack` pixels. */
function outside(scene: Scene, slack: number): unknown[] {
  return allCommands(scene.commands).flatMap((command) =>
    boxesOf(command)
      .filter(
        ({ x, y, width, height }) =>
          x < -slack || y < -slack || x + width > scene.width + slack || y + height > scene.height + slack,
      )
      .map((box) => ({ kind: command.kind, ...box, text: command.kind === 'text' ? command.text : '' })),
  );
}

describe.each(Object.entries(types))('%s', (type, [draw, options]) => {
  // The pairs are of one type each, which a list of all types can no longer say.
  const paint = draw as typeof drawStat;
  const anyOptions = (options as fc.Arbitrary<object>).map(chosen);

  test('options of the law are options of the schema', () => {
    const schema = panelOptions[type as keyof typeof panelOptions];
    fc.assert(
      fc.property(anyOptions, (one) => schema.safeParse(one).success),
      { numRuns: 50 },
    );
  });

  test('whatever the data, all is a number, and no two marks have one key', () => {
    fc.assert(
      fc.property(anyOptions, list, size, fc.boolean(), (one, data, area, scrolls) => {
        const scene = paint(inputOf(one, data, area, { scrolls }));
        const odd = allCommands(scene.commands).filter(
          (command) => !numbersOf(command).every(Number.isFinite),
        );
        expect(odd).toEqual([]);
        const keys = commandsOf(scene, 'mark').map(({ mark }) => mark.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(scene.description).not.toBe('');
      }),
      { numRuns: 150 },
    );
  });

  test('nothing is outside of a panel of usual size', () => {
    fc.assert(
      fc.property(
        anyOptions,
        list,
        fc.tuple(fc.integer({ min: 120, max: 900 }), fc.integer({ min: 90, max: 500 })),
        (one, data, area) => {
          expect(outside(paint(inputOf(one, data, area)), 4)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('says what is missing', () => {
    expect(textsOf(paint(inputOf({}, [], [300, 100])))).toEqual(['No series found']);
    expect(commandsOf(paint(inputOf({}, [series('a', [])], [300, 100])), 'text').length).toBeGreaterThan(0);
  });
});

describe('what is drawn says what the numbers say', () => {
  const positive = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 15 });
  const singles = (values: readonly number[], config: FieldConfig = {}) =>
    values.map((one, i) => series(`s${i}`, [one], config));

  test('bars of a bar gauge are as long as their values', () => {
    fc.assert(
      fc.property(positive, (values) => {
        const options = {
          display: 'basic',
          showUnfilled: false,
          namePlacement: 'hidden',
          valueMode: 'hidden',
        } as const;
        const scene = drawBarGauge(
          inputOf(options, singles(values, { unit: 'none', min: 0, max: 1e6 }), [500, 600]),
        );
        const bars = commandsOf(scene, 'rectangle');
        expect(bars.length).toBe(values.length);
        // A value of nothing has a hairline of its own.
        bars.forEach(({ width }, i) => {
          expect(width).toBeCloseTo(Math.max(1.5, (values[i] / 1e6) * 500), 6);
        });
      }),
    );
  });

  test('slices go once round', () => {
    fc.assert(
      fc.property(positive, (values) => {
        fc.pre(values.some((one) => one > 0));
        const slices = commandsOf(drawPie(inputOf({}, singles(values), [500, 300])), 'slice');
        expect(slices.reduce((sum, { from, to }) => sum + to - from, 0)).toBeCloseTo(2 * Math.PI, 6);
        expect(slices.length).toBeLessThanOrEqual(12);
      }),
    );
  });

  test('stacks of 100 % fill the axis', () => {
    fc.assert(
      fc.property(positive, (values) => {
        fc.pre(values.some((one) => one > 1e-3));
        const options = { stacking: 'percent', orientation: 'vertical', legend: { show: false } } as const;
        const scene = drawBarChart(inputOf(options, singles(values), [400, 300]));
        const heights = commandsOf(scene, 'rectangle').map(({ height }) => height);
        const [top] = commandsOf(scene, 'line')
          .map(({ line }) => line.points[1])
          .sort((a, b) => a - b);
        const whole = heights.reduce((sum, height) => sum + height, 0);
        const zero = Math.max(...commandsOf(scene, 'line').map(({ line }) => line.points[1]));
        // Pieces too thin to be seen are drawn a pixel thick.
        expect(Math.abs(whole - (zero - top))).toBeLessThan(2 + values.length);
      }),
    );
  });

  test('a histogram counts every number once', () => {
    const numbers = fc.array(fc.double({ min: -1e4, max: 1e4 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(numbers, oneOf(3, 250), (values, bucketSize) => {
        fc.pre(values.some((one) => !Number.isNaN(one)));
        const scene = drawHistogram(inputOf(chosen({ bucketSize }), [series('s', values)], [600, 300]));
        const counted = commandsOf(scene, 'mark').map(({ mark }) => Number(mark.value?.split(' ')[0]));
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(
          values.filter((one) => !Number.isNaN(one)).length,
        );
      }),
    );
  });

  test('a heatmap counts every number of the range once', () => {
    const numbers = fc.array(fc.double({ min: -1e4, max: 1e4 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        fc.pre([...one, ...other].some((each) => !Number.isNaN(each)));
        const scene = drawHeatmap(inputOf({}, [series('a', one), series('b', other)], [700, 300]));
        const [{ columns, rows, markAt }] = commandsOf(scene, 'cells');
        let total = 0;
        for (let i = 0; i < columns * rows; i++) {
          total += Number(markAt?.(i % columns, Math.floor(i / columns))?.value?.split(' ')[0] ?? 0);
        }
        expect(total).toBe([...one, ...other].filter((each) => !Number.isNaN(each)).length);
      }),
    );
  });

  test('two hundred lines of five hundred times are drawn in no time', () => {
    const list = Array.from({ length: 200 }, (_, row) => {
      return series(
        `host${row}`,
        Array.from({ length: 500 }, (_, i) => Math.sin(i / 20 + row)),
      );
    });
    const span = { from: list[0].start, until: list[0].start + 500 * 60 };
    const started = performance.now();
    const scene = drawHeatmap(inputOf({ rows: 'series', interval: 60 }, list, [1000, 600], { span }));
    expect(performance.now() - started).toBeLessThan(500);
    expect(commandsOf(scene, 'cells')[0].cells.every((cell) => cell > 0)).toBe(true);
  });
});

describe('cases', () => {
  const up = series('up', [1]);
  test.each<[string, Scene, readonly string[]]>([
    [
      'the unit is written once',
      drawStat(inputOf({ graph: 'none' }, [series('a', [42], { unit: 'percent' })], [200, 100])),
      ['42', ' %'],
    ],
    [
      'words for values',
      drawStat(
        inputOf(
          {},
          [{ ...up, config: { mappings: [{ kind: 'value', value: '1', text: 'Up' }] } }],
          [200, 100],
        ),
      ),
      ['Up'],
    ],
    [
      'words for nothing',
      drawStat(inputOf({}, [series('a', [Number.NaN], { noValue: 'none' })], [200, 100])),
      ['none'],
    ],
    [
      'words around a value',
      drawStat(inputOf({ prefix: '~', postfix: '!' }, [series('a', [5], { unit: 'none' })], [200, 100])),
      ['~5', '!'],
    ],
    [
      'what is old says its age',
      drawStat(inputOf({}, [{ ...series('a', [1, 2]), start: 1_800_000_000 - 720 }], [300, 200])),
      ['2', '10 min old'],
    ],
    [
      'unless nobody wants to know',
      drawStat(
        inputOf({ staleAfter: 0 }, [{ ...series('a', [1, 2]), start: 1_800_000_000 - 720 }], [300, 200]),
      ),
      ['2'],
    ],
    [
      'what changed',
      drawStat(inputOf({ showChange: true }, [series('a', [10, 15])], [300, 200])),
      ['15', '+50 %'],
    ],
    [
      'names apart from each other',
      drawBarGauge(
        inputOf(
          { valueMode: 'hidden' },
          [series('hosts.a.cpu.percent', [1]), series('hosts.b.cpu.percent', [2])],
          [300, 200],
        ),
      ),
      ['a', 'b'],
    ],
    [
      'nothing to share out',
      drawPie(inputOf({}, [series('a', [0])], [900, 200])),
      ['No value is greater than zero, so there is nothing to share out'],
    ],
  ])('%s', (_, scene, expected) => {
    expect(textsOf(scene)).toEqual(expected);
  });

  test('a copy of an earlier time is what a change is told from', () => {
    const earlier = { ...series('a', [10]), key: 'a~7d', comparedWith: 604_800 };
    const scene = drawStat(inputOf({ showChange: true }, [series('a', [1, 20]), earlier], [300, 200]));
    expect(textsOf(scene)).toEqual(['20', '+100 %']);
  });

  test('the smallest slices are one, and say what they are', () => {
    const many = Array.from({ length: 30 }, (_, i) => series(`s${i}`, [100 - i]));
    const others = commandsOf(drawPie(inputOf({}, many, [600, 400])), 'mark').find(
      ({ mark }) => mark.key === 'others',
    );
    expect(others?.mark.label).toBe('19 others');
    expect(others?.mark.details).toHaveLength(19);
  });

  test('what has no room is scrolled or counted', () => {
    const many = Array.from({ length: 50 }, (_, i) => series(`s${i}`, [i]));
    expect(drawBarGauge(inputOf({}, many, [300, 200], { scrolls: true })).height).toBeGreaterThan(900);
    const cut = drawBarGauge(inputOf({}, many, [300, 200]));
    expect(cut.height).toBe(200);
    expect(textsOf(cut).at(-1)).toMatch(/^and 4\d more$/);
  });

  test('numbers of a table are values as well', () => {
    const input = inputOf({}, [], [300, 200]);
    const frame = {
      name: 'disks',
      refId: 'A',
      fields: [
        { name: 'disk', kind: 'text' as const, values: ['/', '/home'] },
        { name: 'used', kind: 'number' as const, values: Float64Array.of(5, 7) },
      ],
    };
    const scene = drawStat({ ...input, data: { series: [], frames: [frame], left: 0 } });
    expect(commandsOf(scene, 'mark').map(({ mark }) => [mark.label, mark.value])).toEqual([
      ['/', '5'],
      ['/home', '7'],
    ]);
  });
});
