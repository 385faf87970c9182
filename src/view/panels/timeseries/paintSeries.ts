import type { Drawing, DrawnSeries } from '../../chart/drawing.ts';
import { type Geometry, heightsOf } from '../../chart/geometry.ts';
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
} from '../../chart/looks.ts';
import { type Trace, traceArea, traceLine } from '../../chart/paths.ts';
import { fade } from '../../scene/color.ts';
import type { Command, Polyline, Stroke } from '../../scene/scene.ts';
import { areaWithin, bandsOf, lineWithin } from './bands.ts';
import { ScenePen } from './scenePen.ts';

/** Lines of this width and less never reach further into a neighbouring band. */
const REACH = 2;

/** The series of a drawing, the lowest first, as commands within its plot. */
export function paintSeries(drawing: Drawing, geometry: Geometry): Command[] {
  const { times, span } = drawing;
  const { from, to } = seenSlots(drawing);
  if (to < from) return [];
  const perSecond = geometry.plot.width / (span.until - span.from);
  const xs = times.map((time) => geometry.plot.x + (time - span.from) * perSecond);
  const slots: Slots = { xs, from, to, perSecond };
  return drawing.order.flatMap((index) =>
    new SeriesWriter(drawing.series[index], drawing, geometry, slots).write(),
  );
}

interface Slots {
  readonly xs: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly perSecond: number;
}

class SeriesWriter {
  private readonly series: DrawnSeries;
  private readonly drawing: Drawing;
  private readonly geometry: Geometry;
  private readonly slots: Slots;
  private readonly trace: Trace;
  private readonly floor: number;
  private readonly base: Float64Array | null;
  private readonly out: Command[] = [];

  constructor(series: DrawnSeries, drawing: Drawing, geometry: Geometry, slots: Slots) {
    this.series = series;
    this.drawing = drawing;
    this.geometry = geometry;
    this.slots = slots;
    this.trace = {
      xs: slots.xs,
      ys: this.heights(series.plotted),
      passes: series.passes,
      interpolation: series.interpolation,
      interval: series.step * slots.perSecond,
    };
    this.floor = floorOf(series, drawing, geometry);
    this.base = series.base && this.heights(series.base);
  }

  write(): Command[] {
    this.ribbon();
    if (this.series.style === 'bars') this.bars();
    else {
      this.area();
      this.line();
    }
    this.points();
    return this.out;
  }

  private heights(values: Float64Array): Float64Array {
    const { axis } = this.drawing.axes[this.series.axis];
    return heightsOf(this.geometry, axis, values, new Float64Array(values.length));
  }

  private lineInk(alpha?: number): Ink {
    return lineInk(this.series, this.drawing, this.geometry, alpha);
  }

  private ribbon(): void {
    const { ribbon, color, source } = this.series;
    if (!ribbon) return;
    const steps = source.config.interpolation?.startsWith('step');
    const edge: Trace = {
      ...this.trace,
      ys: this.heights(ribbon.high),
      interpolation: steps ? this.trace.interpolation : 'linear',
    };
    const ink = { color: fade(color, ribbonAlpha) };
    this.fill(this.traced(edge, this.heights(ribbon.low), 0, this.slots.to), ink);
  }

  private area(): void {
    const { fill, running } = this.series;
    if (fill <= 0) return;
    const outline = this.traced(this.trace, this.base, this.floor, Math.min(this.slots.to, running - 1));
    this.fill(outline, areaInk(this.series, this.drawing, this.geometry));
  }

  private line(): void {
    const { width, dash, running } = this.series;
    if (width <= 0) return;
    const { from, to } = this.slots;
    const look = {
      width,
      ...(dash.length > 0 ? { dash } : {}),
      // Dots are dashes without length: only round ends let them show.
      ...(dash[0] === 0 ? { round: true } : {}),
    };
    this.stroke(this.lined(from, Math.min(to, running - 1)), this.lineInk(), look);
    if (running > to) return;
    const start = runningStart(this.series, this.trace.ys, from);
    if (start >= 0) this.stroke(this.lined(start, to), this.lineInk(), { width, dash: runningDash });
  }

  private bars(): void {
    const { series, trace, slots } = this;
    const room = barRoom(series, trace.interval);
    if (!room) {
      // Too narrow to be told apart: one area with the same outline.
      const steps: Trace = { ...trace, interpolation: 'step-after' };
      this.fill(this.traced(steps, this.base, this.floor, slots.to), this.lineInk(series.fill));
      return;
    }
    const whole = Math.min(slots.to, series.running - 1);
    this.barsOf(slots.from, whole, room, series.fill);
    this.barsOf(Math.max(slots.from, series.running), slots.to, room, series.fill * runningBar);
  }

  private barsOf(
    first: number,
    last: number,
    { width, before }: { readonly width: number; readonly before: number },
    alpha: number,
  ): void {
    const pen = new ScenePen();
    for (let i = first; i <= last; i++) {
      const y = this.trace.ys[i];
      const bottom = this.base ? this.base[i] : this.floor;
      if (Number.isNaN(y) || Number.isNaN(bottom)) continue;
      const x = this.slots.xs[i] + before;
      pen.moveTo(x, y);
      pen.lineTo(x + width, y);
      pen.lineTo(x + width, bottom);
      pen.lineTo(x, bottom);
      pen.lineTo(x, y);
    }
    const outline = pen.build();
    this.fill(outline, this.lineInk(alpha));
    if (this.series.width > 0) this.stroke(outline, this.lineInk(), { width: this.series.width });
  }

  private points(): void {
    const { points, pointSize } = this.series;
    const pen = new ScenePen();
    for (const i of points) {
      const [x, y] = [this.slots.xs[i], this.trace.ys[i]];
      if (i < this.slots.from || i > this.slots.to || Number.isNaN(y)) continue;
      pen.moveTo(x, y);
      pen.lineTo(x, y);
    }
    this.stroke(pen.build(), this.lineInk(), { width: pointSize, round: true });
  }

  private traced(trace: Trace, base: Float64Array | null, floor: number, to: number): Polyline | null {
    const pen = new ScenePen();
    traceArea(pen, trace, base, floor, this.slots.from, to);
    return pen.build();
  }

  private lined(from: number, to: number): Polyline | null {
    const pen = new ScenePen();
    traceLine(pen, this.trace, from, to);
    return pen.build();
  }

  private fill(line: Polyline | null, ink: Ink): void {
    if (!line) return;
    if ('color' in ink) {
      this.out.push({ kind: 'area', line, fill: ink.color });
      return;
    }
    for (const { top, bottom, color } of bandsOf(ink.ramp, this.geometry.plot)) {
      const part = areaWithin(line, top, bottom);
      if (part) this.out.push({ kind: 'area', line: part, fill: color });
    }
  }

  private stroke(line: Polyline | null, ink: Ink, look: Omit<Stroke, 'color'>): void {
    if (!line) return;
    if ('color' in ink) {
      this.out.push({ kind: 'line', line, stroke: { ...look, color: ink.color } });
      return;
    }
    const { plot } = this.geometry;
    const reach = REACH + look.width;
    // A dash begins anew with each piece: a dashed line is drawn whole in every band.
    const whole = look.dash !== undefined;
    for (const { top, bottom, color } of bandsOf(ink.ramp, plot)) {
      const part = whole ? line : lineWithin(line, top - reach, bottom + reach);
      if (!part) continue;
      this.out.push({
        kind: 'clip',
        box: { x: plot.x - reach, y: top, width: plot.width + 2 * reach, height: bottom - top },
        inside: [{ kind: 'line', line: part, stroke: { ...look, color } }],
      });
    }
  }
}
