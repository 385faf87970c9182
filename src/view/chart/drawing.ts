import type { FieldConfig } from '../../schema/dashboard.ts';
import { rangeOf } from '../fields/display.ts';
import { thresholdValue } from '../fields/thresholds.ts';
import { resolveColor, type Theme } from '../palette.ts';
import type { PanelSeries } from '../panelData.ts';
import type { Color } from '../scene/color.ts';
import type { Span } from '../time/range.ts';
import { type AxisSide, type DrawnAxis, drawAxis, leftUnit, sideOf } from './axes.ts';
import { fillNulls } from './nulls.ts';
import { type ColorStop, colorOf, coloursByHeight, heightStops } from './seriesColor.ts';
import { stackUp } from './stacks.ts';
import { isolatedPoints, spread, type Table, toTable } from './table.ts';

export interface ChartModel {
  readonly series: readonly PanelSeries[];
  readonly span: Span;
  /** Keys of series that are switched off. */
  readonly hidden: ReadonlySet<string>;
  readonly theme: Theme;
  /** IANA zone of times. */
  readonly zone: string;
  /** The interval that is not over yet. Default `dashed`. */
  readonly running?: 'dashed' | 'omit' | 'plain' | undefined;
  /** The area between least and greatest values behind lines. Default `auto`. */
  readonly band?: 'auto' | 'on' | 'off' | undefined;
}

/** Two heights at every time with an area between them. */
export interface Ribbon {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface DrawnSeries {
  readonly source: PanelSeries;
  /** Index into the drawing's axes. */
  readonly axis: number;
  readonly style: 'line' | 'bars' | 'points';
  readonly interpolation: NonNullable<FieldConfig['interpolation']>;
  readonly color: Color;
  /** Colours from the axis' lower end upwards instead of one; null for one. */
  readonly stops: readonly ColorStop[] | null;
  /** Pixels; 0 draws no line. */
  readonly width: number;
  readonly dash: readonly number[];
  /** Opacity of the area below the line, 0 to 1. */
  readonly fill: number;
  /** `opacity`: the area fades towards zero; `hue`: line and area grow darker downwards. */
  readonly gradient: 'none' | 'opacity' | 'hue';
  /** What was measured, at the drawing's times; NaN is a gap. */
  readonly values: Float64Array;
  /** As {@link Table.own}. */
  readonly own: Uint8Array | null;
  /** Where it is drawn: summed when stacked, negative when below; NaN is a gap. */
  readonly plotted: Float64Array;
  /** 0 where the line passes over a slot; null when it stops at every one. */
  readonly passes: Uint8Array | null;
  /** The lower edge of its area; null for zero. */
  readonly base: Float64Array | null;
  readonly stacked: boolean;
  readonly ribbon: Ribbon | null;
  /** Index of its first slot that is not over yet; the number of times when all are, or are drawn like all others. */
  readonly running: number;
  /** Indices of values that get a dot. */
  readonly points: readonly number[];
  readonly pointSize: number;
  /** Seconds between its values: bars have their width. */
  readonly step: number;
  /** Which part of the interval its bars take: series that stand alone stand beside each other. */
  readonly bar: { readonly place: number; readonly of: number };
}

/** A threshold across the chart. */
export interface DrawnThreshold {
  /** Index into the drawing's axes. */
  readonly axis: number;
  readonly value: number;
  /** The end of its region; infinite for the last. */
  readonly until: number;
  readonly color: Color;
  readonly line: 'solid' | 'dashed' | 'none';
  readonly area: boolean;
}

/** Everything a chart's canvas shows, computed; drawing it decides nothing any more. */
export interface Drawing {
  readonly times: Float64Array;
  readonly series: readonly DrawnSeries[];
  /** In the order in which they are painted: indices into `series`, the last on top. */
  readonly order: readonly number[];
  readonly axes: readonly DrawnAxis[];
  readonly thresholds: readonly DrawnThreshold[];
  readonly span: Span;
  readonly zone: string;
  readonly theme: Theme;
  /** The same for two drawings when only values and time have moved on between them. */
  readonly question: string;
}

const lineWidth = 1.25;
/** With more values than this, lines are a pixel wide: as much as can be told apart, and ten times quicker to paint. */
const manyValues = 5_000;
const stackFill = 0.72;
const barFill = 0.82;
const lightFill = 0.09;
const betweenFill = 0.2;
/** With more lines than this, areas below them would only mix. */
const mostFilled = 4;
/** A band behind more lines than this is a muddle. */
const mostBands = 3;
/** Slots for which a member of a stack that has not sent yet goes on counting: the one that runs and the one before. */
const lateSlots = 2;
const comparedDash = [5, 4];
const referenceDash = [4, 4];

const tables = new WeakMap<readonly PanelSeries[], Table>();

/** The series over one list of times; computed once for as long as they are the same. */
export function tableOf(series: readonly PanelSeries[]): Table {
  let table = tables.get(series);
  if (!table) {
    table = toTable(series);
    tables.set(series, table);
  }
  return table;
}

/** Works out what a chart of this height (in pixels) shows. `previous` keeps its axes steady: see `settleAxis`. */
export function buildDrawing(model: ChartModel, height: number, previous?: Drawing): Drawing {
  const table = tableOf(model.series);
  const { times } = table;
  const hidden = hiddenSeries(model);
  const shown = model.series
    .map((source, column) => ({ source, column }))
    .filter(({ source }) => !hidden.has(source));
  const unit = leftUnit(shown.map(({ source }) => source));
  const lines = shown.filter(({ source }) => !source.config.reference && source.comparedWith === undefined);
  const placed = shown.map(({ source, column }) => {
    const own = table.own[column];
    const measured = table.values[column];
    const running =
      model.running === 'plain' ? times.length : firstRunning(times, measured, source, model.span.until);
    const filled = fillNulls(measured, own, source.config.nulls, running);
    return { source, own, measured, running, filled, side: sideOf(source, unit) };
  });
  const heights = stackHeights(times, placed);
  const sides = (['left', 'right', 'hidden'] as const).filter(
    (side) => placed.some((one) => one.side === side) || (side === 'left' && placed.length === 0),
  );
  const question = [
    height,
    model.theme,
    ...placed.map(({ source, side }) => `${source.key}:${side}:${JSON.stringify(source.config)}`),
  ].join('|');
  const steady = previous && continues(previous, question, model.span) ? previous : undefined;

  const bars = barPlaces(placed.map(({ source }) => source));
  const withFill = lines.length <= mostFilled;
  const withBand = lines.length <= mostBands;
  const series = placed.map((one, i): DrawnSeries => {
    const { source, filled, side } = one;
    const { config } = source;
    const stacked = heights[i];
    const style = config.drawStyle ?? 'line';
    const sign = config.negative ? -1 : 1;
    const compared = source.comparedWith !== undefined;
    const color = colorOf(source, model.theme);
    const cut = model.running === 'omit' || stacked !== null;
    const plotted = stacked
      ? stacked.top
      : mirrored(cut ? until(filled.values, one.running) : filled.values, sign);
    const fill = fillOf(config, { stacked: stacked !== null, style, compared, few: withFill });
    const isolated = style === 'line' ? isolatedPoints(stacked ? plotted : filled.values, filled.own) : [];
    return {
      source,
      axis: sides.indexOf(side),
      style,
      interpolation: config.interpolation ?? 'linear',
      color,
      stops: null,
      width: widthOf(config, {
        stacked: stacked !== null,
        style,
        compared,
        many: placed.length * times.length > manyValues,
      }),
      dash: config.lineDash ?? (compared ? comparedDash : config.reference ? referenceDash : []),
      fill,
      gradient: config.gradient === 'opacity' || config.gradient === 'hue' ? config.gradient : 'none',
      values: one.measured,
      own: one.own,
      plotted,
      passes: stacked ? null : filled.own,
      base: stacked?.base ?? null,
      stacked: stacked !== null,
      ribbon:
        stacked || compared || style !== 'line' ? null : ribbonOf(times, source, model.band, withBand, sign),
      running: cut ? times.length : one.running,
      points:
        style === 'bars'
          ? []
          : pointsOf(plotted, style === 'points' ? 'always' : config.showPoints, isolated),
      pointSize: config.pointSize ?? (style === 'points' ? 5 : 4),
      step: source.step,
      bar: bars.placeOf(i),
    };
  });
  const between = series.map((one) => fillBelow(one, series));
  const [first, last] = visibleIndices(times, model.span);
  const axes = sides.map((side, a) => {
    const on = between.filter((one) => one.axis === a);
    const [low, high] = reachOf(on, first, last);
    const percent = on.some((one) => one.stacked && one.source.config.stacking?.mode === 'percent');
    const content = { side, series: on.map((one) => one.source), low, high, percent };
    const before = steady?.axes.find((axis) => axis.side === side);
    return drawAxis(content, height, before, model.zone);
  });
  const coloured = between.map((one): DrawnSeries => {
    const { axis } = axes[one.axis];
    return {
      ...one,
      // An area says "this much": it would lie on an axis that starts elsewhere than at zero.
      fill:
        one.source.config.fillOpacity === undefined &&
        !one.base &&
        (axis.min > 0 || axis.max < 0) &&
        one.style === 'line'
          ? 0
          : one.fill,
      stops: coloursByHeight(one.source) ? heightStops(one.source, axis, model.theme) : null,
    };
  });
  return {
    times,
    series: coloured,
    order: paintOrder(coloured),
    axes,
    thresholds: thresholdsOf(coloured, axes, model.theme),
    span: model.span,
    zone: model.zone,
    theme: model.theme,
    question,
  };
}

/** Bars beside each other, one place for each series and for each stack. */
function barPlaces(series: readonly PanelSeries[]) {
  const keys = series.map(({ config, key }) =>
    config.drawStyle !== 'bars'
      ? null
      : config.stacking && config.stacking.mode !== 'none' && !config.reference
        ? `stack ${config.stacking.group ?? ''}`
        : `series ${key}`,
  );
  const places = [...new Set(keys.filter((key) => key !== null))];
  return { placeOf: (i: number) => ({ place: places.indexOf(keys[i] ?? ''), of: places.length }) };
}

/** The series that are not on the chart: switched off, or meant for other places. The copy of one goes with it. */
export function hiddenSeries({
  series,
  hidden,
}: Pick<ChartModel, 'series' | 'hidden'>): ReadonlySet<PanelSeries> {
  const off = series.filter(({ key, config }) => hidden.has(key) || config.hideFrom?.graph);
  const names = new Set(off.map(({ refId, name }) => `${refId} ${name}`));
  return new Set([
    ...off,
    ...series.filter(
      ({ comparedWith, refId, name }) => comparedWith !== undefined && names.has(`${refId} ${name}`),
    ),
  ]);
}

interface Placed {
  readonly source: PanelSeries;
  readonly own: Uint8Array | null;
  readonly filled: { readonly values: Float64Array; readonly own: Uint8Array | null };
  readonly running: number;
  readonly side: AxisSide;
}

/** Where the members of stacks are drawn; null for series that stand alone. */
function stackHeights(
  times: Float64Array,
  placed: readonly Placed[],
): ({ top: Float64Array; base: Float64Array } | null)[] {
  const groups = Map.groupBy(placed.keys(), (i) => {
    const { source, side } = placed[i];
    const { stacking, reference } = source.config;
    if (reference || !stacking || stacking.mode === 'none') return null;
    return JSON.stringify([side, stacking.mode, stacking.group ?? '', source.comparedWith ?? 0]);
  });
  const heights = new Array<{ top: Float64Array; base: Float64Array } | null>(placed.length).fill(null);
  for (const [key, members] of groups) {
    if (key === null) continue;
    const bands = stackUp(
      times,
      members.map((i) => {
        const { source, filled, running } = placed[i];
        const { interpolation, drawStyle, negative } = source.config;
        // A stack with a part of an interval on top would dip: the interval is left off.
        return {
          values: until(filled.values, running),
          own: filled.own,
          below: negative ?? false,
          steps: drawStyle === 'bars' || (interpolation?.startsWith('step') ?? false),
        };
      }),
      placed[members[0]].source.config.stacking?.mode === 'percent',
      lateSlots,
    );
    members.forEach((i, m) => {
      heights[i] = bands[m];
    });
  }
  return heights;
}

/**
 * Index of a series' first slot that is not over at `until`; the number of times when there is none, when it is all that
 * the series has, or when its slots are so short that none is half full for long.
 */
function firstRunning(
  times: Float64Array,
  values: Float64Array,
  { step, comparedWith }: PanelSeries,
  until: number,
): number {
  if (step <= 1 || comparedWith !== undefined) return times.length;
  let running = times.length;
  while (running > 0 && times[running - 1] + step > until) running--;
  for (let i = running - 1; i >= 0; i--) if (!Number.isNaN(values[i])) return running;
  return times.length;
}

function mirrored(values: Float64Array, sign: number): Float64Array {
  return sign < 0 ? values.map((value) => -value) : values;
}

/** The values up to a slot, the others left off. */
function until(values: Float64Array, end: number): Float64Array {
  return end < values.length ? values.slice().fill(Number.NaN, end) : values;
}

interface Look {
  readonly stacked: boolean;
  readonly style: DrawnSeries['style'];
  readonly compared: boolean;
}

function fillOf(config: FieldConfig, { stacked, style, compared, few }: Look & { few: boolean }): number {
  if (compared || style === 'points' || config.reference) return 0;
  if (config.fillOpacity !== undefined) return config.fillOpacity / 100;
  if (style === 'bars') return barFill;
  if (stacked) return stackFill;
  return few ? lightFill : 0;
}

function widthOf(config: FieldConfig, { stacked, style, compared, many }: Look & { many: boolean }): number {
  if (style === 'points') return 0;
  // A filled band without thickness must not show: its line would colour the one below it.
  const usual =
    style === 'bars' || (stacked && !compared && config.fillOpacity === undefined) ? 0 : many ? 1 : lineWidth;
  const width = config.lineWidth ?? usual;
  return compared ? Math.min(width || lineWidth, 1) : width;
}

function ribbonOf(
  times: Float64Array,
  source: PanelSeries,
  wish: ChartModel['band'],
  few: boolean,
  sign: number,
): Ribbon | null {
  const { low, high, consolidation, config } = source;
  if (!low || !high || config.reference || wish === 'off') return null;
  if (wish !== 'on' && !(few && consolidation !== undefined)) return null;
  const [lower, upper] = sign < 0 ? [high, low] : [low, high];
  return {
    low: mirrored(spread(times, source, lower), sign),
    high: mirrored(spread(times, source, upper), sign),
  };
}

function pointsOf(
  plotted: Float64Array,
  wish: FieldConfig['showPoints'],
  isolated: readonly number[],
): readonly number[] {
  if (wish === 'never') return [];
  if (wish !== 'always') return isolated;
  const all: number[] = [];
  for (let i = 0; i < plotted.length; i++) if (!Number.isNaN(plotted[i])) all.push(i);
  return all;
}

/** The series with the area down to another one, when its settings name one that is on the chart. */
function fillBelow(one: DrawnSeries, all: readonly DrawnSeries[]): DrawnSeries {
  const name = one.source.config.fillBelowTo;
  if (name === undefined || one.stacked) return one;
  const other = all.find((each) => each !== one && (each.source.label === name || each.source.name === name));
  if (!other) return one;
  const fill = one.source.config.fillOpacity === undefined ? betweenFill : one.fill;
  return { ...one, base: other.plotted, fill };
}

/** Least and greatest height that series are drawn at in a range of times; infinite without any. */
function reachOf(series: readonly DrawnSeries[], first: number, last: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (values: Float64Array) => {
    for (let i = first; i <= last; i++) {
      const value = values[i];
      if (value < low) low = value;
      if (value > high) high = value;
    }
  };
  for (const one of series) {
    take(one.plotted);
    if (one.ribbon) {
      take(one.ribbon.low);
      take(one.ribbon.high);
    }
  }
  // Stacks and bars stand on zero.
  const standing = series.some((one) => (one.stacked && one.fill > 0) || one.style === 'bars');
  if (standing && low > 0 && low < Number.POSITIVE_INFINITY) low = 0;
  if (standing && high < 0 && high > Number.NEGATIVE_INFINITY) high = 0;
  return [low, high];
}

function visibleIndices(times: Float64Array, span: Span): [number, number] {
  let first = 0;
  let last = times.length - 1;
  while (first < last && times[first] < span.from) first++;
  while (last > first && times[last] > span.until) last--;
  return [first, last];
}

/** Copies for comparison lie lowest and references on them; the others follow as they are listed. */
function paintOrder(series: readonly DrawnSeries[]): number[] {
  const rank = ({ source }: DrawnSeries) =>
    source.comparedWith !== undefined ? 0 : source.config.reference ? 1 : 2;
  return series.map((_, i) => i).sort((a, b) => rank(series[a]) - rank(series[b]) || a - b);
}

/** The thresholds of all series, each once an axis. */
function thresholdsOf(
  series: readonly DrawnSeries[],
  axes: readonly DrawnAxis[],
  theme: Theme,
): DrawnThreshold[] {
  const found = new Map<string, DrawnThreshold>();
  for (const { source, axis } of series) {
    const { thresholds, thresholdsStyle: style = 'off' } = source.config;
    if (!thresholds || style === 'off' || style === 'series') continue;
    const { min, max } = rangeOf({ ...source, span: axes[axis].axis });
    const values = thresholds.steps.map((step) => thresholdValue(thresholds, step, min, max));
    thresholds.steps.forEach((step, i) => {
      const drawn: DrawnThreshold = {
        axis,
        value: values[i],
        until: values[i + 1] ?? Number.POSITIVE_INFINITY,
        color: resolveColor(step.color, theme) ?? source.color,
        line: style.startsWith('dashed') ? 'dashed' : style.startsWith('line') ? 'solid' : 'none',
        area: style.endsWith('area'),
      };
      found.set(JSON.stringify([axis, drawn.value, drawn.until, step.color, style]), drawn);
    });
  }
  return [...found.values()];
}

/** Ranges that differ by less than this share are the same one, moved on. */
const sameLength = 0.02;

function continues(previous: Drawing, question: string, span: Span): boolean {
  const before = previous.span.until - previous.span.from;
  const now = span.until - span.from;
  const moved = Math.abs(span.from - previous.span.from);
  return previous.question === question && Math.abs(now - before) <= before * sameLength && moved <= now / 4;
}
