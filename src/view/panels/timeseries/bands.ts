/** Colours that change with the height, as bands of one colour each: what every writer can draw. */
import type { Ramp } from '../../chart/looks.ts';
import { type Color, mix, sameColor } from '../../scene/color.ts';
import { type Box, type Polyline, PolylineBuilder } from '../../scene/scene.ts';

export interface Band {
  /** Whole pixels, so that neighbours show no seam. */
  readonly top: number;
  readonly bottom: number;
  readonly color: Color;
}

/** Bands of a ramp at most, about; more can't be told apart. */
const MOST_BANDS = 40;

/** The bands of a ramp over a plot, from above; together they cover more than its height. */
export function bandsOf(ramp: Ramp, { y, height }: Pick<Box, 'y' | 'height'>): Band[] {
  const at = (share: number) => Math.round(y + share * height);
  const bands: Band[] = [];
  const add = (top: number, bottom: number, color: Color) => {
    if (bottom <= top) return;
    const last = bands.at(-1);
    if (last && sameColor(last.color, color)) bands[bands.length - 1] = { ...last, bottom };
    else bands.push({ top, bottom, color });
  };
  const pairs = Math.max(1, ramp.length - 1);
  const [first, last] = [ramp[0], ramp[ramp.length - 1]];
  // A line at an edge of the plot is half outside.
  add(at(0) - 4, at(first[0]), first[1]);
  for (let i = 0; i + 1 < ramp.length; i++) {
    const [[from, above], [to, below]] = [ramp[i], ramp[i + 1]];
    const [top, bottom] = [at(from), at(to)];
    const most = Math.max(1, Math.floor(MOST_BANDS / pairs));
    const parts = sameColor(above, below) ? 1 : Math.max(1, Math.min(most, Math.floor((bottom - top) / 2)));
    for (let part = 0; part < parts; part++) {
      const edge = (of: number) => Math.round(top + ((bottom - top) * of) / parts);
      add(edge(part), edge(part + 1), mix(above, below, (part + 0.5) / parts));
    }
  }
  add(at(last[0]), at(1) + 4, last[1]);
  return bands;
}

/** What of closed parts lies between two heights; null when nothing does (Sutherland and Hodgman's cutting, at two lines). */
export function areaWithin(line: Polyline, top: number, bottom: number): Polyline | null {
  const builder = new PolylineBuilder();
  let some = false;
  for (const points of partsOf(line)) {
    const below = cutAt(points, (y) => y >= top, top);
    const inside = cutAt(below, (y) => y <= bottom, bottom);
    for (let i = 0; i < inside.length; i += 2) {
      if (i === 0) builder.moveTo(inside[0], inside[1]);
      else builder.lineTo(inside[i], inside[i + 1]);
      some = true;
    }
  }
  return some ? builder.build() : null;
}

function cutAt(points: ArrayLike<number>, keeps: (y: number) => boolean, edge: number): number[] {
  const kept: number[] = [];
  const count = points.length;
  for (let i = 0; i < count; i += 2) {
    const before = (i + count - 2) % count;
    const [x1, y1, x2, y2] = [points[before], points[before + 1], points[i], points[i + 1]];
    if (keeps(y1) !== keeps(y2)) kept.push(x1 + ((x2 - x1) * (edge - y1)) / (y2 - y1), edge);
    if (keeps(y2)) kept.push(x2, y2);
  }
  return kept;
}

/** The pieces of a line that reach between two heights; null when none does. They go on outside: the caller clips them. */
export function lineWithin(line: Polyline, top: number, bottom: number): Polyline | null {
  const builder = new PolylineBuilder();
  let some = false;
  for (const points of partsOf(line)) {
    let drawing = false;
    for (let i = 2; i < points.length; i += 2) {
      const [y1, y2] = [points[i - 1], points[i + 1]];
      const reaches = Math.max(y1, y2) >= top && Math.min(y1, y2) <= bottom;
      if (reaches && !drawing) builder.moveTo(points[i - 2], y1);
      if (reaches) builder.lineTo(points[i], y2);
      drawing = reaches;
      some ||= reaches;
    }
  }
  return some ? builder.build() : null;
}

function partsOf({ points, starts }: Polyline): Float64Array[] {
  return starts.map((start, i) => points.subarray(start, starts[i + 1] ?? points.length));
}
