import type { Pen } from '../../chart/paths.ts';
import { type Polyline, PolylineBuilder } from '../../scene/scene.ts';

/** Pixels that a straight piece of a curve is long at most, about. */
const PIECE = 3;
const MOST_PIECES = 24;

/** Draws lines and areas into a {@link Polyline}. Curves become straight pieces that nobody tells from them. */
export class ScenePen implements Pen {
  private readonly builder = new PolylineBuilder();
  private x = 0;
  private y = 0;
  private empty = true;

  moveTo(x: number, y: number): void {
    this.builder.moveTo(x, y);
    this.at(x, y);
  }

  lineTo(x: number, y: number): void {
    this.builder.lineTo(x, y);
    this.at(x, y);
  }

  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    const { x: fromX, y: fromY } = this;
    const length = Math.hypot(x - fromX, y - fromY);
    const pieces = Math.max(1, Math.min(MOST_PIECES, Math.ceil(length / PIECE)));
    for (let i = 1; i <= pieces; i++) {
      const t = i / pieces;
      this.lineTo(cubic(fromX, x1, x2, x, t), cubic(fromY, y1, y2, y, t));
    }
  }

  /** Areas close their parts themselves. */
  closePath(): void {}

  /** Null when nothing was drawn. */
  build(): Polyline | null {
    return this.empty ? null : this.builder.build();
  }

  private at(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.empty = false;
  }
}

function cubic(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
