/** Numbers as Python writes them: graphite's names and tags are built with its formats. */
import { roundTo } from './roundTo.ts';

/** `repr` of a float: shortest digits, always with a point or an exponent (`10.0`, `1e+16`, `1e-05`). */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power < -4 || power >= 16) return `${digits}e${paddedExponent(power)}`;
  const text = decimalText(digits, power);
  return text.includes('.') ? text : `${text}.0`;
}

/** `%g`: so many significant digits, trailing zeros dropped (`0.1`, `1e+06`, `123457`). */
export function formatG(value: number, significant = 6): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [rounded, exponent] = exponential(value, Math.max(1, significant) - 1);
  const digits = rounded.replace(/\.?0+$/, '');
  const power = Number(exponent);
  return power < -4 || power >= Math.max(1, significant)
    ? `${digits}e${paddedExponent(power)}`
    : decimalText(digits, power);
}

/** `%e`: one digit before the point and so many behind it. */
export function formatE(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatG(value);
  const [digits, exponent] = exponential(value, decimals);
  return `${digits}e${paddedExponent(Number(exponent))}`;
}

/** Digits and exponent of a finite number. What lies just between two goes to the even one; toExponential takes the larger. */
function exponential(value: number, decimals: number): [digits: string, exponent: string] {
  const [digits, exponent] = value.toExponential(decimals).split('e') as [string, string];
  if (Number(digits.at(-1)) % 2 === 0) return [digits, exponent];
  // A hundred digits are all there are of a double that lies just between.
  const [exact, exactExponent] = value.toExponential(100).split('e') as [string, string];
  const kept = exact.length - 100 + decimals - (decimals === 0 ? 1 : 0);
  const between = /^50*$/.test(exact.slice(kept).replace('.', ''));
  return between && Number(exact[kept - 1]) % 2 === 0
    ? [exact.slice(0, kept), exactExponent]
    : [digits, exponent];
}

/** `%.2f` and the like: so many decimals, ties to even. */
export function formatF(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatG(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  // From here on toFixed writes exponents; all such doubles are whole numbers.
  if (size < 1e21) return sign + roundTo(size, decimals).toFixed(decimals);
  return `${sign}${BigInt(size)}${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`}`;
}

/** `%d` of a float: what stands before the point. */
export function formatD(value: number): string {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)).toString() : formatG(value);
}

/** A number as `str()` prints it: whole numbers written without a point in the target stay so. */
export function numberText(value: number, float: boolean): string {
  return float ? floatRepr(value) : BigInt(value).toString();
}

/** At least two digits, with a sign. */
function paddedExponent(power: number): string {
  return `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** `digits` (one before the point) times ten to the `power`, written out. */
function decimalText(digits: string, power: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const bare = digits.replace(/[-.]/g, '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${bare}`;
  const whole = bare.slice(0, power + 1).padEnd(power + 1, '0');
  const fraction = bare.slice(power + 1);
  return sign + whole + (fraction === '' ? '' : `.${fraction}`);
}
