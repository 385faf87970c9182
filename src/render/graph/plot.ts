/** The part of a picture that values are drawn in: where it lies, and how seconds and values become pixels of it. */
import type { Edges } from './frame.ts';
import type { Lane } from './lanes.ts';
import type { GraphOptions, Side } from './options.ts';
import { type PlottedLane, plotLanes, type TimeSpan, valueLimits } from './plotted.ts';
import { lineHeight, type TextWriter } from './texts.ts';
import { axisLabels, formatValue } from './units.ts';
import { shareOf, type ValueAxis, valueAxis } from './valueAxis.ts';

/** Pixels between labels and the plot. */
export const LABEL_GAP = 6;

/** The axis of values on one side of a plot. */
export interface AxisOfSide {
  readonly side: Side;
  readonly axis: ValueAxis;
  /** One a tick; none when they are not shown. */
  readonly labels: readonly string[];
  /** Pixels that the labels take, with their gap. */
  readonly width: number;
}

/** Everything about a plot but its drawing. */
export interface Plot {
  readonly edges: Edges;
  readonly span: TimeSpan;
  readonly plotted: readonly PlottedLane[];
  readonly axes: readonly AxisOfSide[];
  readonly options: GraphOptions;
  readonly xOf: (seconds: number) => number;
}

/**
 * Labels of values take width from the plot, a plot of another width shows other values, and these need other labels:
 * a few rounds settle it.
 */
export function fitPlot(
  room: Edges,
  lanes: readonly Lane[],
  span: TimeSpan,
  options: GraphOptions,
  writer: TextWriter,
): Plot {
  let widths = { left: 0, right: 0 };
  for (let round = 0; ; round++) {
    const edges = plotEdges(room, widths);
    const plotted = plotLanes(lanes, span, edges.right - edges.left, options);
    const axes = sidesOf(lanes, options).map((side) => axisOfSide(side, plotted, edges, options, writer));
    const needed = { left: 0, right: 0 };
    for (const { side, width } of axes) needed[side] = width;
    if (round >= 3 || (needed.left === widths.left && needed.right === widths.right)) {
      const scale = (edges.right - edges.left) / (span.until - span.from);
      const xOf = (seconds: number) => edges.left + (seconds - span.from) * scale;
      return { edges, span, plotted, axes, options, xOf };
    }
    widths = needed;
  }
}

/** A plot of some size even where nothing fits: what does not is cut off at the edge of the picture. */
function plotEdges(room: Edges, widths: Readonly<Record<Side, number>>): Edges {
  const left = room.left + widths.left;
  return {
    left,
    right: Math.max(left + 2, room.right - widths.right),
    top: room.top,
    bottom: Math.max(room.top + 2, room.bottom),
  };
}

function sidesOf(lanes: readonly Lane[], options: GraphOptions): Side[] {
  return lanes.some(({ side }) => side === 'right') ? ['left', 'right'] : [options.axisSide];
}

/** With one axis, every lane belongs to it, whichever side its labels are on. */
function axisOfSide(
  side: Side,
  plotted: readonly PlottedLane[],
  edges: Edges,
  options: GraphOptions,
  writer: TextWriter,
): AxisOfSide {
  const { unitSystem, divisors, logBase, font } = options;
  const twoSides = plotted.some(({ lane }) => lane.side === 'right');
  const limits = valueLimits(plotted, twoSides ? side : 'left', logBase !== undefined);
  const axis = valueAxis({
    ...(limits ?? { low: logBase === undefined ? 0 : 0.1, high: 1 }),
    wishes: options.axes[twoSides ? side : 'left'],
    unitSystem,
    divisors,
    ...(logBase === undefined ? {} : { logBase }),
  });
  // Without a value the axis is only a frame: numbers on it would be made up.
  if (!options.shows.valueLabels || limits === undefined) return { side, axis, labels: [], width: 0 };
  const spacing = (edges.bottom - edges.top) / Math.max(1, axis.ticks.length - 1);
  const every = Math.max(1, Math.ceil((lineHeight(font) * 0.9) / spacing));
  const all =
    logBase === undefined
      ? axisLabels(axis.ticks, unitSystem)
      : axis.ticks.map((tick) => formatValue(tick, unitSystem));
  const labels = all.map((label, i) => (i % every === 0 ? label : ''));
  const widest = Math.max(0, ...labels.map((label) => writer.fonts.measure(label, font)));
  return { side, axis, labels, width: Math.ceil(widest) + LABEL_GAP };
}

/** NaN for what has no place on the axis. */
export function yOf({ edges }: Pick<Plot, 'edges'>, axis: ValueAxis, value: number): number {
  return edges.bottom - shareOf(axis, value) * (edges.bottom - edges.top);
}
