/**
 * Rounds to six decimals as Python's `round(x, 6)` does: to the nearest decimal of the exact double, ties to even.
 * NaN stays NaN.
 */
export function roundTo6(value: number): number {
  const millionths = value * 1e6;
  const fraction = Math.abs(millionths) % 1;
  // Below 2^42 the product is off by less than 2^-11, so clear of .5 by a thousandth it rounds the right way, and a
  // quotient of two exact integers is the nearest double.
  if (Math.abs(millionths) < 2 ** 42 && Math.abs(fraction - 0.5) > 0.001) return Math.round(millionths) / 1e6;
  // Larger than this a double has too few bits left for six decimals.
  if (!(Math.abs(value) < 2 ** 53)) return value;
  // Exactly half-way lie only odd multiples of 2^-7: then take the even neighbour; else toFixed rounds exactly.
  const eighths = value * 128;
  if (Number.isInteger(eighths) && eighths % 2 !== 0) {
    const below = Math.floor(millionths);
    return (below % 2 === 0 ? below : below + 1) / 1e6;
  }
  return Number(value.toFixed(6));
}
