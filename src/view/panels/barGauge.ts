/** Values as bars within their range, one below or beside the other. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { type Color, fade, mix } from '../scene/color.ts';
import { colorAt } from '../scene/gradient.ts';
import type { Box, GradientStop, Mark, Scene } from '../scene/scene.ts';
import { formatValue } from '../units/units.ts';
import { type ColorBand, colorBands } from './parts/colorBands.ts';
import { BODY, baselineOf, Painter, sans } from './parts/painter.ts';
import { exactly, type PanelValue, panelValues } from './parts/panelValues.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { namesThatFit } from './parts/shortNames.ts';
import { byThresholds, type ShownValue, shownValue } from './parts/shownValue.ts';
import { shareOf, shareOfZero, type ValueRange, valueRanges } from './parts/valueRange.ts';
import { largestSize, paintValue, widestValue } from './parts/valueText.ts';
import type { SceneContext, SceneInput } from './sceneInput.ts';

type BarGaugeOptions = PanelOptions<'bar-gauge'>;

interface Bar {
  readonly value: PanelValue;
  readonly shown: ShownValue;
  readonly range: ValueRange;
  readonly bands: readonly ColorBand[];
}

interface Settings {
  readonly display: 'basic' | 'gradient' | 'lcd';
  readonly unfilled: boolean;
  readonly values: 'color' | 'text' | 'hidden';
}

const RADIUS = 2;
/** Cells of the LCD, with the gap behind each. */
const CELL = 9;
const CELL_GAP = 2;
const LINE = 17;
/** Rows that are lower, and columns that are narrower, can't be read. */
const LEAST_ROW = 20;
const LEAST_COLUMN = 22;
const HIGHEST_ROW = 72;
const WIDEST_COLUMN = 120;

export function drawBarGauge({ data, options, field, context }: SceneInput<BarGaugeOptions>): Scene {
  const { values, left } = panelValues({
    data,
    reduce: options.reduce,
    field,
    theme: context.inks.theme,
    sort: options.sort,
  });
  if (values.length === 0) return sayInstead(context, 'No series found');
  const ranges = valueRanges(values);
  const bars = values.map(
    (value, i): Bar => ({
      value,
      range: ranges[i],
      shown: shownValue(byThresholds(value), ranges[i], context),
      bands: colorBands(value.series, ranges[i], context.inks),
    }),
  );
  const { orientation = 'horizontal' } = options;
  const upright =
    orientation === 'vertical' || (orientation === 'auto' && context.height > context.width * 1.3);
  return upright ? drawColumns(bars, left, options, context) : drawRows(bars, left, options, context);
}

function settingsOf({ display, showUnfilled, valueMode }: BarGaugeOptions): Settings {
  return { display: display ?? 'gradient', unfilled: showUnfilled ?? true, values: valueMode ?? 'color' };
}

function drawRows(
  bars: readonly Bar[],
  left: number,
  options: BarGaugeOptions,
  context: SceneContext,
): Scene {
  const settings = settingsOf(options);
  const painter = new Painter(context);
  const { measure } = context;
  const placement = placementOf(options, bars.length, context);
  const least = LEAST_ROW + (placement === 'top' ? LINE : 0);
  const fitting = Math.max(1, Math.floor(context.height / least));
  const scrolls = context.scrolls === true && bars.length > fitting;
  const crowded = !scrolls && (bars.length > fitting || left > 0);
  const room = crowded ? context.height - LINE : context.height;
  const shown = scrolls ? bars : bars.slice(0, Math.max(1, Math.floor(room / least)));
  const pitch = scrolls ? least : Math.min(HIGHEST_ROW, room / shown.length);
  const gap = Math.max(3, Math.min(10, pitch * 0.16));
  const top = placement === 'top' ? LINE : 0;
  const thick = Math.max(2, pitch - gap - top);

  const widest = widestValue(
    shown.map(({ shown: { text } }) => text),
    measure,
  );
  const valueSize = largestSize(
    11,
    Math.min(32, thick * 0.55),
    (size) => widest(size) < context.width * 0.35,
  );
  const valueRoom = settings.values === 'hidden' ? 0 : Math.min(widest(valueSize), context.width * 0.4) + 10;
  const names = namesThatFit(
    shown.map(({ value }) => value.label),
    placement === 'top' ? context.width : context.width * 0.2,
    (text) => measure(text, BODY),
  );
  const widestName = Math.max(...names.map((name) => measure(name, BODY)));
  const nameRoom = placement === 'left' ? Math.min(widestName, context.width * 0.36) + 10 : 0;

  shown.forEach((bar, i) => {
    const row = { x: 0, y: i * pitch, width: context.width, height: pitch - gap };
    painter.mark(markOf(bar), row, (inside) => {
      const nameY = placement === 'top' ? row.y + LINE / 2 - 1 : row.y + row.height / 2;
      if (placement !== 'hidden') {
        const width = placement === 'top' ? context.width : nameRoom - 10;
        inside.text(names[i], BODY, inside.inks.text2, { x: 0, y: baselineOf(nameY, BODY) }, { width });
      }
      const box = {
        x: nameRoom,
        y: row.y + top,
        width: Math.max(1, context.width - nameRoom - valueRoom),
        height: thick,
      };
      paintBar(inside, bar, box, settings, 'right');
      if (settings.values === 'hidden') return;
      paintValue(inside, bar.shown.text, valueSize, inkOf(bar, settings, inside), {
        x: context.width,
        baseline: baselineOf(box.y + box.height / 2, sans(valueSize)),
        align: 'end',
        width: Math.max(1, valueRoom - 6),
      });
    });
  });
  const missing = left + bars.length - shown.length;
  if (missing > 0 && crowded) painter.more(missing, context.height - LINE / 2, context.width);
  const height = scrolls ? Math.max(context.height, Math.ceil(shown.length * pitch)) : context.height;
  return painter.scene({ width: context.width, height }, describe(bars));
}

function drawColumns(
  bars: readonly Bar[],
  left: number,
  options: BarGaugeOptions,
  context: SceneContext,
): Scene {
  const settings = settingsOf(options);
  const painter = new Painter(context);
  const { measure } = context;
  const named = placementOf(options, bars.length, context) !== 'hidden' && context.height > 60;
  const shown = bars.slice(0, Math.max(1, Math.floor(context.width / LEAST_COLUMN)));
  const missing = left + bars.length - shown.length;
  const room = context.height - (missing > 0 ? LINE : 0);
  const pitch = Math.min(WIDEST_COLUMN, context.width / shown.length);
  const gap = Math.max(3, Math.min(16, pitch * 0.16));
  const start = (context.width - pitch * shown.length) / 2;
  const widest = widestValue(
    shown.map(({ shown: { text } }) => text),
    measure,
  );
  const valueSize = largestSize(8, Math.min(28, room * 0.12), (size) => widest(size) <= pitch - 2);
  const names = namesThatFit(
    shown.map(({ value }) => value.label),
    pitch - 4,
    (text) => measure(text, BODY),
  );
  const above = settings.values === 'hidden' ? 0 : valueSize + 6;
  const below = named ? LINE : 0;
  shown.forEach((bar, i) => {
    const column = { x: start + i * pitch + gap / 2, y: 0, width: pitch - gap, height: room };
    const middle = column.x + column.width / 2;
    painter.mark(markOf(bar), column, (inside) => {
      const box = { ...column, y: above, height: Math.max(1, room - above - below) };
      paintBar(inside, bar, box, settings, 'top');
      if (settings.values !== 'hidden') {
        paintValue(inside, bar.shown.text, valueSize, inkOf(bar, settings, inside), {
          x: middle,
          baseline: valueSize,
          align: 'middle',
          width: pitch - 2,
        });
      }
      if (!named) return;
      const y = baselineOf(room - LINE / 2 + 2, BODY);
      const width = pitch - 4;
      inside.text(names[i], BODY, inside.inks.text2, { x: middle, y, align: 'middle' }, { width });
    });
  });
  if (missing > 0) painter.more(missing, context.height - LINE / 2, context.width);
  return painter.scene(context, describe(bars));
}

/** Where names stand: beside the bars while there is room for both. */
function placementOf(
  { namePlacement = 'auto' }: BarGaugeOptions,
  count: number,
  { width, height }: SceneContext,
): 'left' | 'top' | 'hidden' {
  if (namePlacement !== 'auto') return namePlacement;
  if (count === 1) return 'hidden';
  return width < 280 && height / count >= LEAST_ROW + LINE ? 'top' : 'left';
}

function inkOf({ shown }: Bar, { values }: Settings, { inks }: Painter): Color {
  return values === 'color' ? shown.color : inks.text1;
}

function markOf({ value, shown, range }: Bar): Mark {
  const end = (at: number) => formatValue(at, value.series.unit, value.series.config.decimals);
  return {
    key: value.key,
    label: value.label,
    value: shown.full,
    ...exactly(value),
    color: shown.color,
    details: [{ name: 'Range', value: `${end(range.min)} to ${end(range.max)}` }],
    series: value.series.key,
  };
}

function describe(bars: readonly Bar[]): string {
  return bars
    .slice(0, 20)
    .map(({ value, shown }) => `${value.label} ${shown.full}`)
    .join(', ');
}

/** The bar of a value from zero to it, in a box that stands for its range. */
function paintBar(
  painter: Painter,
  bar: Bar,
  box: Box,
  { display, unfilled }: Settings,
  towards: 'right' | 'top',
): void {
  const { value, range, shown, bands } = bar;
  const [reached, zero] = [shareOf(value.value, range), shareOfZero(range)];
  const [from, to] = [Math.min(reached, zero), Math.max(reached, zero)];
  if (display === 'lcd') {
    paintCells(painter, bar, box, { from, to }, unfilled, towards);
    return;
  }
  if (unfilled) painter.rectangle(box, painter.inks.raised, RADIUS);
  if (Number.isNaN(value.value)) return;
  const filled = part(box, from, to, towards);
  // A value of nothing is still a value: a hairline where its bar would begin.
  const least = towards === 'right' ? { width: Math.max(1.5, filled.width) } : {};
  const seen =
    towards === 'top' && filled.height < 1.5
      ? { ...filled, y: Math.min(filled.y, box.y + box.height - 1.5), height: 1.5 }
      : { ...filled, ...least };
  if (display === 'basic' || to - from < 0.01) {
    painter.rectangle(seen, shown.color, RADIUS);
    return;
  }
  painter.add({
    kind: 'gradient',
    ...filled,
    towards,
    stops: stopsBetween(bands, from, to, shown.color, reached < zero, painter.inks.raised),
    radius: Math.min(RADIUS, filled.width / 2, filled.height / 2),
  });
}

/** The share of a box between two shares of its length. */
function part(box: Box, from: number, to: number, towards: 'right' | 'top'): Box {
  return towards === 'right'
    ? { ...box, x: box.x + box.width * from, width: box.width * (to - from) }
    : { ...box, y: box.y + box.height * (1 - to), height: box.height * (to - from) };
}

/** Colours of the filled part: those of the whole range as far as they are reached, or a single one that grows stronger. */
function stopsBetween(
  bands: readonly ColorBand[],
  from: number,
  to: number,
  color: Color,
  downwards: boolean,
  ground: Color,
): GradientStop[] {
  if (bands.length === 0) {
    const weak = mix(ground, color, 0.4);
    return [
      { at: 0, color: downwards ? color : weak },
      { at: 1, color: downwards ? weak : color },
    ];
  }
  // From the middle of a band to the middle of the next the one becomes the other.
  const whole = bands.map((band) => ({ at: (band.from + band.to) / 2, color: band.color }));
  const inside = whole
    .filter(({ at }) => at > from && at < to)
    .map(({ at, color: of }) => ({ at: (at - from) / (to - from), color: of }));
  return [{ at: 0, color: colorAt(whole, from) }, ...inside, { at: 1, color: colorAt(whole, to) }];
}

function paintCells(
  painter: Painter,
  { value, shown, bands }: Bar,
  box: Box,
  reached: { readonly from: number; readonly to: number },
  unfilled: boolean,
  towards: 'right' | 'top',
): void {
  const length = towards === 'right' ? box.width : box.height;
  const count = Math.max(1, Math.floor((length + CELL_GAP) / CELL));
  const known = !Number.isNaN(value.value);
  for (let i = 0; i < count; i++) {
    const middle = (i + 0.5) / count;
    const lit = known && middle >= reached.from && middle <= reached.to;
    const color = bands.find(({ from, to }) => middle >= from && middle < to)?.color ?? shown.color;
    if (!lit && !unfilled) continue;
    const cell = part(box, i / count, (i + 1) / count, towards);
    const inset = length > CELL ? CELL_GAP : 0;
    const seen =
      towards === 'right'
        ? { ...cell, width: cell.width - inset }
        : { ...cell, y: cell.y + inset, height: cell.height - inset };
    painter.rectangle(seen, lit ? color : fade(color, 0.16), 1);
  }
}
