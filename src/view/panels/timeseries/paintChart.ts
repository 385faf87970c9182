import type { ShownAnnotation } from '../../annotations.ts';
import type { Drawing, DrawnThreshold } from '../../chart/drawing.ts';
import { type Geometry, xOf, yOf } from '../../chart/geometry.ts';
import {
  sharp,
  thresholdAreaAlpha,
  thresholdDash,
  thresholdWidth,
  timeLabels,
  zeroLine,
} from '../../chart/looks.ts';
import { resolveColor } from '../../palette.ts';
import { type Color, fade } from '../../scene/color.ts';
import { type Command, PolylineBuilder, type Stroke } from '../../scene/scene.ts';
import { zoneCity } from '../../time/zone.ts';
import { baselineOf, Painter, SMALL } from '../parts/painter.ts';
import { paintSeries } from './paintSeries.ts';

/** More flags than this cover the chart: the newest are shown. */
const MOST_FLAGS = 200;
const REGION_ALPHA = 0.14;
const STAFF_ALPHA = 0.75;

interface ChartTask {
  readonly drawing: Drawing;
  readonly geometry: Geometry;
  /** Of the time axes, the chart's own first. */
  readonly zones: readonly string[];
  readonly annotations: readonly ShownAnnotation[];
}

/** A chart without its legend: what the browser's canvas shows. */
export function paintChart(painter: Painter, { drawing, geometry, zones, annotations }: ChartTask): void {
  paintGrid(painter, drawing, geometry, zones);
  for (const threshold of drawing.thresholds) paintThresholdArea(painter, threshold, drawing, geometry);
  const { plot } = geometry;
  const zero = zeroLine(drawing, geometry);
  if (zero !== null) across(painter, zero, geometry, { color: painter.inks.zero, width: 1 });
  const marks = annotations.slice(-MOST_FLAGS);
  for (const mark of marks) paintRegion(painter, mark, drawing, geometry);
  const lines = new Painter(painter);
  lines.add(...paintSeries(drawing, geometry));
  for (const threshold of drawing.thresholds) paintThresholdLine(lines, threshold, drawing, geometry);
  // A line on the edge keeps its whole width.
  const box = { x: plot.x, y: plot.y - 1, width: plot.width, height: plot.height + 2 };
  if (lines.commands.length > 0) painter.add({ kind: 'clip', box, inside: lines.commands });
  for (const mark of marks) paintFlag(painter, mark, drawing, geometry);
}

function across(painter: Painter, y: number, { plot }: Geometry, stroke: Stroke): void {
  painter.line(plot.x, y, plot.x + plot.width, y, stroke);
}

function paintGrid(painter: Painter, drawing: Drawing, geometry: Geometry, zones: readonly string[]): void {
  const { plot } = geometry;
  const { grid, text3 } = painter.inks;
  const lines = new PolylineBuilder();
  drawing.axes.forEach(({ side, axis, labels, suffix, title, grid: gridded }, a) => {
    if (side === 'hidden') return;
    const align = side === 'right' ? 'start' : 'end';
    const x = geometry.labelX[a];
    const limits = { width: Math.max(0, side === 'right' ? geometry.width - x : x) };
    axis.ticks.forEach((tick, i) => {
      const y = sharp(yOf(geometry, axis, tick));
      if (gridded) {
        lines.moveTo(plot.x, y);
        lines.lineTo(plot.x + plot.width, y);
      }
      painter.text(labels[i], SMALL, text3, { x, y: baselineOf(y, SMALL), align }, limits);
    });
    if (geometry.unitY !== null)
      painter.text(suffix, SMALL, text3, { x, y: baselineOf(geometry.unitY, SMALL), align }, limits);
    if (title === '') return;
    // Turned by a quarter, the baseline is a vertical line.
    const middle = side === 'right' ? geometry.width - 7 : 7;
    const place = {
      x: baselineOf(middle, SMALL),
      y: plot.y + plot.height / 2,
      align: 'middle',
      rotate: -90,
    } as const;
    painter.text(title, SMALL, text3, place, { width: plot.height, cut: 'end' });
  });
  zones.forEach((zone, z) => {
    const baseline = baselineOf(geometry.timeLabelY[z], SMALL);
    for (const { x, label, labelX } of timeLabels(drawing, geometry, zone, zones.length)) {
      if (z === 0) {
        lines.moveTo(x, plot.y);
        lines.lineTo(x, plot.y + plot.height);
      }
      if (labelX !== null) painter.text(label, SMALL, text3, { x: labelX, y: baseline, align: 'middle' });
    }
    if (zones.length > 1)
      painter.text(zoneCity(zone), SMALL, text3, { x: 0, y: baseline }, { width: plot.x - 2, cut: 'end' });
  });
  const line = lines.build();
  if (line.starts.length > 0) painter.add({ kind: 'line', line, stroke: { color: grid, width: 1 } });
}

function paintThresholdArea(
  painter: Painter,
  { area, axis, value, until, color }: DrawnThreshold,
  drawing: Drawing,
  geometry: Geometry,
): void {
  const ends = drawing.axes[axis].axis;
  if (!area || value > ends.max || until < ends.min) return;
  const top = yOf(geometry, ends, Math.min(until, ends.max));
  const bottom = yOf(geometry, ends, Math.max(value, ends.min));
  const { x, width } = geometry.plot;
  painter.rectangle({ x, y: top, width, height: bottom - top }, fade(color, thresholdAreaAlpha));
}

function paintThresholdLine(
  painter: Painter,
  { line, axis, value, color }: DrawnThreshold,
  drawing: Drawing,
  geometry: Geometry,
): void {
  const ends = drawing.axes[axis].axis;
  if (line === 'none' || value < ends.min || value > ends.max) return;
  across(painter, yOf(geometry, ends, value), geometry, {
    color,
    width: thresholdWidth,
    ...(line === 'dashed' ? { dash: thresholdDash } : {}),
  });
}

function colorOfMark({ color }: ShownAnnotation, painter: Painter): Color {
  return resolveColor(color, painter.inks.theme) ?? painter.inks.accent;
}

function paintRegion(painter: Painter, mark: ShownAnnotation, { span }: Drawing, geometry: Geometry): void {
  if (mark.timeEnd === null) return;
  const { plot } = geometry;
  const from = Math.max(plot.x, xOf(geometry, span, mark.time));
  const until = Math.min(plot.x + plot.width, xOf(geometry, span, mark.timeEnd));
  const color = colorOfMark(mark, painter);
  const box = { x: from, y: plot.y, width: until - from, height: plot.height };
  painter.rectangle(box, fade(color, REGION_ALPHA));
  painter.rectangle({ ...box, y: plot.y + plot.height - 2, height: 2 }, color);
}

/** A thin staff over the whole height, and the cloth at its top. */
function paintFlag(painter: Painter, mark: ShownAnnotation, { span }: Drawing, geometry: Geometry): void {
  const { plot } = geometry;
  const exact = xOf(geometry, span, mark.time);
  if (exact < plot.x || exact > plot.x + plot.width) return;
  const x = sharp(exact);
  const color = colorOfMark(mark, painter);
  const top = plot.y - 4;
  painter.line(x, top, x, plot.y + plot.height, { color: fade(color, STAFF_ALPHA), width: 1, dash: [3, 3] });
  const right = Math.min(x + 7, geometry.width);
  const cloth: Command = {
    kind: 'area',
    line: { points: Float64Array.of(x, top, right, top + 4, x, top + 8), starts: [0] },
    fill: color,
  };
  painter.add(cloth);
}
