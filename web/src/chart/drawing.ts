import type { Span } from '../time/range.ts';
import { interpolate, valueNear } from './cadence.ts';
import { type Column, isolatedPoints, stackUp, toTable } from './frame.ts';
import { axisLabels, type Scale, scaleFor, type Unit } from './units.ts';
import { type AxisWishes, type ValueAxis, valueAxis } from './valueTicks.ts';

/** How a column is shown. */
export interface SeriesLook {
  /** Tells the series from all others of the chart. */
  readonly key: string;
  readonly label: string;
  /** Place in the palette. */
  readonly color: number;
  /** A reference, such as the number of cores: dashed and without colour. */
  readonly reference?: boolean;
  /** Drawn downwards from zero, such as what is sent below what is received. */
  readonly below?: boolean;
}

export interface ChartModel {
  readonly columns: readonly Column[];
  /** One look a column. */
  readonly looks: readonly SeriesLook[];
  readonly unit: Unit;
  readonly stacked: boolean;
  readonly span: Span;
  /** Keys of series that are switched off. */
  readonly hidden: ReadonlySet<string>;
  readonly axis?: AxisWishes;
}

export interface DrawnSeries extends SeriesLook {
  /** Index of its column in the model. */
  readonly column: number;
  /** What was measured; NaN is a gap. */
  readonly values: Float64Array;
  /** As {@link Table.own}. */
  readonly own: Uint8Array | null;
  /** Where it is drawn: summed when stacked, negative when below; null is a gap, undefined no slot of its own. */
  readonly plotted: (number | null | undefined)[];
  /** Indices of values with gaps on both sides. */
  readonly isolated: readonly number[];
}

/** Everything a chart's canvas shows, computed; drawing it decides nothing any more. */
export interface Drawing {
  readonly times: Float64Array;
  readonly series: readonly DrawnSeries[];
  readonly axis: ValueAxis;
  readonly labels: readonly string[];
  readonly scale: Scale;
  readonly unit: Unit;
  readonly stacked: boolean;
  readonly span: Span;
  /** Index of the first slot that is still being filled; the number of times when all are complete. */
  readonly running: number;
}

/** Works out what a chart of this height (in pixels) shows. */
export function buildDrawing(model: ChartModel, height: number): Drawing {
  const table = toTable(model.columns);
  const step = Math.max(0, ...model.columns.filter((column) => column.values.length > 0).map((c) => c.step));
  const running = firstRunning(table.times, step, model.span.until);
  const visible = model.looks
    .map((look, column) => ({ look, column }))
    .filter(({ look }) => !model.hidden.has(look.key));

  const stackable = visible.filter(({ look }) => model.stacked && !look.reference);
  const sums = stackUp(stackable.map(({ column }) => interpolate(table.values[column], table.own[column])));
  const [first, last] = visibleIndices(table.times, model.span);

  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const series = visible.map(({ look, column }): DrawnSeries => {
    const values = table.values[column];
    const own = table.own[column];
    const stackPlace = stackable.findIndex((candidate) => candidate.column === column);
    const heights = stackPlace >= 0 ? sums[stackPlace] : values;
    const sign = look.below ? -1 : 1;
    const plotted = new Array<number | null | undefined>(table.times.length);
    for (let i = 0; i < plotted.length; i++) {
      const value = heights[i] * sign;
      plotted[i] = !Number.isNaN(value) ? value : own && own[i] === 0 ? undefined : null;
      if (i >= first && i <= last && !Number.isNaN(value)) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    // A stack with a part of a slot on top would dip; the slot is left off unless it is all there is.
    if (stackPlace >= 0 && running > 0) for (let i = running; i < plotted.length; i++) plotted[i] = null;
    return { ...look, column, values, own, plotted, isolated: isolatedPoints(values, own) };
  });
  // Stacks and filled areas stand on zero.
  if (model.stacked && low > 0) low = 0;

  const size = Math.max(Math.abs(low), Math.abs(high), model.axis?.softMax ?? 0, model.axis?.max ?? 0);
  const scale = scaleFor(model.unit, Number.isFinite(size) ? size : 1);
  const base =
    model.unit === 'bytes' || model.unit === 'bytes/s' || model.unit === 'seconds' ? scale.divisor : 1;
  const count = Math.max(3, Math.min(6, Math.round(height / 38)));
  const axis = valueAxis(low, high, { ...model.axis, base, count });
  return {
    times: table.times,
    series,
    axis,
    // Without a value the axis is only a frame: numbers on it would be made up.
    labels: Number.isFinite(high) ? axisLabels(axis.ticks, axis.step, scale) : axis.ticks.map(() => ''),
    scale,
    unit: model.unit,
    stacked: model.stacked,
    span: model.span,
    running,
  };
}

function firstRunning(times: Float64Array, step: number, until: number): number {
  let running = times.length;
  while (running > 0 && times[running - 1] + step > until) running--;
  // A series of one-second steps has no slot that is half full worth telling apart.
  return step <= 1 ? times.length : running;
}

function visibleIndices(times: Float64Array, span: Span): [number, number] {
  let first = 0;
  let last = times.length - 1;
  while (first < last && times[first] < span.from) first++;
  while (last > first && times[last] > span.until) last--;
  return [first, last];
}

export interface ReadRow {
  readonly key: string;
  readonly label: string;
  readonly color: number;
  readonly reference: boolean;
  readonly value: number;
  readonly nearest: boolean;
}

/**
 * The values at one time, greatest first. `nearestKey` is the series closest to the pointer. With more than
 * `limit` rows the greatest are kept, and the nearest always.
 */
export function readValues(
  drawing: Drawing,
  index: number,
  nearestKey: string | null,
  limit: number,
): { rows: ReadRow[]; more: number } {
  const rows = drawing.series
    .map((series) => ({
      key: series.key,
      label: series.label,
      color: series.color,
      reference: series.reference ?? false,
      value: valueNear(series.values, series.own, index),
      nearest: series.key === nearestKey,
    }))
    .filter((row) => !Number.isNaN(row.value))
    .sort((a, b) => b.value - a.value);
  if (rows.length <= limit) return { rows, more: 0 };
  const kept = rows.slice(0, limit);
  const nearest = rows.find((row) => row.nearest);
  if (nearest && !kept.includes(nearest)) kept[limit - 1] = nearest;
  return { rows: kept, more: rows.length - limit };
}
