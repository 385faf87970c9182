import type { Box } from '../scene/scene.ts';
import type { Drawing } from './drawing.ts';
import { shareOf, type ValueAxis } from './valueTicks.ts';

/** Where everything of a chart lies, in CSS pixels from its upper left corner. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  /** The area of the lines. */
  readonly plot: Box;
  /** Of the labels of each of the drawing's axes: the edge that they are aligned to. */
  readonly labelX: readonly number[];
  /** Middle of the line of labels of each time axis. */
  readonly timeLabelY: readonly number[];
  /** Middle of the line above the plot that names the units; null when there is none. */
  readonly unitY: number | null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const topEdge = 8;
const unitLine = 14;
const sideEdge = 10;
const firstTimeAxis = 24;
const nextTimeAxis = 14;
const labelGap = 6;
/** Axes of charts below each other line up as long as their labels are no wider than usual. */
const leastAxisWidth = 46;
const axisWidthStep = 8;
const titleWidth = 16;
/** Of the whole width: labels that need more are cut, so that something of the chart is left. */
const mostAxisShare = 0.4;
/** A lower chart gives its room to the lines. */
const leastHeightForUnits = 90;

/** `measure` is the width of a label in pixels; `zones` how many time axes there are. */
export function layOut(
  drawing: Drawing,
  { width, height }: Size,
  zones: number,
  measure: (text: string) => number,
): Geometry {
  const units =
    height >= leastHeightForUnits &&
    drawing.axes.some(({ side, suffix }) => side !== 'hidden' && suffix !== '');
  const widths = drawing.axes.map(({ side, labels, title, suffix }) => {
    if (side === 'hidden') return 0;
    const widest = Math.max(0, ...labels.map(measure), units ? measure(suffix) : 0);
    const needed = widest + labelGap + 4;
    const even =
      needed <= leastAxisWidth ? leastAxisWidth : Math.ceil(needed / axisWidthStep) * axisWidthStep;
    return Math.min(even + (title === '' ? 0 : titleWidth), Math.floor(width * mostAxisShare));
  });
  const widthOf = (side: string) => widths[drawing.axes.findIndex((axis) => axis.side === side)] ?? 0;
  const left = widthOf('left') || sideEdge;
  const right = widthOf('right') || sideEdge;
  const top = topEdge + (units ? unitLine - 4 : 0);
  const bottom = firstTimeAxis + (zones - 1) * nextTimeAxis;
  const plot = {
    x: left,
    y: top,
    width: Math.max(1, width - left - right),
    height: Math.max(1, height - top - bottom),
  };
  return {
    width,
    height,
    plot,
    labelX: drawing.axes.map(({ side }) =>
      side === 'right' ? plot.x + plot.width + labelGap : plot.x - labelGap,
    ),
    timeLabelY: Array.from({ length: zones }, (_, i) => plot.y + plot.height + 14 + i * nextTimeAxis),
    unitY: units ? topEdge - 1 : null,
  };
}

export function xOf({ plot }: Geometry, { from, until }: Drawing['span'], seconds: number): number {
  return plot.x + ((seconds - from) / (until - from)) * plot.width;
}

export function secondsAt({ plot }: Geometry, { from, until }: Drawing['span'], x: number): number {
  return from + ((x - plot.x) / plot.width) * (until - from);
}

export function yOf({ plot }: Geometry, axis: ValueAxis, value: number): number {
  return plot.y + plot.height - shareOf(axis, value) * plot.height;
}

/** Heights of many values at once, into an array that is reused. Those far outside stay near the plot: canvases round. */
export function heightsOf(
  { plot }: Geometry,
  axis: ValueAxis,
  values: Float64Array,
  out: Float64Array,
): Float64Array {
  const bottom = plot.y + plot.height;
  const far = 20 * plot.height;
  if (axis.scale.kind === 'linear') {
    const factor = plot.height / (axis.max - axis.min);
    for (let i = 0; i < values.length; i++) {
      const y = bottom - (values[i] - axis.min) * factor;
      out[i] = y < -far ? -far : y > far ? far : y;
    }
    return out;
  }
  for (let i = 0; i < values.length; i++) {
    const y = bottom - shareOf(axis, values[i]) * plot.height;
    out[i] = y < -far ? -far : y > far ? far : y;
  }
  return out;
}
