/**
 * From pixels of values to the vertices of lines and areas. Everything works on typed arrays and reuses its buffers: a
 * chart of hundreds of series allocates nothing for a point.
 */
import type { FieldConfig } from '../../schema/dashboard.ts';

/** What draws: a canvas' context, or a list in tests. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
}

/** One line or edge, in pixels. */
export interface Trace {
  /** x at every time of the table. */
  readonly xs: Float64Array;
  /** y at every time; NaN is a gap. */
  readonly ys: Float64Array;
  /** 0 where the line passes over a slot; null when it stops at every one. */
  readonly passes: Uint8Array | null;
  readonly interpolation: NonNullable<FieldConfig['interpolation']>;
  /** Width of the series' interval in pixels: steps are that wide. */
  readonly interval: number;
}

/** Vertices of one unbroken part of a line. */
class Vertices {
  xs = new Float64Array(1024);
  ys = new Float64Array(1024);
  count = 0;

  add(x: number, y: number): void {
    if (this.count === this.xs.length) {
      const [xs, ys] = [this.xs, this.ys];
      this.xs = new Float64Array(xs.length * 2);
      this.ys = new Float64Array(xs.length * 2);
      this.xs.set(xs);
      this.ys.set(ys);
    }
    this.xs[this.count] = x;
    this.ys[this.count++] = y;
  }
}

const upper = new Vertices();
const lower = new Vertices();
let tangents = new Float64Array(1024);

/** With more points than this in a pixel, only the outline of each pixel's column is drawn: the picture is the same. */
const densest = 2;

/**
 * Vertices after which a line is handed over to be painted. The cost of one path grows with the square of its edges where
 * nothing but the processor paints: 10 lines of 1,000 jumping values took 770 ms in one piece each, 60 ms in pieces.
 */
const pieceVertices = 32;

/**
 * Draws a line over the slots `from` to `to` (both included), broken at gaps. `flush` is called after each piece of it and
 * has to paint what was drawn so far; without it the line stays one path.
 */
export function traceLine(pen: Pen, trace: Trace, from: number, to: number, flush?: () => void): void {
  eachRun(trace.ys, null, trace.passes, from, to, (first, last) => {
    fillVertices(upper, trace, first, last);
    strokeVertices(pen, upper, trace.interpolation === 'smooth', true, flush);
  });
}

/** What an area needs to be painted in pieces that meet without a seam. */
export interface AreaPieces {
  /** Paints what was drawn so far. */
  flush(): void;
  /** The nearest place between two pixels of the screen: a piece that ends there covers whole pixels. */
  snap(x: number): number;
}

/** Slots of a piece of an area. */
const pieceSlots = 64;

/**
 * Draws the area between a line and a lower edge (`floor` where there is none of its own), broken where either is. With
 * `pieces` it is painted piece by piece, for the reason that lines are.
 */
export function traceArea(
  pen: Pen & { closePath(): void },
  trace: Trace,
  base: Float64Array | null,
  floor: number,
  from: number,
  to: number,
  pieces?: AreaPieces,
): void {
  const { xs, ys } = trace;
  const smooth = trace.interpolation === 'smooth';
  const tracePart = (first: number, last: number) => {
    fillVertices(upper, trace, first, last);
    if (upper.count === 0) return;
    strokeVertices(pen, upper, smooth, true);
    if (base) {
      fillVertices(lower, { ...trace, ys: base }, first, last);
      reverse(lower);
      strokeVertices(pen, lower, smooth, false);
    } else {
      pen.lineTo(upper.xs[upper.count - 1], floor);
      pen.lineTo(upper.xs[0], floor);
    }
    pen.closePath();
  };
  eachRun(ys, base, trace.passes, from, to, (first, last) => {
    // A curve, and steps that reach into their neighbours' slots, can't be cut without being seen.
    if (!pieces || trace.interpolation !== 'linear') {
      tracePart(first, last);
      return;
    }
    let start = first;
    let exactStart = xs[first];
    while (start < last) {
      let end = Math.min(last, start + pieceSlots);
      while (end < last && (Number.isNaN(ys[end]) || (base !== null && Number.isNaN(base[end])))) end++;
      const exactEnd = xs[end];
      if (end < last) xs[end] = pieces.snap(exactEnd);
      tracePart(start, end);
      pieces.flush();
      // The next piece begins where this one ended; after it the slot is back at its own place.
      xs[start] = exactStart;
      exactStart = exactEnd;
      start = end;
    }
  });
}

/** Calls `visit` with the first and last slot of each part without a gap. */
function eachRun(
  ys: Float64Array,
  base: Float64Array | null,
  passes: Uint8Array | null,
  from: number,
  to: number,
  visit: (first: number, last: number) => void,
): void {
  let first = -1;
  let last = -1;
  for (let i = from; i <= to; i++) {
    const gap = Number.isNaN(ys[i]) || (base !== null && Number.isNaN(base[i]));
    if (!gap) {
      if (first < 0) first = i;
      last = i;
    } else if (passes?.[i] !== 0 && first >= 0) {
      visit(first, last);
      first = -1;
    }
  }
  if (first >= 0) visit(first, last);
}

function fillVertices(vertices: Vertices, trace: Trace, first: number, last: number): void {
  vertices.count = 0;
  const { xs } = trace;
  const dense = last - first > densest * Math.max(1, xs[last] - xs[first]);
  if (dense) fillDense(vertices, trace, first, last);
  else if (trace.interpolation === 'step-after' || trace.interpolation === 'step-before')
    fillSteps(vertices, trace, first, last);
  else {
    const { ys } = trace;
    for (let i = first; i <= last; i++) if (!Number.isNaN(ys[i])) vertices.add(xs[i], ys[i]);
  }
}

/**
 * First, least, greatest and last value of each pixel's column, in the order in which they come. What lies between them
 * would only colour pixels that are coloured already.
 */
function fillDense(vertices: Vertices, { xs, ys }: Trace, first: number, last: number): void {
  let column = Number.NaN;
  let firstAt = -1;
  let lastAt = -1;
  let leastAt = -1;
  let greatestAt = -1;
  const flush = () => {
    if (firstAt < 0) return;
    vertices.add(xs[firstAt], ys[firstAt]);
    const [a, b] = leastAt < greatestAt ? [leastAt, greatestAt] : [greatestAt, leastAt];
    if (a !== firstAt && a !== lastAt) vertices.add(xs[a], ys[a]);
    if (b !== firstAt && b !== lastAt && b !== a) vertices.add(xs[b], ys[b]);
    if (lastAt !== firstAt) vertices.add(xs[lastAt], ys[lastAt]);
  };
  for (let i = first; i <= last; i++) {
    const y = ys[i];
    if (Number.isNaN(y)) continue;
    const at = Math.floor(xs[i]);
    if (at !== column) {
      flush();
      column = at;
      firstAt = leastAt = greatestAt = i;
    } else {
      if (y < ys[leastAt]) leastAt = i;
      if (y > ys[greatestAt]) greatestAt = i;
    }
    lastAt = i;
  }
  flush();
}

/** A value of the interval that begins at its time holds until the next one, the last of a part for a whole interval. */
function fillSteps(vertices: Vertices, trace: Trace, first: number, last: number): void {
  const { xs, ys, interpolation, interval } = trace;
  const after = interpolation === 'step-after';
  let previous = -1;
  for (let i = first; i <= last; i++) {
    if (Number.isNaN(ys[i])) continue;
    if (previous < 0 && !after) vertices.add(xs[i] - interval, ys[i]);
    if (previous >= 0) {
      if (after) vertices.add(xs[i], ys[previous]);
      else vertices.add(xs[previous], ys[i]);
    }
    vertices.add(xs[i], ys[i]);
    previous = i;
  }
  if (previous >= 0 && after) vertices.add(xs[previous] + interval, ys[previous]);
}

function reverse({ xs, ys, count }: Vertices): void {
  for (let a = 0, b = count - 1; a < b; a++, b--) {
    [xs[a], xs[b]] = [xs[b], xs[a]];
    [ys[a], ys[b]] = [ys[b], ys[a]];
  }
}

function strokeVertices(
  pen: Pen,
  vertices: Vertices,
  smooth: boolean,
  begin: boolean,
  flush?: () => void,
): void {
  const { xs, ys, count } = vertices;
  if (count === 0) return;
  if (begin) pen.moveTo(xs[0], ys[0]);
  else pen.lineTo(xs[0], ys[0]);
  if (!smooth || count < 3) {
    for (let i = 1; i < count; i++) {
      pen.lineTo(xs[i], ys[i]);
      if (!flush || i % pieceVertices !== 0) continue;
      flush();
      pen.moveTo(xs[i], ys[i]);
    }
    return;
  }
  findTangents(vertices);
  for (let i = 1; i < count; i++) {
    const third = (xs[i] - xs[i - 1]) / 3;
    pen.bezierCurveTo(
      xs[i - 1] + third,
      ys[i - 1] + third * tangents[i - 1],
      xs[i] - third,
      ys[i] - third * tangents[i],
      xs[i],
      ys[i],
    );
  }
}

/**
 * Slopes at the vertices of a curve that never overshoots: between two values it stays between them (Fritsch and Carlson,
 * "Monotone piecewise cubic interpolation", 1980, with the harmonic mean of the neighbouring slopes).
 */
function findTangents({ xs, ys, count }: Vertices): void {
  if (tangents.length < count) tangents = new Float64Array(xs.length);
  const slope = (i: number) => {
    const width = xs[i + 1] - xs[i];
    return width === 0 ? 0 : (ys[i + 1] - ys[i]) / width;
  };
  tangents[0] = slope(0);
  tangents[count - 1] = slope(count - 2);
  for (let i = 1; i < count - 1; i++) {
    const before = slope(i - 1);
    const after = slope(i);
    if (before * after <= 0) {
      tangents[i] = 0;
      continue;
    }
    const left = Math.abs(xs[i] - xs[i - 1]);
    const right = Math.abs(xs[i + 1] - xs[i]);
    tangents[i] = (3 * (left + right)) / ((2 * right + left) / before + (right + 2 * left) / after);
  }
}
