/** Lines and areas through plotted values, in pixels. */

import { type Polyline, PolylineBuilder } from '../../view/scene/scene.ts';
import type { PlottedLane } from './plotted.ts';

/** A lane in pixels: corners of its line from left to right, gaps as y NaN. */
export interface Track {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

export interface TrackScale {
  xOf(seconds: number): number;
  /** NaN where a value has no place. */
  yOf(value: number): number;
}

/** Farther off than this nothing is seen, and numbers grow too large for those who draw. */
const FAR = 100_000;

/** A corner a value; in staircase mode two, at the value's start and at its end. */
export function trackOf(
  { start, step, values }: Omit<PlottedLane, 'lane'>,
  { xOf, yOf }: TrackScale,
  staircase: boolean,
): Track {
  const corners = staircase ? 2 : 1;
  const xs = new Float64Array(values.length * corners);
  const ys = new Float64Array(values.length * corners);
  for (let i = 0; i < values.length; i++) {
    const y = Math.min(FAR, Math.max(-FAR, yOf(values[i])));
    for (let corner = 0; corner < corners; corner++) {
      xs[i * corners + corner] = xOf(start + (i + corner) * step);
      ys[i * corners + corner] = y;
    }
  }
  return { xs, ys };
}

export interface TracedLine {
  readonly line: Polyline;
  /** Values with gaps on both sides, which a line between two values does not show; each a line without length. */
  readonly dots: Polyline;
}

export function traceLine({ xs, ys }: Track): TracedLine {
  const line = new PolylineBuilder();
  const dots = new PolylineBuilder();
  for (let i = 0; i < ys.length; i++) {
    if (Number.isNaN(ys[i])) continue;
    const begins = i === 0 || Number.isNaN(ys[i - 1]);
    const ends = i === ys.length - 1 || Number.isNaN(ys[i + 1]);
    if (begins && ends) {
      dots.moveTo(xs[i], ys[i]);
      dots.lineTo(xs[i] + 0.01, ys[i]);
    } else if (begins) line.moveTo(xs[i], ys[i]);
    else line.lineTo(xs[i], ys[i]);
  }
  return { line: line.build(), dots: dots.build() };
}

/**
 * Fills areas one after the other between a base line and their values, each only where those before it have not: as
 * if the first lay in front of the second. That is how stacks come to be seen as layers even where they are seen through.
 */
export class AreaFiller {
  private readonly above: Float64Array;
  private readonly below: Float64Array;

  /** `base` is the y of the value 0, `corners` the greatest length of a track. */
  constructor(base: number, corners: number) {
    this.above = new Float64Array(corners).fill(base);
    this.below = new Float64Array(corners).fill(base);
  }

  /** The part of the area of a track that is still free; from here on it is taken. */
  fill(track: Track): Polyline {
    const builder = new PolylineBuilder();
    fillSide(track, this.above, 1, builder);
    fillSide(track, this.below, -1, builder);
    for (let i = 0; i < track.ys.length; i++) {
      const y = track.ys[i];
      if (y < this.above[i]) this.above[i] = y;
      if (y > this.below[i]) this.below[i] = y;
    }
    return builder.build();
  }
}

/** Polygons between an edge and those parts of the track that lie above (`up` 1) or below it (-1). */
function fillSide({ xs, ys }: Track, edge: Float64Array, up: 1 | -1, builder: PolylineBuilder): void {
  // Pixels by which a corner lies beyond the edge.
  const beyond = (i: number) => (edge[i] - ys[i]) * up;
  let run: number[] = [];
  const end = () => {
    if (run.length >= 4) closePolygon(run, builder);
    run = [];
  };
  for (let i = 0; i < ys.length; i++) {
    if (Number.isNaN(ys[i])) {
      end();
      continue;
    }
    const here = beyond(i);
    const before = i > 0 && !Number.isNaN(ys[i - 1]) ? beyond(i - 1) : Number.NaN;
    if (here * before < 0) {
      const share = before / (before - here);
      const y = edge[i - 1] + (edge[i] - edge[i - 1]) * share;
      run.push(xs[i - 1] + (xs[i] - xs[i - 1]) * share, y, y);
    }
    if (here > 0) {
      // Where it rises out of the edge, the polygon begins at the edge.
      if (before === 0) run.push(xs[i - 1], ys[i - 1], edge[i - 1]);
      run.push(xs[i], ys[i], edge[i]);
    } else {
      if (before > 0 && here === 0) run.push(xs[i], ys[i], edge[i]);
      end();
    }
  }
  end();
}

/** Triples of x, y of the track and y of the edge: along the track and back along the edge. */
function closePolygon(run: readonly number[], builder: PolylineBuilder): void {
  builder.moveTo(run[0], run[1]);
  for (let i = 3; i < run.length; i += 3) builder.lineTo(run[i], run[i + 1]);
  for (let i = run.length - 3; i >= 0; i -= 3) builder.lineTo(run[i], run[i + 2]);
}
