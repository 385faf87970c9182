/**
 * Rounds to six decimals as Python's `round(x, 6)` does: to the nearest decimal of the exact double, ties to even.
 * NaN stays NaN.
 */
export function roundTo6(value: number): number {
  const size = Math.abs(value);
  // From here on neighbouring doubles are further apart than two millionths: the nearest decimal reads back as the same.
  if (!(size < 2 ** 33)) return value;
  const millionths = size * 1e6;
  const fraction = millionths % 1;
  let rounded: number;
  // Below 2^42 the product is off by less than 2^-11, so clear of .5 by a thousandth it rounds the right way, and the
  // quotient of two exact integers is the nearest double.
  if (millionths < 2 ** 42 && Math.abs(fraction - 0.5) > 0.001) rounded = Math.round(millionths) / 1e6;
  else if (isTie(size)) rounded = evenNeighbour(size);
  else rounded = Number(size.toFixed(6));
  return value < 0 ? -rounded : rounded;
}

/** Half-way between two millionths, exactly, lie only odd multiples of 2^-7. */
function isTie(size: number): boolean {
  const parts = size * 128;
  return Number.isInteger(parts) && parts % 2 !== 0;
}

function evenNeighbour(size: number): number {
  const whole = Math.trunc(size);
  const below = Math.floor((size - whole) * 1e6);
  return (whole * 1e6 + (below % 2 === 0 ? below : below + 1)) / 1e6;
}
