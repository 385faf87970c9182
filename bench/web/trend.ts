/** Whether something grows. */
export interface Trend {
  /** Change of the value for one of the other. */
  readonly slope: number;
  /** Standard error of the slope: what is smaller than twice this cannot be told from nothing. */
  readonly error: number;
}

/** The straight line that fits best. At least three points, not all at the same place. */
export function trendOf(points: readonly (readonly [x: number, y: number])[]): Trend {
  const n = points.length;
  if (n < 3) throw new Error(`a trend needs three points or more, and there are ${n}`);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / (n - 2) / spread) };
}
