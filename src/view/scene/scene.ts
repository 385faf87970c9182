/**
 * A picture as a short list of drawing commands, which every writer (SVG, and PNG by way of it, PDF) follows in the same
 * way. Lengths are pixels, x to the right and y downwards from the top left corner; one pixel is one point in a PDF.
 */
import type { Color } from './color.ts';
import type { FontStyle } from './fontStyle.ts';

/**
 * Lines as flat numbers, several parts in one: `x, y, x, y, …`. Commands of their own for every point would cost more
 * than everything else about a picture.
 */
export interface Polyline {
  readonly points: Float64Array;
  /** Index into `points` at which each part begins, the first (0) included. */
  readonly starts: readonly number[];
}

export interface Stroke {
  readonly color: Color;
  readonly width: number;
  /** Lengths of a dash and of the gap behind it; a solid line when absent. */
  readonly dash?: readonly [number, number];
  /** Round ends let a line without length show as a dot; otherwise ends are cut off. */
  readonly round?: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RectangleCommand extends Box {
  readonly kind: 'rectangle';
  readonly fill: Color;
  /** Radius of the corners. */
  readonly radius?: number;
}

export interface LineCommand {
  readonly kind: 'line';
  readonly line: Polyline;
  readonly stroke: Stroke;
}

/** Each part of `line` closed and filled. */
export interface AreaCommand {
  readonly kind: 'area';
  readonly line: Polyline;
  readonly fill: Color;
}

/** A slice of a pie: angles in radians, clockwise from twelve o'clock. */
export interface SliceCommand {
  readonly kind: 'slice';
  readonly center: Point;
  readonly radius: number;
  readonly from: number;
  readonly to: number;
  readonly fill: Color;
}

export interface TextCommand {
  readonly kind: 'text';
  readonly text: string;
  readonly font: FontStyle;
  /** Where the text begins on its baseline. */
  readonly x: number;
  readonly y: number;
  readonly color: Color;
  /** Degrees, clockwise around that point; 0 when absent. */
  readonly rotate?: number;
}

/** What is inside is seen within the box only. */
export interface ClipCommand {
  readonly kind: 'clip';
  readonly box: Box;
  readonly inside: readonly Command[];
}

export type Command = RectangleCommand | LineCommand | AreaCommand | SliceCommand | TextCommand | ClipCommand;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** What the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly commands: readonly Command[];
}

/** Gathers the points of a {@link Polyline}. */
export class PolylineBuilder {
  private points = new Float64Array(256);
  private used = 0;
  private readonly starts: number[] = [];

  /** Begins a new part. */
  moveTo(x: number, y: number): void {
    this.starts.push(this.used);
    this.add(x, y);
  }

  /** Goes on with the part; begins one when there is none. */
  lineTo(x: number, y: number): void {
    if (this.used === 0) this.moveTo(x, y);
    else this.add(x, y);
  }

  build(): Polyline {
    return { points: this.points.slice(0, this.used), starts: this.starts };
  }

  private add(x: number, y: number): void {
    if (this.used === this.points.length) {
      const larger = new Float64Array(this.points.length * 2);
      larger.set(this.points);
      this.points = larger;
    }
    this.points[this.used++] = x;
    this.points[this.used++] = y;
  }
}
