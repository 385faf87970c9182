/** The outline of a slice of a pie or ring. Angles are radians, clockwise from twelve o'clock. */
import type { Point, SliceCommand } from './scene.ts';

const TURN = 2 * Math.PI;

/** The point of a circle at an angle. */
export function onCircle(center: Point, radius: number, angle: number): Point {
  return { x: center.x + radius * Math.sin(angle), y: center.y - radius * Math.cos(angle) };
}

/** True for slices that go all the way round, which have no edges of their own. */
export function isWhole({ from, to }: Pick<SliceCommand, 'from' | 'to'>): boolean {
  return to - from > TURN - 1e-6;
}

/** The outline as the `d` of an SVG path; the hole of a ring goes the other way round. */
export function slicePathData(slice: SliceCommand): string {
  const { center, radius, inner = 0, from, to } = slice;
  const text = ({ x, y }: Point) => `${short(x)} ${short(y)}`;
  const arc = (r: number, begin: number, end: number) => {
    // An arc to its own start is nothing, so that whole circles go in two halves.
    const middle = (begin + end) / 2;
    const half = (until: number) =>
      `A${short(r)} ${short(r)} 0 0 ${end > begin ? 1 : 0} ${text(onCircle(center, r, until))}`;
    return half(middle) + half(end);
  };
  const start = text(onCircle(center, radius, from));
  const outer = `M${start}${arc(radius, from, to)}`;
  if (isWhole(slice)) {
    if (inner === 0) return `${outer}Z`;
    return `${outer}ZM${text(onCircle(center, inner, to))}${arc(inner, to, from)}Z`;
  }
  if (inner === 0) return `${outer}L${text(center)}Z`;
  return `${outer}L${text(onCircle(center, inner, to))}${arc(inner, to, from)}Z`;
}

/** A cubic Bézier curve from where the last one ended: two handles and its end. */
export type Curve = readonly [x1: number, y1: number, x2: number, y2: number, x: number, y: number];

/** An arc as curves of at most a quarter of a circle each; backwards when `to` is less than `from`. */
export function arcCurves(center: Point, radius: number, from: number, to: number): Curve[] {
  const count = Math.max(1, Math.ceil(Math.abs(to - from) / (Math.PI / 2) - 1e-9));
  const step = (to - from) / count;
  const reach = radius * (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: count }, (_, i): Curve => {
    const [a, b] = [from + i * step, from + (i + 1) * step];
    const [begin, end] = [onCircle(center, radius, a), onCircle(center, radius, b)];
    return [
      begin.x + reach * Math.cos(a),
      begin.y + reach * Math.sin(a),
      end.x - reach * Math.cos(b),
      end.y - reach * Math.sin(b),
      end.x,
      end.y,
    ];
  });
}

/** Hundredths are finer than anybody sees. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}
