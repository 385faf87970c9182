/**
 * Doubles as decimals: the integers n and the least k with value = n / 10^k to the last bit, after ALP (Afroozeh,
 * Kuffó, Boncz: ALP: Adaptive Lossless floating-Point Compression, SIGMOD 2024). Values that are no such decimal are
 * exceptions, which are stored beside the others. Where a good part of the values are sums of decimals, they miss
 * n / 10^k by a few units in the last place: these *distances* are stored then.
 */
import { MAX_CHUNK_SLOTS, WORK_SLOTS } from './layout.ts';

/** Digits after the point that are tried; beyond, a value is taken for a true double. */
const MAX_DECIMALS = 9;
/** 16, since a nibble of a damaged chunk may say so. */
export const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, k) => Number(`1e${k}`));
/** Integers stay below this, so that differences of two, and of two differences, are exact. */
const MAX_INTEGER = 2 ** 51;
/** Adding and taking away 1.5 × 2^52 rounds a double below 2^51 to an integer, in two instructions. */
const ROUNDER = 1.5 * 2 ** 52;
/** So many values without need for more digits, and one that has it is an exception first. */
const SETTLED = 8;

/** What {@link scaleToIntegers} has found. */
export class Decimals {
  /** Digits after the point, k. */
  decimals = 0;
  /** The integers; for an exception that of a neighbour, so that it costs nothing. */
  readonly integers = new Float64Array(MAX_CHUNK_SLOTS);
  exceptions = 0;
  /** Places of the exceptions, rising. */
  readonly exceptionAt = new Uint16Array(MAX_CHUNK_SLOTS);
  /** Exceptions that more digits would have made decimals. */
  refused = 0;
  /** Units in the last place between the values and their decimals, if `hasDistances`. */
  readonly distances = new Float64Array(WORK_SLOTS);
  hasDistances = false;
  minDistance = 0;
  maxDistance = 0;
}

/**
 * Scales `values[0, count)` to integers. False when too many are no decimals. `everyDigit`: digits are added for any value that
 * needs them, even for one of hundreds.
 */
export function scaleToIntegers(
  values: Float64Array,
  count: number,
  everyDigit: boolean,
  into: Decimals,
): boolean {
  const { integers, exceptionAt } = into;
  let k = 0;
  let exceptions = 0;
  let refused = 0;
  /** The value from which on k digits are known to be needed. */
  let since = 0;
  let last = Number.NaN;
  let i = 0;
  into.hasDistances = false;
  // Integers first: they need no division.
  for (; i < count; i++) {
    const value = values[i];
    const integer = value + ROUNDER - ROUNDER;
    if (integer !== value || value >= MAX_INTEGER || value <= -MAX_INTEGER) break;
    if (value === 0 && 1 / value < 0) break;
    integers[i] = last = integer;
  }
  let power = 1;
  for (; i < count; i++) {
    const value = values[i];
    const scaled = value * power;
    const integer = scaled + ROUNDER - ROUNDER;
    if (
      integer / power === value &&
      integer < MAX_INTEGER &&
      integer > -MAX_INTEGER &&
      (value !== 0 || 1 / value > 0)
    ) {
      integers[i] = last = integer;
      continue;
    }
    const digits = digitsOf(value, k + 1);
    if (digits > 0 && (everyDigit || i - since < SETTLED) && growthFits(integers, i, digits - k)) {
      // The same decimals with more zeros: exact, since all stay below 2^51.
      const growth = POWERS_OF_TEN[digits - k];
      for (let j = 0; j < i; j++) integers[j] *= growth;
      last *= growth;
      k = digits;
      since = i;
      power = POWERS_OF_TEN[k];
      integers[i] = last = value * power + ROUNDER - ROUNDER;
      continue;
    }
    if (digits > 0) refused++;
    exceptionAt[exceptions++] = i;
    integers[i] = last;
    if (exceptions > 4 + (i >>> 2)) return false;
  }
  if (exceptions === count) return false;
  // Exceptions at the very beginning take the first integer.
  let first = 0;
  while (first < exceptions && exceptionAt[first] === first) first++;
  if (first > 0) integers.fill(integers[first], 0, first);
  into.decimals = k;
  into.exceptions = exceptions;
  into.refused = refused;
  return true;
}

/** The least number of digits from `least` on with which a value is a decimal; -1 when there is none. */
function digitsOf(value: number, least: number): number {
  // -0 has no integer.
  if (value === 0) return -1;
  for (let k = least; k <= MAX_DECIMALS; k++) {
    const power = POWERS_OF_TEN[k];
    const integer = value * power + ROUNDER - ROUNDER;
    if (integer >= MAX_INTEGER || integer <= -MAX_INTEGER) return -1;
    if (integer / power === value) return k;
  }
  return -1;
}

function growthFits(integers: Float64Array, count: number, digits: number): boolean {
  const limit = MAX_INTEGER / POWERS_OF_TEN[digits];
  for (let i = 0; i < count; i++) if (Math.abs(integers[i]) >= limit) return false;
  return true;
}

/** Distances further than this are exceptions. */
const MAX_DISTANCE = 100;
/** Below this an integer that is only near the scaled value is no accident: one in two hundred for a random double. */
const MAX_NEAR_INTEGER = 2 ** 40;
const SAMPLES = 6;
const TWO_32 = 2 ** 32;
const pair = new Float64Array(2);
const pairWords = new Uint32Array(pair.buffer);

/** Units in the last place from `decimal` to `value`; more than MAX_DISTANCE when they are far apart or differ in sign. */
function distanceBetween(value: number, decimal: number): number {
  pair[0] = value;
  pair[1] = decimal;
  return (pairWords[1] - pairWords[3]) * TWO_32 + pairWords[0] - pairWords[2];
}

/** The double that lies `distance` units in the last place from `decimal`. */
export function atDistance(decimal: number, distance: number): number {
  pair[0] = decimal;
  const low = pairWords[0] + distance;
  // Storing takes the sum modulo 2^32, and the carry goes into the upper half.
  pairWords[0] = low;
  if (low < 0) pairWords[1]--;
  else if (low >= TWO_32) pairWords[1]++;
  return pair[0];
}

/** As {@link scaleToIntegers} for values that are only near to decimals. False when they are not even that. */
export function scaleWithDistances(values: Float64Array, count: number, into: Decimals): boolean {
  const { integers, exceptionAt, distances } = into;
  let k = 0;
  for (let s = 0; s < SAMPLES; s++) {
    k = nearDigitsOf(values[Math.floor(((count - 1) * s) / (SAMPLES - 1))], k);
    if (k < 0) return false;
  }
  const power = POWERS_OF_TEN[k];
  let exceptions = 0;
  let last = 0;
  let min = 0;
  let max = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const integer = value * power + ROUNDER - ROUNDER;
    const distance = distanceBetween(value, integer / power);
    if (Math.abs(distance) > MAX_DISTANCE || Math.abs(integer) >= MAX_NEAR_INTEGER) {
      exceptionAt[exceptions++] = i;
      if (exceptions > 4 + (i >>> 3)) return false;
      integers[i] = last;
      distances[i] = 0;
      continue;
    }
    integers[i] = last = integer;
    distances[i] = distance;
    if (distance < min) min = distance;
    if (distance > max) max = distance;
  }
  into.decimals = k;
  into.exceptions = exceptions;
  into.refused = 0;
  into.hasDistances = true;
  into.minDistance = min;
  into.maxDistance = max;
  return true;
}

function nearDigitsOf(value: number, least: number): number {
  for (let k = least; k <= MAX_DECIMALS; k++) {
    const power = POWERS_OF_TEN[k];
    const integer = value * power + ROUNDER - ROUNDER;
    if (Math.abs(integer) >= MAX_NEAR_INTEGER) return -1;
    if (Math.abs(distanceBetween(value, integer / power)) <= 8) return k;
  }
  return -1;
}
