/** Numbers as Python writes them: graphite's names and tags are built with its formats. */

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

/** `%g`: six significant digits, trailing zeros dropped (`0.1`, `1e+06`, `123457`). */
export function formatG(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [rounded, exponent] = value.toExponential(5).split('e') as [string, string];
  const digits = rounded.replace(/\.?0+$/, '');
  const power = Number(exponent);
  return power < -4 || power >= 6 ? `${digits}e${paddedExponent(power)}` : decimalText(digits, power);
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
