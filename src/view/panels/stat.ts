/** Single values in large letters, with the line that led there. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { calculate } from '../calculations.ts';
import type { PanelSeries } from '../panelData.ts';
import { type Color, fade, readableOn } from '../scene/color.ts';
import type { Box, MarkDetail, Scene } from '../scene/scene.ts';
import { formatMoment } from '../time/timeTicks.ts';
import { formatDuration, formatValue } from '../units/units.ts';
import { baselineOf, Painter, sans } from './parts/painter.ts';
import { exactly, type PanelValue, panelValues } from './parts/panelValues.ts';
import { sayInstead } from './parts/sayInstead.ts';
import { namesThatFit } from './parts/shortNames.ts';
import { byThresholds, type ShownValue, shownValue } from './parts/shownValue.ts';
import { paintSparkline } from './parts/sparkline.ts';
import { MORE_LINE, shownTiles, tileBox, tileGrid } from './parts/tileGrid.ts';
import { type ValueRange, valueRanges } from './parts/valueRange.ts';
import { largestSize, paintValue, widestValue } from './parts/valueText.ts';
import type { SceneContext, SceneInput } from './sceneInput.ts';

type StatOptions = PanelOptions<'stat'>;

const GAP = 6;
/** Tiles without a background have nothing but room to keep them apart. */
const WIDE_GAP = 16;
const RADIUS = 4;
/** Letters of values, from the smallest that can be read to what still is calm on a wall. */
const SMALLEST = 11;
const LARGEST = 240;
/** Below this a tile would say nothing. */
const LEAST_TILE = { width: 56, height: 32 };
const STALE_INTERVALS = 3;

interface Tile {
  readonly value: PanelValue;
  readonly shown: ShownValue;
  /** Of the line below it. */
  readonly lineColor: Color;
  /** Below the value, such as its age; empty for none. */
  readonly notes: readonly { readonly text: string; readonly alarming: boolean }[];
}

/** What all tiles have in common, so that they look alike. */
interface Look {
  readonly options: StatOptions;
  readonly named: boolean;
  readonly noted: boolean;
  readonly valued: boolean;
  /** Width of the widest value by the size of letters. */
  readonly widest: (size: number) => number;
  readonly centered: boolean;
}

/** The measures of one tile. */
interface TileLayout {
  readonly padding: number;
  readonly valueSize: number;
  readonly nameSize: number;
  readonly noteSize: number;
  /** Height of the sparkline; 0 for none. */
  readonly spark: number;
  /** There is room for a name above, and for notes below the value. */
  readonly named: boolean;
  readonly noted: boolean;
}

export function drawStat({ data, options, field, context }: SceneInput<StatOptions>): Scene {
  const { values, left } = panelValues({ data, reduce: options.reduce, field, theme: context.inks.theme });
  if (values.length === 0) return sayInstead(context, nothingToShow(data.series.length));
  const orientation = options.orientation ?? 'auto';
  const gap = options.colorMode === 'background' ? GAP : WIDE_GAP;
  const room = shownTiles({
    count: values.length,
    room: context,
    least: LEAST_TILE,
    gap,
    orientation,
    scrolls: context.scrolls ?? false,
    noted: left > 0,
  });
  const shown = values.slice(0, room.count);
  const more = left + values.length - shown.length;
  const mode = options.text ?? 'auto';
  const named = mode === 'value-and-name' || mode === 'name' || (mode === 'auto' && values.length > 1);
  const ranges = valueRanges(shown);
  const tiles = shown.map((value, i) => tileOf(value, ranges[i], options, context, data.series));
  const look: Look = {
    options,
    named,
    noted: tiles.some(({ notes }) => notes.length > 0),
    valued: mode !== 'name' && mode !== 'none',
    widest: widestValue(
      tiles.map(({ shown }) => shown.text),
      context.measure,
    ),
    centered: options.justify === 'center' || (!named && (options.graph ?? 'area') === 'none'),
  };
  const grid = tileGrid({
    count: tiles.length,
    least: LEAST_TILE,
    width: context.width,
    height: room.height,
    gap,
    orientation,
    score: (width, height) => {
      const { valueSize, spark } = layOut(width, height, look);
      // Lines are worth somewhat smaller letters.
      return valueSize * (spark > 0 ? 1.4 : 1);
    },
  });
  const layout = layOut(grid.width, grid.height, look);
  const names = namesThatFit(
    tiles.map(({ value }) => value.label),
    grid.width - 2 * layout.padding,
    (text) => context.measure(text, sans(layout.nameSize)),
  );
  const painter = new Painter(context);
  tiles.forEach((tile, i) => {
    const box = tileBox(grid, i);
    painter.mark(
      {
        key: tile.value.key,
        label: tile.value.label,
        value: tile.shown.full,
        ...exactly(tile.value),
        color: tile.shown.color,
        details: detailsOf(tile, context),
        series: tile.value.series.key,
      },
      box,
      (inside) => paintTile(inside, tile, names[i], box, layout, look),
    );
  });
  if (more > 0) painter.more(more, room.height + MORE_LINE / 2, context.width);
  const height = Math.max(context.height, room.height);
  const described = tiles.slice(0, 20).map(({ value, shown: { full } }) => `${value.label} ${full}`);
  return painter.scene({ width: context.width, height }, described.join(', '));
}

function nothingToShow(series: number): string {
  return series === 0 ? 'No series found' : 'All series are hidden or copies of an earlier time';
}

function tileOf(
  value: PanelValue,
  range: ValueRange,
  options: StatOptions,
  context: SceneContext,
  all: readonly PanelSeries[],
): Tile {
  const notes: { text: string; alarming: boolean }[] = [];
  if (options.showChange) {
    const change = changeOf(value, all);
    if (change !== null) notes.push({ text: change, alarming: false });
  }
  const age = staleAge(value, options, context);
  if (age !== null) notes.push({ text: `${ageText(age)} old`, alarming: true });
  const shown = shownValue(byThresholds(value), range, context, options);
  const { color, thresholds, mappings } = value.series.config;
  // A number that nobody gave a colour to has none: colour is for what it means.
  const plain = color === undefined && thresholds === undefined && mappings === undefined;
  const { text1, accent } = context.inks;
  if (!plain) return { value, shown, lineColor: shown.color, notes };
  const quiet = Number.isNaN(value.value) ? shown.color : text1;
  return { value, shown: { ...shown, color: quiet }, lineColor: accent, notes };
}

/** Percent from the copy of an earlier time when there is one, else from the first value to the last; null when that is no number. */
function changeOf({ series, value }: PanelValue, all: readonly PanelSeries[]): string | null {
  const earlier = all.find(({ label, comparedWith }) => comparedWith !== undefined && label === series.label);
  const before = calculate(earlier ? 'last' : 'first', (earlier ?? series).values);
  const percent = ((value - before) / Math.abs(before)) * 100;
  if (!Number.isFinite(percent)) return null;
  const text = formatValue(percent, 'percent', Math.abs(percent) < 10 ? 1 : 0);
  return percent > 0 ? `+${text}` : text;
}

/** Seconds since the last value was current, when that is longer than the panel tolerates; null otherwise. */
function staleAge(
  { series, time }: PanelValue,
  { staleAfter = STALE_INTERVALS }: StatOptions,
  { now, span }: SceneContext,
): number | null {
  // What is looked at in the past is old by intention, and has no age worth telling.
  if (staleAfter === 0 || time !== undefined || span.until < now - series.step) return null;
  const last = series.values.findLastIndex((one) => !Number.isNaN(one));
  if (last < 0) return null;
  const age = now - (series.start + (last + 1) * series.step);
  return age > staleAfter * series.step ? age : null;
}

/** In full minutes once there are some: seconds would change all the time. */
function ageText(seconds: number): string {
  return formatDuration(seconds < 60 ? seconds : Math.floor(seconds / 60) * 60);
}

function detailsOf({ value, notes }: Tile, { zone, now }: SceneContext): MarkDetail[] {
  const { series, time } = value;
  const last = series.values.findLastIndex((one) => !Number.isNaN(one));
  const moment = time ?? (last < 0 || series.start === 0 ? null : series.start + last * series.step);
  const details: MarkDetail[] = notes.map(({ text, alarming }) => ({
    name: alarming ? 'Stale' : 'Change',
    value: text,
  }));
  if (moment !== null) details.push({ name: 'Last value', value: formatMoment(moment, zone, now) });
  return details;
}

function layOut(width: number, height: number, look: Look): TileLayout {
  const { options, valued, widest } = look;
  // Without a background, letters begin where the panel's title does.
  const coloured = options.colorMode === 'background';
  const padding = coloured ? Math.max(4, Math.min(14, Math.min(width, height) * 0.07)) : 0;
  const graph = options.graph ?? 'area';
  const tall = height >= (look.named ? 58 : 50) && width >= 48;
  const spark = graph === 'none' || !tall ? 0 : Math.round(height * (valued ? 0.3 : 0.6));
  const room = { width: width - 2 * padding, height: height - 2 * padding - spark * 0.96 };
  if (!valued) {
    const nameSize = Math.max(11, Math.min(28, room.height * 0.5, room.width * 0.12));
    return { padding, spark, valueSize: 0, nameSize, noteSize: 0, named: look.named, noted: false };
  }
  const sizesAt = (
    valueSize: number,
    named: boolean,
    noted: boolean,
  ): Omit<TileLayout, 'padding' | 'spark'> => ({
    valueSize,
    nameSize: Math.max(11, Math.min(20, valueSize * 0.34)),
    noteSize: Math.max(10, Math.min(16, valueSize * 0.28)),
    named,
    noted,
  });
  // Where not everything has room, first the notes go, then the name.
  const kept = [
    [look.named, look.noted],
    [look.named, false],
    [false, false],
  ] as const;
  const fits = (sizes: Omit<TileLayout, 'padding' | 'spark'>) => stackHeight(sizes) <= room.height;
  const [named, noted] = kept.find(([a, b]) => fits(sizesAt(SMALLEST, a, b))) ?? kept[2];
  const valueSize = largestSize(SMALLEST, Math.min(LARGEST, height * 0.6), (size) => {
    return widest(size) <= room.width && fits(sizesAt(size, named, noted));
  });
  return { padding, spark, ...sizesAt(valueSize, named, noted) };
}

/** Height of name, value and note below each other. */
function stackHeight({
  valueSize,
  nameSize,
  noteSize,
  named,
  noted,
}: Omit<TileLayout, 'padding' | 'spark'>): number {
  return (named ? nameSize * 1.3 : 0) + valueSize * 0.95 + (noted ? noteSize * 1.6 : 0);
}

function paintTile(
  painter: Painter,
  tile: Tile,
  name: string,
  box: Box,
  layout: TileLayout,
  look: Look,
): void {
  const { options, centered, valued } = look;
  const { inks } = painter;
  const { colorMode = 'value' } = options;
  const { color } = tile.shown;
  const background = colorMode === 'background' ? color : null;
  if (background) painter.rectangle(box, background, RADIUS);
  const ink: Color = background ? readableOn(background) : colorMode === 'value' ? color : inks.text1;
  const quiet = background ? fade(ink, 0.82) : inks.text2;
  const { padding, spark, valueSize, nameSize, noteSize, named, noted } = layout;
  if (spark > 0) {
    const lineColor = background
      ? fade(ink, 0.6)
      : colorMode === 'value'
        ? tile.lineColor
        : tile.value.series.color;
    const line = { x: box.x, y: box.y + box.height - spark, width: box.width, height: spark };
    const clip = background ? { ...line, height: spark - 1 } : line;
    paintSparkline(painter, tile.value.series, clip, lineColor, (options.graph ?? 'area') === 'area');
  }
  const height = valued ? stackHeight(layout) : nameSize * 1.3;
  const room = box.height - spark * 0.96;
  const align = centered ? 'middle' : 'start';
  const x = centered ? box.x + box.width / 2 : box.x + padding;
  const width = box.width - 2 * padding;
  // Names stand in one line above all tiles' values, so that a row of tiles reads like one.
  let y = box.y + Math.max(padding, (room - height) / (named && spark > 0 ? 3 : 2));
  if (named) {
    const font = sans(nameSize, 400);
    painter.text(name, font, quiet, { x, y: baselineOf(y + nameSize * 0.62, font), align }, { width });
    y += nameSize * 1.3;
  }
  if (!valued) return;
  paintValue(painter, tile.shown.text, valueSize, ink, { x, baseline: y + valueSize * 0.84, align, width });
  y += valueSize * 0.95;
  const notes = tile.notes.map(({ text }) => text).join(' · ');
  if (notes === '' || !noted) return;
  const alarming = tile.notes.some((note) => note.alarming);
  const font = sans(noteSize, alarming ? 600 : 400);
  const noteInk = alarming && !background ? inks.warn : quiet;
  painter.text(notes, font, noteInk, { x, y: baselineOf(y + noteSize * 0.75, font), align }, { width });
}
