/** Widths are rounded, so that a scroll bar that appears asks nothing anew. */
const widthStep = 40;

export interface PointWishes {
  /** Instead of one a pixel. */
  readonly maxDataPoints?: number | undefined;
  /** No finer step than this, seconds. */
  readonly minInterval?: number | undefined;
}

/** Values a series that a chart of `width` pixels has a use for over a range of so many seconds. */
export function pointsFor(
  width: number,
  seconds: number,
  { maxDataPoints, minInterval }: PointWishes,
): number {
  const points = maxDataPoints ?? Math.max(widthStep, Math.ceil(width / widthStep) * widthStep);
  return minInterval ? Math.max(1, Math.min(points, Math.floor(seconds / minInterval))) : points;
}
