/** Python's `format % number`, for texts with one place for a number. */
import { floatRepr, formatD, formatE, formatF, formatG } from './pythonNumber.ts';
import { FunctionError } from './registry/defineFunction.ts';
import { shortened } from './shortened.ts';

/** Wider than this no field is useful. */
const MOST_WIDTH = 100;
/** Further decimals than a double has. */
const MOST_PRECISION = 20;

const PLACE = /%(?:%|([-+ 0]*)(\d*)(?:\.(\d*))?(.?))/gs;

/**
 * The text with the number at its place: `%d`, `%i` and `%u` (whole), `%f`, `%e`, `%g` (as floats), `%s` and `%r` (as Python prints
 * a float), with flags, width and precision; `%%` is a percent sign. A {@link FunctionError} for any other, none or several.
 */
export function pythonFormat(format: string, value: number): string {
  let places = 0;
  const text = format.replace(PLACE, (place, flags = '', width = '', precision?: string, type?: string) => {
    if (place === '%%') return '%';
    places++;
    const digits = precision === undefined ? undefined : Number(precision);
    if (Number(width) > MOST_WIDTH || (digits ?? 0) > MOST_PRECISION) {
      throw new FunctionError(`"${shortened(place)}" in "${shortened(format)}" is too wide`);
    }
    const written = converted(value, type ?? '', digits);
    if (written !== undefined) return padded(written, flags, Number(width), type !== 's' && type !== 'r');
    throw new FunctionError(
      `"${shortened(format)}" contains ${shortened(place)}, which no number can be written as`,
      'write %d, %.2f, %g or %s, and %% for a percent sign',
    );
  });
  if (places === 1) return text;
  throw new FunctionError(
    `"${shortened(format)}" has ${places} places for a value, and there has to be one`,
    'write %d, %.2f, %g or %s, and %% for a percent sign',
  );
}

/** The number without flags and width; undefined for a conversion that there is not. */
function converted(value: number, type: string, precision: number | undefined): string | undefined {
  switch (type) {
    case 'd':
    case 'i':
    case 'u':
      return precision === undefined ? formatD(value) : undefined;
    case 'f':
    case 'F':
      return formatF(value, precision ?? 6);
    case 'e':
      return formatE(value, precision ?? 6);
    case 'g':
      return formatG(value, precision);
    case 's':
    case 'r':
      return floatRepr(value).slice(0, precision);
    default:
      return undefined;
  }
}

/** Signs and zeros are for numbers alone, and zeros not for what stands on the left. */
function padded(written: string, flags: string, width: number, isNumber: boolean): string {
  const sign = isNumber && !written.startsWith('-') ? (/[+]/.exec(flags) ?? / /.exec(flags) ?? [''])[0] : '';
  const text = sign + written;
  if (flags.includes('-')) return text.padEnd(width);
  if (!isNumber || !flags.includes('0')) return text.padStart(width);
  const [, signed = '', digits = ''] = /^([-+ ]?)(.*)$/.exec(text) ?? [];
  return signed + digits.padStart(width - signed.length, '0');
}
