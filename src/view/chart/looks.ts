/** How a drawing looks, decided once for whatever paints it: the browser's canvas and the server's pictures. */
import { inksOf } from '../palette.ts';
import { type Color, fade, mix } from '../scene/color.ts';
import { type TimeTick, timeTicks } from '../time/timeTicks.ts';
import type { Drawing, DrawnSeries } from './drawing.ts';
import { type Geometry, xOf, yOf } from './geometry.ts';

export const ribbonAlpha = 0.18;
export const thresholdAreaAlpha = 0.09;
export const thresholdWidth = 1.25;
export const thresholdDash = [6, 4];
export const runningDash = [3, 3];
/** Of a bar's opacity while its interval is not over. */
export const runningBar = 0.45;
/** Of an area's opacity where it fades out. */
const fadedFill = 0.08;
/** How far a colour goes into the background at the lower edge. */
const hueDepth = 0.6;
/** Of a bar's interval that is left empty beside it. */
const barGap = 0.16;
const mostBarWidth = 64;
/** Bars narrower than this are drawn as one area. */
const leastBarWidth = 1.5;
/** About half the width of a time label, in pixels. */
const labelHalf = 17;
/** Room that a time label needs, and one with seconds. */
const labelRoom = 72;
const labelRoomWithSeconds = 84;

/** Colours at shares of the plot's height, from its upper edge (0) down; two at one share are an edge between them. */
export type Ramp = readonly (readonly [share: number, color: Color])[];

/** One colour, or several over the plot's height. */
export type Ink = { readonly color: Color } | { readonly ramp: Ramp };

/** Of a line: the series' colour, or its colours by height; with `alpha`. */
export function lineInk(series: DrawnSeries, drawing: Drawing, geometry: Geometry, alpha = 1): Ink {
  const { color, stops, gradient } = series;
  if (stops && stops.length > 0) return { ramp: byHeight(series, drawing, geometry, alpha) };
  if (gradient !== 'hue') return { color: fade(color, alpha) };
  const deep = mix(color, { ...inksOf(drawing.theme).surface, a: color.a }, hueDepth);
  return {
    ramp: [
      [0, fade(color, alpha)],
      [1, fade(deep, alpha)],
    ],
  };
}

/** Of the area below a line. One that fades is strongest far from where it stands, above and below. */
export function areaInk(series: DrawnSeries, drawing: Drawing, geometry: Geometry): Ink {
  if (series.gradient !== 'opacity' || series.stops) return lineInk(series, drawing, geometry, series.fill);
  const strong = fade(series.color, series.fill);
  return {
    ramp: [
      [0, strong],
      [shareDown(geometry, floorOf(series, drawing, geometry)), fade(strong, fadedFill)],
      [1, strong],
    ],
  };
}

function byHeight(series: DrawnSeries, drawing: Drawing, geometry: Geometry, alpha: number): Ramp {
  const { axis } = drawing.axes[series.axis];
  const { color: scheme, thresholdsStyle } = series.source.config;
  const smooth = scheme?.mode === 'continuous' && thresholdsStyle !== 'series';
  const shares: [number, Color][] = [];
  let before = series.stops![0].color;
  for (const { value, color } of series.stops!) {
    const share = shareDown(geometry, yOf(geometry, axis, value));
    // A threshold is an edge between two colours.
    if (!smooth) shares.push([share, fade(before, alpha)]);
    shares.push([share, fade(color, alpha)]);
    before = color;
  }
  // From above: at an edge the colour of what is higher comes first.
  return shares.reverse();
}

function shareDown({ plot }: Geometry, y: number): number {
  return Math.min(1, Math.max(0, (y - plot.y) / plot.height));
}

/** Where areas end below: at zero, or at the edge that is nearer to it. */
export function floorOf(series: DrawnSeries, { axes }: Drawing, geometry: Geometry): number {
  const { axis } = axes[series.axis];
  const ground = axis.scale.kind === 'log' ? axis.min : Math.min(axis.max, Math.max(axis.min, 0));
  return yOf(geometry, axis, ground);
}

/** Width of a series' bars and how far behind the start of their interval they stand; null when they are too narrow to be told apart. */
export function barRoom({ bar }: DrawnSeries, interval: number): { width: number; before: number } | null {
  const room = interval / bar.of;
  if (room < leastBarWidth) return null;
  const width = Math.min(mostBarWidth, room * (1 - barGap));
  return { width, before: (room - width) / 2 + room * bar.place };
}

/** The slots that are seen, with some more on each side for the lines that come from there. `to` is less than `from` without any. */
export function seenSlots({ times, span, series }: Drawing): { from: number; to: number } {
  const longest = Math.max(0, ...series.map(({ step }) => step));
  let from = 0;
  while (from < times.length - 1 && times[from] < span.from - 2 * longest) from++;
  let to = times.length - 1;
  while (to > from && times[to] > span.until + 2 * longest) to--;
  return { from, to };
}

/** Where the line of the interval in progress comes from: a series' last slot before it that has a value. -1 without any. */
export function runningStart(series: DrawnSeries, ys: Float64Array, from: number): number {
  let start = series.running - 1;
  while (start > from && Number.isNaN(ys[start]) && series.passes?.[start] === 0) start--;
  return start < from ? -1 : start;
}

/** Where a line of one pixel is sharp. */
export const sharp = (position: number): number => Math.round(position - 0.5) + 0.5;

export interface TimeLabel extends TimeTick {
  /** Of the line of the grid. */
  readonly x: number;
  /** Middle of the label; null for one that would be cut at the right edge, or lie on the name of the zone. */
  readonly labelX: number | null;
}

/** The ticks of one of the `zones` time axes of a chart. */
export function timeLabels(drawing: Drawing, geometry: Geometry, zone: string, zones: number): TimeLabel[] {
  const { span } = drawing;
  const room = span.until - span.from < 300 ? labelRoomWithSeconds : labelRoom;
  const count = Math.max(2, Math.floor(geometry.plot.width / room));
  return timeTicks(span.from, span.until, count, zone).map((tick) => {
    const x = sharp(xOf(geometry, span, tick.seconds));
    const cut = x + labelHalf > geometry.width - 2;
    const onName = zones > 1 && x - labelHalf < geometry.plot.x;
    return { ...tick, x, labelX: cut || onName ? null : Math.max(x, labelHalf) };
  });
}

/** The height of the line at zero; null where there is none. */
export function zeroLine(drawing: Drawing, geometry: Geometry): number | null {
  const first = drawing.axes.find(({ side }) => side !== 'hidden');
  if (!first || first.axis.scale.kind === 'log' || first.axis.min > 0 || first.axis.max < 0) return null;
  return sharp(yOf(geometry, first.axis, 0));
}
