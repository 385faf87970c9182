/** The values of series as a picture shows them: consolidated to its pixels, gaps treated, stacked. */
import { consolidateValues } from '../../query/consolidateValues.ts';
import type { Lane } from './lanes.ts';
import type { GraphOptions, Side } from './options.ts';

/** Values `step` seconds apart, the first at `start`; absent ones are NaN, none is infinite. */
export interface PlottedLane {
  readonly lane: Lane;
  readonly start: number;
  readonly step: number;
  readonly values: Float64Array;
}

export interface TimeSpan {
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** Points of all lines together; beyond it they come to lie further apart than `minXStep`. */
const MAX_POINTS = 150_000;
/** Values in the width of a pixel, however small a `minXStep` is asked for. */
const MAX_PER_PIXEL = 4;

/** Without a single series, or values that have a place, undefined. A line that slopes ends with its last value's start. */
export function timeSpan(lanes: readonly Lane[], sloping: boolean): TimeSpan | undefined {
  let from = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  for (const { series } of lanes) {
    from = Math.min(from, series.start);
    until = Math.max(until, sloping ? series.end - series.step : series.end);
  }
  return until > from ? { from, until } : undefined;
}

/** What is drawn of the lanes in a plot of that many pixels. */
export function plotLanes(
  lanes: readonly Lane[],
  span: TimeSpan,
  pixels: number,
  options: GraphOptions,
): PlottedLane[] {
  const spacing = Math.max(options.minXStep, 1 / MAX_PER_PIXEL, (lanes.length * pixels) / MAX_POINTS);
  const drawable = Math.max(1, Math.floor(pixels / spacing));
  const plotted = lanes.map((lane) => {
    const consolidated = consolidate(lane, span, drawable);
    return { ...consolidated, values: treatGaps(consolidated.values, options) };
  });
  return stackUp(alignAreas(plotted));
}

function consolidate(lane: Lane, { from, until }: TimeSpan, drawable: number): PlottedLane {
  const { values: all, start, step, end, consolidation: how, xFilesFactor } = lane.series;
  const values = all.subarray(0, Math.max(0, Math.floor((end - start) / step) + 1));
  const perPoint = Math.max(1, Math.ceil((until - from) / step / drawable));
  return {
    lane,
    start,
    step: step * perPoint,
    values: consolidateValues(values, perPoint, { how, xFilesFactor }),
  };
}

/** Changes the values in place: they are a copy. */
function treatGaps(
  values: Float64Array,
  { nullAsZero, lineMode, connectedLimit }: GraphOptions,
): Float64Array {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) values[i] = nullAsZero ? 0 : Number.NaN;
  }
  if (lineMode === 'connected') connect(values, connectedLimit);
  return values;
}

/** Fills gaps of at most `limit` values by straight lines. */
function connect(values: Float64Array, limit: number): void {
  let last = -1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const missing = i - last - 1;
    if (last >= 0 && missing > 0 && missing <= limit) {
      for (let k = 1; k <= missing; k++) {
        values[last + k] = values[last] + ((values[i] - values[last]) * k) / (missing + 1);
      }
    }
    last = i;
  }
}

/** Areas of one side cover each other and are summed value by value, so they need the same times. */
function alignAreas(plotted: readonly PlottedLane[]): PlottedLane[] {
  const grids = new Map<Side, { start: number; step: number }>();
  for (const { lane, start, step } of plotted) {
    if (lane.shape !== 'area') continue;
    const grid = grids.get(lane.side);
    grids.set(lane.side, {
      start: Math.min(start, grid?.start ?? start),
      step: Math.min(step, grid?.step ?? step),
    });
  }
  return plotted.map((one) => {
    const grid = grids.get(one.lane.side);
    if (one.lane.shape !== 'area' || grid === undefined) return one;
    if (one.start === grid.start && one.step === grid.step) return one;
    return onGrid(one, grid);
  });
}

/** Each slot of the grid has the value that holds at its time. */
function onGrid(plotted: PlottedLane, { start, step }: { start: number; step: number }): PlottedLane {
  const end = plotted.start + plotted.step * plotted.values.length;
  const values = new Float64Array(Math.ceil((end - start) / step));
  for (let i = 0; i < values.length; i++) {
    const index = Math.floor((start + i * step - plotted.start) / plotted.step + 1e-9);
    values[i] = index >= 0 && index < plotted.values.length ? plotted.values[index] : Number.NaN;
  }
  return { ...plotted, start, step, values };
}

/** Adds to each stacked lane what lies below it on its side; a gap adds nothing to those above. */
function stackUp(plotted: readonly PlottedLane[]): PlottedLane[] {
  const longest = plotted.reduce((most, { values }) => Math.max(most, values.length), 0);
  const totals = { left: new Float64Array(longest), right: new Float64Array(longest) };
  return plotted.map((one) => {
    if (!one.lane.stacked) return one;
    const total = totals[one.lane.side];
    one.values.forEach((value, i) => {
      if (!Number.isNaN(value)) total[i] += value;
    });
    return { ...one, values: one.values.map((value, i) => (Number.isNaN(value) ? value : total[i])) };
  });
}

/**
 * Least and greatest value of a side, undefined when there is none. Areas stand on 0. On a logarithmic axis only values
 * greater than 0 count.
 */
export function valueLimits(
  plotted: readonly PlottedLane[],
  side: Side,
  logarithmic: boolean,
): { low: number; high: number } | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { lane, values } of plotted) {
    if (lane.side !== side || lane.shape === 'verticals') continue;
    for (const value of values) {
      if (logarithmic && value <= 0) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return undefined;
  const onZero = !logarithmic && plotted.some(({ lane }) => lane.side === side && lane.shape === 'area');
  return onZero ? { low: Math.min(0, low), high: Math.max(0, high) } : { low, high };
}
