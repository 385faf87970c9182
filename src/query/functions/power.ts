/**
 * A number to the power of another, as C's `pow`; absent (NaN) where one of them is, and where the answer is no real
 * number or too great for one.
 */
export function power(base: number, exponent: number): number {
  // To JavaScript anything to the power of 0 is 1, NaN included, and 1 to an infinite power is NaN.
  if (Number.isNaN(base) || Number.isNaN(exponent)) return Number.NaN;
  if (Math.abs(base) === 1 && !Number.isFinite(exponent)) return 1;
  const result = base ** exponent;
  const finite = Number.isFinite(base) && Number.isFinite(exponent);
  return finite && !Number.isFinite(result) ? Number.NaN : result;
}
