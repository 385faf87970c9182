/**
 * A picture as a short list of drawing commands, which every writer (the browser, SVG, and PNG by way of it, PDF) follows in
 * the same way. Lengths are pixels, x to the right and y downwards from the top left corner; one pixel is one point in a PDF.
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
  /** Lengths of dashes and of the gap behind each; a solid line when absent. */
  readonly dash?: readonly number[];
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

/** A rectangle whose colour changes from one edge to the other. */
export interface GradientCommand extends Box {
  readonly kind: 'gradient';
  /** Towards which edge `stops` go. */
  readonly towards: 'right' | 'top';
  /** Two or more, `at` ascending within 0..1. Two of the same place are a hard edge. */
  readonly stops: readonly GradientStop[];
  /** Radius of the corners. */
  readonly radius?: number;
}

export interface GradientStop {
  readonly at: number;
  /** Nothing shines through a gradient: its alpha is 1. */
  readonly color: Color;
}

/** A slice of a pie, or of a ring: angles in radians, clockwise from twelve o'clock. */
export interface SliceCommand {
  readonly kind: 'slice';
  readonly center: Point;
  readonly radius: number;
  /** Radius of the hole in the middle; none when absent. */
  readonly inner?: number;
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

/** What is inside counts from another corner: a picture within a picture. The browser shows panels one by one and has none. */
export interface MoveCommand {
  readonly kind: 'move';
  /** Whole pixels, so that what is sharp stays sharp. */
  readonly x: number;
  readonly y: number;
  readonly inside: readonly Command[];
}

/**
 * A grid of many small rectangles, filled without anything between. Their edges are whole pixels (see `cellEdges`), so that
 * no seams show.
 */
export interface CellsCommand {
  readonly kind: 'cells';
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  /** At most 65,535 colours. */
  readonly palette: readonly Color[];
  /** Row after row from the upper left: 0 is empty, anything else one more than the colour's place in `palette`. */
  readonly cells: Uint16Array;
  /** What a cell says to whoever points at it; missing where cells are for looking at only. */
  readonly markAt?: (column: number, row: number) => Mark | null;
}

/** What is said of a part of a picture to whoever points at it or comes to it by keyboard. */
export interface Mark {
  /** Tells the part from all others of the picture, and is the same after every refresh. */
  readonly key: string;
  /** In full, where the picture had room for less. */
  readonly label: string;
  readonly value?: string;
  /** The value as a number, and its time (seconds since 1970), for links that ask for them. */
  readonly raw?: number;
  readonly time?: number;
  readonly color?: Color;
  /** Address that it leads to. */
  readonly href?: string;
  readonly details?: readonly MarkDetail[];
  /** Key of the series that it belongs to: links of that series belong to the part as well. */
  readonly series?: string;
}

export interface MarkDetail {
  readonly name: string;
  readonly value: string;
  readonly color?: Color;
}

/** Says what `inside` is. Pictures without a pointer draw what is inside, and nothing else. */
export interface MarkCommand {
  readonly kind: 'mark';
  readonly mark: Mark;
  /** Around what is inside; a frame is drawn here when it has the focus. */
  readonly box: Box;
  /** True: only what is drawn can be pointed at, such as a slice. Otherwise the whole box. */
  readonly byShape?: boolean;
  readonly inside: readonly Command[];
}

export type Command =
  | RectangleCommand
  | GradientCommand
  | LineCommand
  | AreaCommand
  | SliceCommand
  | TextCommand
  | ClipCommand
  | MoveCommand
  | CellsCommand
  | MarkCommand;

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
