/** Numbers as text, straight into bytes: an answer of ten thousand points is mostly that. */

/** At most so many bytes are written by {@link putNumber}: `-1.2345678901234567e-308`. */
export const MAX_NUMBER_BYTES = 24;

/** `000102…99`. */
const PAIRS = Uint8Array.from(
  { length: 200 },
  (_, i) => 48 + (i % 2 === 0 ? Math.floor(i / 20) : (i >> 1) % 10),
);
const ZERO = 48;
const MINUS = 45;
const POINT = 46;
/** Below it every decimal of up to 15 digits is another double, so the digits found are the shortest ones. */
const FIFTEEN_DIGITS = 1e15;
const MILLION = 1_000_000;
const BILLION = 1_000_000_000;

/**
 * Writes a finite number as JavaScript prints it, the shortest text that reads back as the same double (-0 is `0`),
 * and returns where it ends. Whole numbers and those of at most six decimals are made of integers; most measured
 * values are such, and only the others need the engine's search for the shortest digits.
 */
export function putNumber(bytes: Uint8Array, at: number, value: number): number {
  let magnitude = value;
  let end = at;
  if (value < 0) {
    magnitude = -value;
    bytes[end++] = MINUS;
  }
  if (magnitude < FIFTEEN_DIGITS) {
    if (Math.floor(magnitude) === magnitude) return putWhole(bytes, end, magnitude);
    const millionths = Math.round(magnitude * MILLION);
    // The quotient of two exact integers is the double nearest to that decimal: if it is ours, so are the digits.
    if (millionths < FIFTEEN_DIGITS && millionths / MILLION === magnitude) {
      const whole = Math.floor(magnitude);
      return putFraction(bytes, putWhole(bytes, end, whole), millionths - whole * MILLION);
    }
  }
  const text = `${value}`;
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** Digits of an integer from 0 to 1e15. */
export function putWhole(bytes: Uint8Array, at: number, value: number): number {
  if (value < 2 ** 31) return putDigits(bytes, at, value | 0, digitCount(value | 0));
  const high = Math.floor(value / BILLION);
  const end = putDigits(bytes, at, high | 0, digitCount(high | 0));
  return putDigits(bytes, end, (value - high * BILLION) | 0, 9);
}

/** A point and the digits of millionths (1 to 999,999) without the zeros at the end. */
function putFraction(bytes: Uint8Array, at: number, millionths: number): number {
  bytes[at] = POINT;
  let end = putDigits(bytes, at + 1, millionths | 0, 6);
  while (bytes[end - 1] === ZERO) end--;
  return end;
}

/** Exactly `count` digits, zeros in front if need be, of a number below 2^31; two at a time. */
function putDigits(bytes: Uint8Array, at: number, value: number, count: number): number {
  let rest = value | 0;
  let i = at + count;
  while (i - 2 >= at) {
    const hundreds = (rest / 100) | 0;
    const pair = (rest - hundreds * 100) << 1;
    rest = hundreds;
    bytes[--i] = PAIRS[pair + 1]!;
    bytes[--i] = PAIRS[pair]!;
  }
  if (i > at) bytes[at] = ZERO + rest;
  return at + count;
}

function digitCount(value: number): number {
  if (value < 10_000) return value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4;
  if (value < MILLION) return value < 100_000 ? 5 : 6;
  if (value < 100_000_000) return value < 10_000_000 ? 7 : 8;
  return value < BILLION ? 9 : 10;
}
