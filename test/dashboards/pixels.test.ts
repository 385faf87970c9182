/** What charts draw where it is exact: heights of stacks, thresholds, gaps and logarithms, down to the pixel. */
import { beforeAll, expect, test } from 'vitest';
import type { FieldConfig, Panel } from '../../src/schema/dashboard.ts';
import { chartOf, drawn, type Pixels, pixelsOf } from '../support/charts.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const POINTS = 61;
const constants = [0, 1, 10, 20, 30, 50, 60, 100, 1000];
const lab = dashboardLab('pixels', {
  points: [
    ...constants.flatMap((value) => pointsOf(`exact.v${value}`, POINTS, now, () => value)),
    ...pointsOf('exact.gap', POINTS, now, (i) => (i > 20 && i < 40 ? null : 50)),
    ...pointsOf('exact.ramp', POINTS, now, (i) => (i * 100) / (POINTS - 1)),
  ],
});

const RED = '#ff0000';
const GREEN = '#00ff00';
const BLUE = '#0000ff';
type Paint = typeof RED | typeof GREEN | typeof BLUE;

interface Line {
  readonly target: string;
  readonly color?: Paint;
  readonly set?: FieldConfig;
}

/** A chart from 0 to 100 whose lines are three pixels wide and in the colours that are said. */
function exact(title: string, lines: readonly Line[], field: FieldConfig = {}) {
  return {
    type: 'timeseries' as const,
    title,
    targets: targets(...lines.map(({ target }) => target)),
    field: { min: 0, max: 100, unit: 'none', lineWidth: 3, fillOpacity: 0, showPoints: 'never', ...field },
    overrides: lines.map(({ target, color, set }) => ({
      match: { by: 'name', name: target },
      set: { ...(color ? { color: { mode: 'fixed', color } } : {}), ...set },
    })),
    options: { legend: { show: false }, running: 'plain', band: 'off' },
  } satisfies Omit<Extract<Panel, { type: 'timeseries' }>, 'id' | 'grid'>;
}

/** Lines at both ends of the axis: they say where the others have to be. */
const alone: FieldConfig = { stacking: { mode: 'none' } };
const ENDS: readonly Line[] = [
  { target: 'exact.v0', color: BLUE, set: alone },
  { target: 'exact.v100', color: BLUE, set: alone },
];
const stacked = (mode: 'normal' | 'percent'): FieldConfig => ({ stacking: { mode } });
const steps = [
  { value: null, color: GREEN },
  { value: 60, color: RED },
];

const PANELS = [
  exact('Heights', [...ENDS, { target: 'exact.v20', color: RED }, { target: 'exact.v50', color: GREEN }]),
  exact(
    'Stacked',
    [...ENDS, { target: 'exact.v20', color: RED }, { target: 'exact.v30', color: GREEN }],
    stacked('normal'),
  ),
  exact(
    'Stacked to percent',
    [...ENDS, { target: 'exact.v20', color: RED }, { target: 'exact.v60', color: GREEN }],
    stacked('percent'),
  ),
  exact('Threshold lines', ENDS, { thresholds: { steps }, thresholdsStyle: 'line' }),
  exact('Threshold areas', ENDS, { thresholds: { steps }, thresholdsStyle: 'area' }),
  exact('Colour by threshold', [{ target: 'exact.ramp' }], {
    color: { mode: 'thresholds' },
    gradient: 'scheme',
    thresholds: { steps },
  }),
  exact('Gap', [...ENDS, { target: 'exact.gap', color: RED }]),
  exact('Gap, connected', [...ENDS, { target: 'exact.gap', color: RED, set: { nulls: 'connect' } }]),
  exact('Gap, connected when short', [...ENDS, { target: 'exact.gap', color: RED, set: { nulls: 5 } }]),
  exact('Gap as zero', [
    { target: 'exact.v100', color: BLUE },
    { target: 'exact.gap', color: RED, set: { nulls: 'zero' } },
  ]),
  exact(
    'Logarithm',
    [
      { target: 'exact.v1', color: BLUE },
      { target: 'exact.v10', color: RED },
      { target: 'exact.v100', color: GREEN },
      { target: 'exact.v1000', color: BLUE },
    ],
    { min: 1, max: 1000, scale: { kind: 'log', base: 10 } },
  ),
  exact(
    'Negative',
    [
      { target: 'exact.v50', color: RED },
      { target: 'exact.v20', color: GREEN, set: { negative: true } },
    ],
    { min: -100 },
  ),
] as const;
type Title = (typeof PANELS)[number]['title'];

const pixels = new Map<Title, Pixels>();

beforeAll(async () => {
  await lab.store(dashboardOf('exact', PANELS, { title: 'Exact' }));
  await lab.open(`/d/exact?from=${now - 10 * (POINTS - 1)}&until=${now}`);
  for (const [i, { title }] of PANELS.entries()) {
    const chart = chartOf(lab.page, `p${i + 1}`);
    await drawn(chart);
    pixels.set(title, await pixelsOf(chart));
  }
});

function isOf(color: Paint, [red, green, blue, alpha]: readonly [number, number, number, number]): boolean {
  const strong = { [RED]: red, [GREEN]: green, [BLUE]: blue }[color];
  const rest = red + green + blue - strong;
  return alpha > 20 && strong > 120 && rest < 0.5 * strong;
}

/** The middles of the stretches of a colour in a column, from the top, in pixels. `share` is of the chart's width. */
function rowsOf(title: Title, color: Paint, share = 0.5): number[] {
  const found = pixels.get(title)!;
  const x = Math.round(found.width * share);
  const rows: number[] = [];
  let start = -1;
  for (let y = 0; y <= found.height; y++) {
    const on = y < found.height && isOf(color, found.at(x, y));
    if (on && start < 0) start = y;
    if (!on && start >= 0) {
      rows.push((start + y - 1) / 2);
      start = -1;
    }
  }
  return rows;
}

/** The value whose height a row is, between the blue lines at both ends of the axis. */
function valueAt(title: Title, row: number, least = 0, greatest = 100): number {
  const ends = rowsOf(title, BLUE);
  const [top, bottom] = [ends[0]!, ends.at(-1)!];
  return least + ((bottom - row) / (bottom - top)) * (greatest - least);
}

/** Half a pixel of a chart that is some two hundred high, and half a pixel of the line that it is measured by. */
const NEAR = 0.6;

function expectNear(value: number, wanted: number): void {
  expect(Math.abs(value - wanted), `${value} is not ${wanted}`).toBeLessThanOrEqual(NEAR);
}

test.each<[Title, Paint, number]>([
  ['Heights', RED, 20],
  ['Heights', GREEN, 50],
  ['Stacked', RED, 20],
  ['Stacked', GREEN, 50],
  ['Threshold lines', RED, 60],
  ['Gap, connected', RED, 50],
])('%s: %s is at the height of %d', (title, color, value) => {
  const rows = rowsOf(title, color);
  expect(rows).toHaveLength(1);
  expectNear(valueAt(title, rows[0]!), value);
});

test('a stack of shares reaches the upper end', () => {
  // Its upper edge lies on the line at 100, which was drawn before it.
  const [top] = rowsOf('Stacked to percent', GREEN);
  const [red] = rowsOf('Stacked to percent', RED);
  const bottom = rowsOf('Stacked to percent', BLUE).at(-1)!;
  expect(Math.abs((bottom - red!) / (bottom - top!) - 0.25)).toBeLessThan(0.01);
});

test('the area above a threshold is in its colour, and the one below in the other', () => {
  const found = pixels.get('Threshold areas')!;
  const ends = rowsOf('Threshold areas', BLUE);
  const [top, bottom] = [ends[0]!, ends.at(-1)!];
  const edge = bottom - 0.6 * (bottom - top);
  // Away from the lines of the grid, which stand at labels.
  const x = Math.round(found.width * 0.5) + 7;
  const [above, below] = [found.at(x, edge - 6), found.at(x, edge + 6)];
  expect(above[0]).toBeGreaterThan(above[1] + 100);
  expect(below[1]).toBeGreaterThan(below[0] + 100);
});

test('a line is in the colour of the threshold that it has passed', () => {
  const found = pixels.get('Colour by threshold')!;
  const greens: number[] = [];
  const reds: number[] = [];
  for (let x = 0; x < found.width; x++)
    for (let y = 0; y < found.height; y++) {
      if (isOf(GREEN, found.at(x, y))) greens.push(y);
      if (isOf(RED, found.at(x, y))) reds.push(y);
    }
  expect(greens.length).toBeGreaterThan(50);
  expect(reds.length).toBeGreaterThan(50);
  const top = Math.min(...reds);
  const bottom = Math.max(...greens);
  // The lower 60 of 100 are green, the rest is red, and at the border no more than a pixel of both.
  const border = bottom - 0.6 * (bottom - top);
  expect(Math.abs(Math.min(...greens) - border)).toBeLessThanOrEqual(2.5);
  expect(Math.abs(Math.max(...reds) - border)).toBeLessThanOrEqual(2.5);
});

test.each<[Title, number]>([
  ['Gap', 0],
  ['Gap, connected when short', 0],
  ['Gap, connected', 1],
])('%s: there are %d lines where nothing was measured', (title, lines) => {
  expect(rowsOf(title, RED, 0.5)).toHaveLength(lines);
  // And on both sides of it there is one.
  expect(rowsOf(title, RED, 0.2)).toHaveLength(1);
  expect(rowsOf(title, RED, 0.9)).toHaveLength(1);
});

test('a gap that counts as zero lies at zero', () => {
  const [measured] = rowsOf('Gap as zero', RED, 0.2);
  const [zero] = rowsOf('Gap as zero', RED, 0.5);
  const [top] = rowsOf('Gap as zero', BLUE, 0.5);
  // 50 is half way from 0 to 100.
  expect(Math.abs(zero! - measured! - (measured! - top!))).toBeLessThanOrEqual(1);
});

test('on a logarithmic axis each ten times is as far as the one before', () => {
  const [thousand, one] = rowsOf('Logarithm', BLUE) as [number, number];
  const [ten] = rowsOf('Logarithm', RED) as [number];
  const [hundred] = rowsOf('Logarithm', GREEN) as [number];
  const decade = (one - thousand) / 3;
  expect(decade).toBeGreaterThan(30);
  expect(Math.abs(one - ten - decade)).toBeLessThanOrEqual(1);
  expect(Math.abs(one - hundred - 2 * decade)).toBeLessThanOrEqual(1);
});

test('a negative series is as far below zero as it is large', () => {
  const [fifty] = rowsOf('Negative', RED) as [number];
  const [twenty] = rowsOf('Negative', GREEN) as [number];
  // From -100 to 100: 70 lie between them, of 200 that the plot is high; the third line is the zero line.
  const found = pixels.get('Negative')!;
  expect((twenty - fifty) / found.height).toBeGreaterThan(0.28);
  expect((twenty - fifty) / found.height).toBeLessThan(0.36);
});
