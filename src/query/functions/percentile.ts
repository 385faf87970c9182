/**
 * The percentile of sorted numbers, of which there is at least one: n of a hundred of them, and one more, counted upwards.
 * It is the number of the next rank, or lies between two neighbours when interpolated. Graphite-web's definition.
 */
export function percentileOf(sorted: Float64Array, n: number, interpolate = false): number {
  const last = sorted.length;
  const position = (n / 100) * (last + 1);
  const rank = interpolate ? Math.floor(position) : Math.ceil(position);
  const value = sorted[Math.min(Math.max(rank, 1), last) - 1]!;
  if (!interpolate || rank < 1 || rank >= last) return value;
  return value + (position - rank) * (sorted[rank]! - value);
}
