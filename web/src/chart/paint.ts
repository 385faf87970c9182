import type { Drawing, DrawnSeries, DrawnThreshold } from '../../../src/view/chart/drawing.ts';
import { type Geometry, heightsOf, yOf } from '../../../src/view/chart/geometry.ts';
import {
  areaInk,
  barRoom,
  floorOf,
  type Ink,
  lineInk,
  ribbonAlpha,
  runningBar,
  runningDash,
  runningStart,
  seenSlots,
  sharp,
  thresholdAreaAlpha,
  thresholdDash,
  thresholdWidth,
  timeLabels,
  zeroLine,
} from '../../../src/view/chart/looks.ts';
import { type Trace, traceArea, traceLine } from '../../../src/view/chart/paths.ts';
import { inksOf, toCss } from '../../../src/view/palette.ts';
import { fade } from '../../../src/view/scene/color.ts';
import { zoneCity } from '../../../src/view/time/zone.ts';

export const chartFont = '11px "Inter Variable", system-ui, sans-serif';

type Context = CanvasRenderingContext2D;

/** Draws a chart. `zones` are the zones of its time axes, its own first. */
export function paintChart(
  ctx: Context,
  drawing: Drawing,
  geometry: Geometry,
  zones: readonly string[],
): void {
  ctx.clearRect(0, 0, geometry.width, geometry.height);
  ctx.font = chartFont;
  ctx.lineJoin = 'round';
  paintGrid(ctx, drawing, geometry, zones);
  inPlot(ctx, geometry, () => {
    for (const threshold of drawing.thresholds) paintThresholdArea(ctx, threshold, drawing, geometry);
  });
  paintZero(ctx, drawing, geometry);
  inPlot(ctx, geometry, () => {
    const painter = new SeriesPainter(ctx, drawing, geometry);
    for (const index of drawing.order) painter.paint(drawing.series[index]);
    for (const threshold of drawing.thresholds) paintThresholdLine(ctx, threshold, drawing, geometry);
  });
}

function inPlot(ctx: Context, { plot }: Geometry, paint: () => void): void {
  ctx.save();
  ctx.beginPath();
  // A line on the edge keeps its whole width.
  ctx.rect(plot.x, plot.y - 1, plot.width, plot.height + 2);
  ctx.clip();
  paint();
  ctx.restore();
}

function strokeLine(ctx: Context, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

function paintGrid(ctx: Context, drawing: Drawing, geometry: Geometry, zones: readonly string[]): void {
  const inks = inksOf(drawing.theme);
  const { plot } = geometry;
  const right = plot.x + plot.width;
  ctx.lineWidth = 1;
  ctx.strokeStyle = toCss(inks.grid);
  ctx.fillStyle = toCss(inks.text3);
  ctx.textBaseline = 'middle';
  drawing.axes.forEach(({ side, axis, labels, suffix, title, grid }, a) => {
    if (side === 'hidden') return;
    ctx.textAlign = side === 'right' ? 'left' : 'right';
    axis.ticks.forEach((tick, i) => {
      const y = sharp(yOf(geometry, axis, tick));
      if (grid) strokeLine(ctx, plot.x, y, right, y);
      ctx.fillText(labels[i], geometry.labelX[a], y);
    });
    if (geometry.unitY !== null) ctx.fillText(suffix, geometry.labelX[a], geometry.unitY);
    if (title !== '') paintAxisTitle(ctx, title, side === 'right' ? geometry.width - 7 : 7, geometry);
  });
  zones.forEach((zone, z) => {
    for (const { x, label, labelX } of timeLabels(drawing, geometry, zone, zones.length)) {
      if (z === 0) strokeLine(ctx, x, plot.y, x, plot.y + plot.height);
      if (labelX === null) continue;
      ctx.textAlign = 'center';
      ctx.fillText(label, labelX, geometry.timeLabelY[z]);
    }
    if (zones.length === 1) return;
    ctx.textAlign = 'left';
    ctx.fillText(fitted(ctx, zoneCity(zone), plot.x - 2), 0, geometry.timeLabelY[z]);
  });
}

function paintAxisTitle(ctx: Context, title: string, x: number, { plot }: Geometry): void {
  ctx.save();
  ctx.translate(x, plot.y + plot.height / 2);
  ctx.rotate(-Math.PI / 2);
  ctx.textAlign = 'center';
  ctx.fillText(fitted(ctx, title, plot.height), 0, 0);
  ctx.restore();
}

/** The text, or its beginning with an ellipsis where it would be wider than `width`. */
function fitted(ctx: Context, text: string, width: number): string {
  let shown = text;
  while (shown.length > 1 && ctx.measureText(shown === text ? text : `${shown}…`).width > width)
    shown = shown.slice(0, -1);
  return shown === text ? text : `${shown}…`;
}

function paintZero(ctx: Context, drawing: Drawing, geometry: Geometry): void {
  const y = zeroLine(drawing, geometry);
  if (y === null) return;
  const { plot } = geometry;
  ctx.lineWidth = 1;
  ctx.strokeStyle = toCss(inksOf(drawing.theme).zero);
  strokeLine(ctx, plot.x, y, plot.x + plot.width, y);
}

function paintThresholdArea(
  ctx: Context,
  { area, axis, value, until, color }: DrawnThreshold,
  drawing: Drawing,
  geometry: Geometry,
): void {
  const ends = drawing.axes[axis].axis;
  if (!area || value > ends.max || until < ends.min) return;
  const top = yOf(geometry, ends, Math.min(until, ends.max));
  const bottom = yOf(geometry, ends, Math.max(value, ends.min));
  ctx.fillStyle = toCss(color, thresholdAreaAlpha);
  ctx.fillRect(geometry.plot.x, top, geometry.plot.width, bottom - top);
}

function paintThresholdLine(
  ctx: Context,
  { line, axis, value, color }: DrawnThreshold,
  drawing: Drawing,
  geometry: Geometry,
): void {
  const ends = drawing.axes[axis].axis;
  if (line === 'none' || value < ends.min || value > ends.max) return;
  const y = yOf(geometry, ends, value);
  ctx.strokeStyle = toCss(color);
  ctx.lineWidth = thresholdWidth;
  ctx.setLineDash(line === 'dashed' ? thresholdDash : []);
  strokeLine(ctx, geometry.plot.x, y, geometry.plot.x + geometry.plot.width, y);
  ctx.setLineDash([]);
}

/** Buffers for all charts: they are painted one after the other. */
let scratchX = new Float64Array(0);
let scratchY = new Float64Array(0);
let scratchBase = new Float64Array(0);
let scratchRibbon = new Float64Array(0);

function makeRoom(length: number): void {
  if (scratchX.length >= length) return;
  const larger = Math.ceil(length * 1.5);
  scratchX = new Float64Array(larger);
  scratchY = new Float64Array(larger);
  scratchBase = new Float64Array(larger);
  scratchRibbon = new Float64Array(larger);
}

/** Paints series after series with what they have in common: the pixels of the times. */
class SeriesPainter {
  private readonly ctx: Context;
  private readonly drawing: Drawing;
  private readonly geometry: Geometry;
  /** The slots that are seen, with one more on each side for the lines that come from there. */
  private readonly from: number;
  private readonly to: number;

  constructor(ctx: Context, drawing: Drawing, geometry: Geometry) {
    this.ctx = ctx;
    this.drawing = drawing;
    this.geometry = geometry;
    const { times, span } = drawing;
    makeRoom(times.length);
    const { plot } = geometry;
    const perSecond = plot.width / (span.until - span.from);
    for (let i = 0; i < times.length; i++) scratchX[i] = plot.x + (times[i] - span.from) * perSecond;
    const { from, to } = seenSlots(drawing);
    this.from = from;
    this.to = to;
  }

  paint(series: DrawnSeries): void {
    if (this.to < this.from) return;
    const { axis } = this.drawing.axes[series.axis];
    const ys = heightsOf(this.geometry, axis, series.plotted, scratchY);
    const { from, until } = this.drawing.span;
    const trace: Trace = {
      xs: scratchX,
      ys,
      passes: series.passes,
      interpolation: series.interpolation,
      interval: (series.step / (until - from)) * this.geometry.plot.width,
    };
    const floor = floorOf(series, this.drawing, this.geometry);
    this.paintRibbon(series, trace);
    const base = series.base ? heightsOf(this.geometry, axis, series.base, scratchBase) : null;
    if (series.style === 'bars') this.paintBars(series, trace, base, floor);
    else {
      this.paintArea(series, trace, base, floor);
      this.paintLine(series, trace);
    }
    this.paintPoints(series, trace);
  }

  private style(ink: Ink): string | CanvasGradient {
    if ('color' in ink) return toCss(ink.color);
    const { plot } = this.geometry;
    const gradient = this.ctx.createLinearGradient(0, plot.y, 0, plot.y + plot.height);
    for (const [share, color] of ink.ramp) gradient.addColorStop(share, toCss(color));
    return gradient;
  }

  private ink(series: DrawnSeries, alpha?: number): string | CanvasGradient {
    return this.style(lineInk(series, this.drawing, this.geometry, alpha));
  }

  private paintRibbon({ ribbon, axis, color, source }: DrawnSeries, trace: Trace): void {
    if (!ribbon) return;
    const { axis: ends } = this.drawing.axes[axis];
    const high = heightsOf(this.geometry, ends, ribbon.high, scratchRibbon);
    const low = heightsOf(this.geometry, ends, ribbon.low, scratchBase);
    this.ctx.fillStyle = toCss(fade(color, ribbonAlpha));
    this.ctx.beginPath();
    const steps = source.config.interpolation?.startsWith('step');
    const edge: Trace = { ...trace, ys: high, interpolation: steps ? trace.interpolation : 'linear' };
    traceArea(this.ctx, edge, low, 0, this.from, this.to);
    this.ctx.fill();
  }

  private paintArea(series: DrawnSeries, trace: Trace, base: Float64Array | null, floor: number): void {
    if (series.fill <= 0) return;
    this.ctx.fillStyle = this.style(areaInk(series, this.drawing, this.geometry));
    this.ctx.beginPath();
    const ratio = window.devicePixelRatio || 1;
    const pieces = {
      flush: () => {
        this.ctx.fill();
        this.ctx.beginPath();
      },
      snap: (x: number) => Math.round(x * ratio) / ratio,
    };
    traceArea(this.ctx, trace, base, floor, this.from, Math.min(this.to, series.running - 1), pieces);
    this.ctx.fill();
  }

  private paintLine(series: DrawnSeries, trace: Trace): void {
    if (series.width <= 0) return;
    const { ctx } = this;
    ctx.strokeStyle = this.ink(series);
    ctx.lineWidth = series.width;
    ctx.setLineDash([...series.dash]);
    // Dots are dashes without length: only round ends let them show.
    ctx.lineCap = series.dash[0] === 0 ? 'round' : 'butt';
    ctx.beginPath();
    // A dash goes on over the pieces of a line only where it is one path, and what is translucent would be seen twice.
    const inPieces = series.dash.length === 0 && series.color.a === 1;
    const flush = () => {
      ctx.stroke();
      ctx.beginPath();
    };
    traceLine(ctx, trace, this.from, Math.min(this.to, series.running - 1), inPieces ? flush : undefined);
    ctx.stroke();
    this.paintRunning(series, trace);
    ctx.setLineDash([]);
    ctx.lineCap = 'butt';
  }

  /** The slot that is still being filled: a dashed line to where it stands now. */
  private paintRunning(series: DrawnSeries, trace: Trace): void {
    if (series.running > this.to) return;
    const start = runningStart(series, trace.ys, this.from);
    if (start < 0) return;
    this.ctx.setLineDash(runningDash);
    this.ctx.beginPath();
    traceLine(this.ctx, trace, start, this.to);
    this.ctx.stroke();
  }

  private paintBars(series: DrawnSeries, trace: Trace, base: Float64Array | null, floor: number): void {
    const { ctx } = this;
    const room = barRoom(series, trace.interval);
    if (!room) {
      // Too narrow to be told apart: one area with the same outline.
      ctx.fillStyle = this.ink(series, series.fill);
      ctx.beginPath();
      traceArea(ctx, { ...trace, interpolation: 'step-after' }, base, floor, this.from, this.to);
      ctx.fill();
      return;
    }
    const { width, before } = room;
    for (const part of ['whole', 'running'] as const) {
      ctx.beginPath();
      const [first, last] =
        part === 'whole'
          ? [this.from, Math.min(this.to, series.running - 1)]
          : [Math.max(this.from, series.running), this.to];
      for (let i = first; i <= last; i++) {
        const y = trace.ys[i];
        if (Number.isNaN(y)) continue;
        const bottom = base ? base[i] : floor;
        ctx.rect(scratchX[i] + before, Math.min(y, bottom), width, Math.abs(bottom - y));
      }
      ctx.fillStyle = this.ink(series, part === 'whole' ? series.fill : series.fill * runningBar);
      ctx.fill();
      if (series.width <= 0) continue;
      ctx.strokeStyle = this.ink(series);
      ctx.lineWidth = series.width;
      ctx.stroke();
    }
  }

  private paintPoints(series: DrawnSeries, trace: Trace): void {
    if (series.points.length === 0) return;
    const { ctx } = this;
    ctx.fillStyle = this.ink(series);
    const radius = series.pointSize / 2;
    ctx.beginPath();
    for (const i of series.points) {
      const y = trace.ys[i];
      if (i < this.from || i > this.to || Number.isNaN(y)) continue;
      ctx.moveTo(scratchX[i] + radius, y);
      ctx.arc(scratchX[i], y, radius, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
}
