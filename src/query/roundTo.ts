/** Further decimals than any double has, or than toFixed writes, need no rounding. */
const MAX_DECIMALS = 100;
/** Powers of ten up to this one are exact as doubles. */
const EXACT_POWER = 22;

/**
 * Rounds as Python's `round(x, digits)` does: to the nearest decimal of the exact double, ties to even. Negative
 * digits round to tens, hundreds and so on. NaN stays NaN.
 */
export function roundTo(value: number, digits: number): number {
  const size = Math.abs(value);
  if (digits < 0) return Number.isFinite(size) ? signed(roundToUnit(size, 10 ** -digits), value) : value;
  // From here on all doubles are whole numbers.
  if (!(size < 2 ** 53) || digits > MAX_DECIMALS) return value;
  return signed(roundDecimals(size, digits), value);
}

function signed(size: number, value: number): number {
  return value < 0 ? -size : size;
}

function roundDecimals(size: number, digits: number): number {
  const power = 10 ** digits;
  const scaled = size * power;
  // Below 2^42 the product is off by less than 2^-11, so clear of .5 by a thousandth it rounds the right way, and the
  // quotient of two exact integers is the nearest double.
  if (digits <= EXACT_POWER && scaled < 2 ** 42 && Math.abs((scaled % 1) - 0.5) > 0.001) {
    return Math.round(scaled) / power;
  }
  const text = size.toFixed(digits);
  return Number(isTie(size, digits) ? evenDecimal(text) : text);
}

/** Half-way between two decimals, exactly, lie only odd multiples of a power of two. */
function isTie(size: number, digits: number): boolean {
  const parts = size * 2 ** (digits + 1);
  return Number.isInteger(parts) && parts % 2 !== 0;
}

/** The neighbour whose last digit is even; toFixed gives the greater one. */
function evenDecimal(text: string): string {
  const last = Number(text.at(-1));
  return last % 2 === 0 ? text : `${text.slice(0, -1)}${last - 1}`;
}

/** Exact as long as the unit is: remainders are, and a size that is many units long has none. */
function roundToUnit(size: number, unit: number): number {
  const rest = size % unit;
  const below = size - rest;
  if (rest < unit / 2) return below;
  if (rest > unit / 2) return below + unit;
  return (below / unit) % 2 === 0 ? below : below + unit;
}
