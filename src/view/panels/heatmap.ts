/** Values over time as colours: how many fall into each range, or each series in a line of its own. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { calculate } from '../calculations.ts';
import { colorOfValue } from '../fields/display.ts';
import { scaleColor, toCss } from '../palette.ts';
import type { PanelSeries } from '../panelData.ts';
import type { Color } from '../scene/color.ts';
import type { Box, CellsCommand, Mark, Scene } from '../scene/scene.ts';
import { formatMoment } from '../time/timeTicks.ts';
import { formatCount, formatValue } from '../units/units.ts';
import { paintLabelsBeside } from './parts/axisLabels.ts';
import { type Buckets, bucketAt, bucketsOf } from './parts/buckets.ts';
import { axisRoom, labelledAxis } from './parts/labelledAxis.ts';
import { BODY, baselineOf, Painter, SMALL } from './parts/painter.ts';
import { shownSeries } from './parts/panelValues.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { namesThatFit } from './parts/shortNames.ts';
import { paintTimeAxis, TIME_AXIS } from './parts/timeAxis.ts';
import type { SceneContext, SceneInput } from './sceneInput.ts';

type HeatmapOptions = PanelOptions<'heatmap'>;

/** Columns of time, each so many seconds wide. */
interface TimeColumns {
  readonly from: number;
  readonly wide: number;
  readonly count: number;
}

/** How numbers become colours. */
interface ColorRange {
  readonly from: number;
  readonly to: number;
  readonly logarithmic: boolean;
}

const COLUMN = 6;
const ROW = 14;
const BUCKETS = 24;
/** Shades of a scale: more no eye tells apart, and fewer colours are fewer paths on the server. */
const SHADES = 64;
const SCALE_ROOM = 22;
const STEPS = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  172_800, 604_800,
];

export function drawHeatmap({ data, options, context }: SceneInput<HeatmapOptions>): Scene {
  const series = shownSeries(data);
  if (series.length === 0) return sayInstead(context, 'No series found');
  if (!series.some(({ values }) => values.some(Number.isFinite)))
    return sayInstead(context, 'Nothing was measured in this time range');
  return options.rows === 'series'
    ? drawLines(series, options, context)
    : drawBuckets(series, options, context);
}

/** Columns about six pixels wide, of a round number of seconds, no finer than the finest series. */
function timeColumns(
  series: readonly PanelSeries[],
  { interval }: HeatmapOptions,
  width: number,
  { from, until }: SceneContext['span'],
): TimeColumns {
  const finest = Math.min(...series.map(({ step }) => step));
  const length = Math.max(finest, until - from);
  const wished = interval ?? Math.max(finest, (length / Math.max(1, width)) * COLUMN);
  // Wider than asked for where there would be more columns than pixels.
  const least = Math.max(wished, length / Math.max(1, width));
  const round =
    interval === least
      ? interval
      : (STEPS.find((step) => step >= least) ?? Math.ceil(least / 604_800) * 604_800);
  // A column holds whole steps: otherwise every other one would hold a value more.
  const wide = Math.ceil(round / finest) * finest;
  const first = Math.floor(from / wide) * wide;
  return { from: first, wide, count: Math.max(1, Math.ceil((until - first) / wide)) };
}

function columnAt(time: number, { from, wide, count }: TimeColumns): number {
  const column = Math.floor((time - from) / wide);
  return column >= 0 && column < count ? column : -1;
}

function drawBuckets(series: readonly PanelSeries[], options: HeatmapOptions, context: SceneContext): Scene {
  const painter = new Painter(context);
  const { unit, config } = series[0];
  const all = Float64Array.from(series.flatMap(({ values }) => Array.from(values.filter(Number.isFinite))));
  const scaled = (options.showScale ?? true) && context.height > 90 && context.width > 160;
  const height = Math.max(1, context.height - TIME_AXIS - (scaled ? SCALE_ROOM : 0) - 6);
  const rows = options.buckets ?? Math.max(4, Math.min(BUCKETS, Math.floor(height / 10)));
  const buckets = bucketsOf(all, options.bucketSize, rows);
  const end = buckets.start + buckets.size * buckets.count;
  const axis = labelledAxis({
    low: buckets.start,
    high: end,
    unit,
    config: {
      min: buckets.start,
      max: end,
      ...(config.decimals === undefined ? {} : { decimals: config.decimals }),
    },
    length: height,
    spacing: 32,
  });
  const axisWidth = context.width > 120 ? axisRoom(axis, context.measure, context.width) : 0;
  const box = { x: axisWidth, y: 6, width: Math.max(1, context.width - axisWidth), height };
  const columns = timeColumns(series, options, box.width, context.span);
  const counts = countCells(series, columns, buckets);
  const greatest = counts.reduce((most, count) => Math.max(most, count), 0);
  const range = {
    from: options.from ?? 0,
    to: options.to ?? greatest,
    logarithmic: options.logarithmic ?? false,
  };
  const write = (value: number) => formatValue(value, unit, config.decimals);
  const { cells, palette } = shadedCells(
    counts,
    (count) => (count > 0 ? shareIn(count, range) : Number.NaN),
    options,
    context,
  );
  painter.add({
    kind: 'cells',
    box,
    columns: columns.count,
    rows: buckets.count,
    palette,
    cells,
    markAt: (column, row) => {
      const count = counts[row * columns.count + column];
      if (count === 0) return null;
      const low = buckets.start + (buckets.count - 1 - row) * buckets.size;
      return {
        key: `${column} ${row}`,
        label: `${write(low)} to ${write(low + buckets.size)}`,
        value: count === 1 ? '1 value' : `${formatCount(count)} values`,
        color: palette[cells[row * columns.count + column] - 1],
        details: timeDetails(column, columns, context),
      };
    },
  });
  if (axisWidth > 0) paintLabelsBeside(painter, axis, box, 0);
  const span = { from: columns.from, until: columns.from + columns.wide * columns.count };
  paintTimeAxis(painter, { ...box, y: box.y + box.height + 1 }, span, context.zone);
  if (scaled) paintScale(painter, range, (count) => formatCount(count), options, context, context.height);
  return painter.scene(
    context,
    `${formatCount(all.length)} values of ${series.length} series from ${write(buckets.start)} to ${write(end)}`,
  );
}

/** How many values lie in each cell, the largest values in the uppermost row. */
function countCells(series: readonly PanelSeries[], columns: TimeColumns, buckets: Buckets): Float64Array {
  const counts = new Float64Array(columns.count * buckets.count);
  for (const { start, step, values } of series) {
    values.forEach((value, i) => {
      const column = columnAt(start + i * step, columns);
      const bucket = bucketAt(value, buckets);
      if (column < 0 || bucket < 0) return;
      counts[(buckets.count - 1 - bucket) * columns.count + column]++;
    });
  }
  return counts;
}

function drawLines(series: readonly PanelSeries[], options: HeatmapOptions, context: SceneContext): Scene {
  const painter = new Painter(context);
  const { inks, measure } = context;
  const { unit, config } = series[0];
  const byValue = config.color?.mode === 'thresholds';
  const scaled = (options.showScale ?? true) && !byValue && context.height > 90 && context.width > 160;
  const foot = scaled ? SCALE_ROOM : 0;
  const room = Math.max(1, context.height - TIME_AXIS - foot);
  const scrolls = context.scrolls === true && series.length * ROW > room;
  const height = scrolls ? series.length * ROW : room;
  const pitch = height / series.length;
  const nameMost = context.width > 200 ? context.width * 0.3 : 0;
  const names = namesThatFit(
    series.map(({ label }) => label),
    context.width * 0.1,
    (text) => measure(text, BODY),
  );
  const nameRoom =
    nameMost === 0 || pitch < 5
      ? 0
      : Math.ceil(Math.min(nameMost, Math.max(...names.map((name) => measure(name, BODY))) + 8));
  // A picture that is scrolled has its times above, where they are seen first.
  const top = scrolls ? TIME_AXIS : 0;
  const box = { x: nameRoom, y: top, width: Math.max(1, context.width - nameRoom), height };
  const columns = timeColumns(series, options, box.width, context.span);
  const values = valueCells(series, columns);
  const known = values.filter(Number.isFinite);
  const range = {
    from: options.from ?? config.min ?? calculate('min', known),
    to: options.to ?? config.max ?? calculate('max', known),
    logarithmic: options.logarithmic ?? false,
  };
  const { cells, palette } = byValue
    ? coloredCells(
        values,
        (value, row) =>
          colorOfValue(value, { ...series[row], span: { min: range.from, max: range.to } }, inks.theme),
        columns.count,
      )
    : shadedCells(values, (value) => shareIn(value, range), options, context);
  const write = (value: number) => formatValue(value, unit, config.decimals);
  const markAt: CellsCommand['markAt'] = (column, row) => {
    const { key, label } = series[row];
    const at = row * columns.count + column;
    return {
      ...lineMark(`${column} ${key}`, label, key, options),
      value: write(values[at]),
      ...(Number.isNaN(values[at]) ? {} : { raw: values[at] }),
      time: columns.from + column * columns.wide,
      ...(cells[at] > 0 ? { color: palette[cells[at] - 1] } : {}),
      details: timeDetails(column, columns, context),
    };
  };
  painter.add({ kind: 'cells', box, columns: columns.count, rows: series.length, palette, cells, markAt });
  // Fine lines keep the series apart, unless they are so many that little else would be seen.
  if (pitch >= 8) {
    for (let row = 1; row < series.length; row++) {
      const y = Math.round(box.y + row * pitch) + 0.5;
      painter.line(box.x, y, box.x + box.width, y, { color: inks.surface, width: 1 });
    }
  }
  if (nameRoom > 0) {
    const every = Math.max(1, Math.ceil(13 / pitch));
    for (let row = 0; row < series.length; row += every) {
      const { key, label } = series[row];
      const place = { x: 0, y: box.y + row * pitch, width: nameRoom, height: pitch };
      painter.mark(lineMark(`name ${key}`, label, key, options), place, (inside) => {
        const y = baselineOf(place.y + pitch / 2, BODY);
        inside.text(
          names[row],
          BODY,
          inks.text2,
          { x: nameRoom - 8, y, align: 'end' },
          { width: nameRoom - 8 },
        );
      });
    }
  }
  const span = { from: columns.from, until: columns.from + columns.wide * columns.count };
  paintTimeAxis(painter, { ...box, y: scrolls ? 0 : box.y + box.height + 1 }, span, context.zone);
  const whole = scrolls ? top + height + foot : context.height;
  if (scaled) paintScale(painter, range, write, options, context, whole);
  const described = `${series.length} series from ${write(range.from)} to ${write(range.to)}`;
  return painter.scene({ width: context.width, height: whole }, described);
}

function lineMark(key: string, label: string, series: string, { rowLink }: HeatmapOptions): Mark {
  return { key, label, series, ...(rowLink ? { href: rowLink } : {}) };
}

/** The mean of each series within each column, a row a series; NaN where nothing was measured. */
function valueCells(series: readonly PanelSeries[], columns: TimeColumns): Float64Array {
  const sums = new Float64Array(series.length * columns.count);
  const counts = new Uint32Array(sums.length);
  series.forEach(({ start, step, values }, row) => {
    values.forEach((value, i) => {
      if (!Number.isFinite(value)) return;
      // A series that is slower than the columns fills all that its value speaks for.
      const first = columnAt(start + i * step, columns);
      const last = columnAt(
        Math.min(start + (i + 1) * step - 1, columns.from + columns.wide * columns.count - 1),
        columns,
      );
      if (last < 0) return;
      for (let column = Math.max(0, first); column <= last; column++) {
        sums[row * columns.count + column] += value;
        counts[row * columns.count + column]++;
      }
    });
  });
  return sums.map((sum, i) => (counts[i] === 0 ? Number.NaN : sum / counts[i]));
}

/** Where a number lies on the scale of colours, 0 to 1; NaN for none. */
function shareIn(value: number, { from, to, logarithmic }: ColorRange): number {
  if (Number.isNaN(value)) return value;
  if (!(to > from)) return value >= to ? 1 : 0;
  const share = logarithmic
    ? Math.log1p(Math.max(0, value - from)) / Math.log1p(to - from)
    : (value / 2 - from / 2) / (to / 2 - from / 2);
  return Math.max(0, Math.min(1, share));
}

/** Cells in shades of the scale; what has no share stays empty. */
function shadedCells(
  numbers: Float64Array,
  shareOf: (value: number) => number,
  { scale = 'viridis', reverse }: HeatmapOptions,
  { inks }: SceneContext,
): Pick<CellsCommand, 'cells' | 'palette'> {
  const palette = Array.from({ length: SHADES }, (_, i) =>
    scaleColor(scale, i / (SHADES - 1), inks.theme, reverse),
  );
  const cells = new Uint16Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const share = shareOf(numbers[i]);
    if (!Number.isNaN(share)) cells[i] = 1 + Math.round(share * (SHADES - 1));
  }
  return { cells, palette };
}

/** Cells in the colours that settings give to values. */
function coloredCells(
  numbers: Float64Array,
  colorOf: (value: number, row: number) => Color,
  columns: number,
): Pick<CellsCommand, 'cells' | 'palette'> {
  const palette: Color[] = [];
  const places = new Map<string, number>();
  const cells = new Uint16Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    if (Number.isNaN(numbers[i])) continue;
    const color = colorOf(numbers[i], Math.floor(i / columns));
    const name = toCss(color);
    let place = places.get(name);
    if (place === undefined) {
      place = palette.push(color) - 1;
      places.set(name, place);
    }
    cells[i] = place + 1;
  }
  return { cells, palette };
}

function timeDetails(column: number, { from, wide }: TimeColumns, { zone, now }: SceneContext) {
  const begin = from + column * wide;
  return [
    { name: 'From', value: formatMoment(begin, zone, now) },
    { name: 'To', value: formatMoment(begin + wide, zone, now) },
  ];
}

/** The colours and what they stand for, at the lower right. */
function paintScale(
  painter: Painter,
  range: ColorRange,
  write: (value: number) => string,
  { scale = 'viridis', reverse }: HeatmapOptions,
  { inks, width }: SceneContext,
  bottom: number,
): void {
  const [low, high] = [write(range.from), write(range.to)];
  const highWidth = painter.measure(high, SMALL);
  const length = Math.min(140, width / 3, width - 16 - highWidth - painter.measure(low, SMALL));
  if (length < 20) return;
  const box: Box = { x: width - highWidth - 6 - length, y: bottom - 13, width: length, height: 8 };
  const stops = Array.from({ length: 12 }, (_, i) => ({
    at: i / 11,
    color: scaleColor(scale, i / 11, inks.theme, reverse),
  }));
  painter.add({ kind: 'gradient', ...box, towards: 'right', stops, radius: 2 });
  const y = baselineOf(box.y + box.height / 2, SMALL);
  painter.text(low, SMALL, inks.text3, { x: box.x - 6, y, align: 'end' });
  painter.text(high, SMALL, inks.text3, { x: width, y, align: 'end' });
}
