/** How far integers, and their differences, lie apart: what the choice of an encoding is made from. */

export interface Spread {
  min: number;
  max: number;
  lowDelta: number;
  highDelta: number;
  /** Differences that are not zero. */
  changes: number;
  /** Sum of the differences' sizes. */
  path: number;
}

export function spread(): Spread {
  return { min: 0, max: 0, lowDelta: 0, highDelta: 0, changes: 0, path: 0 };
}

/** Up to this distance from the first integer, differences of differences fit 32 bits. */
const MAX_NEAR = 2 ** 29;

/** Measures `integers[0, count)`, count above 1. */
export function measureSpread(integers: Float64Array, count: number, into: Spread): void {
  // A walk that ends far from its beginning, as a fast counter does, need not be tried.
  if (Math.abs(integers[count - 1] - integers[0]) < MAX_NEAR && measureNear(integers, count, into)) return;
  measureFar(integers, count, into);
}

/**
 * On 32-bit integers, because their least and greatest are found without branches: in a page of sixteen values each of
 * these branches goes wrong two or three times, which takes longer than all else. False when they are too far apart.
 */
function measureNear(integers: Float64Array, count: number, into: Spread): boolean {
  const first = integers[0];
  let min = 0;
  let max = 0;
  let last = (integers[1] - first) | 0;
  let lowDelta = last;
  let highDelta = last;
  let same = 0;
  let path = 0.5;
  let previous = 0;
  let before = first;
  for (let i = 1; i < count; i++) {
    const integer = integers[i];
    path += Math.abs(integer - before);
    before = integer;
    const distance = integer - first;
    if (Math.abs(distance) >= MAX_NEAR) return false;
    last = distance | 0;
    const delta = (last - previous) | 0;
    previous = last;
    min ^= (min ^ last) & ((last - min) >> 31);
    max ^= (max ^ last) & ((max - last) >> 31);
    lowDelta ^= (lowDelta ^ delta) & ((delta - lowDelta) >> 31);
    highDelta ^= (highDelta ^ delta) & ((highDelta - delta) >> 31);
    same += ((delta | -delta) >>> 31) ^ 1;
  }
  into.min = first + min;
  into.max = first + max;
  into.lowDelta = lowDelta;
  into.highDelta = highDelta;
  into.changes = count - 1 - same;
  into.path = path - 0.5;
  return true;
}

function measureFar(integers: Float64Array, count: number, into: Spread): void {
  let previous = integers[0];
  let min = previous;
  let max = previous;
  let lowDelta = Infinity;
  let highDelta = -Infinity;
  let changes = 0;
  let path = 0;
  for (let i = 1; i < count; i++) {
    const integer = integers[i];
    const delta = integer - previous;
    previous = integer;
    path += Math.abs(delta);
    if (delta !== 0) changes++;
    if (integer < min) min = integer;
    if (integer > max) max = integer;
    if (delta < lowDelta) lowDelta = delta;
    if (delta > highDelta) highDelta = delta;
  }
  into.min = min;
  into.max = max;
  into.lowDelta = lowDelta;
  into.highDelta = highDelta;
  into.changes = changes;
  into.path = path;
}

const ROUNDER = 1.5 * 2 ** 52;
const MAX_INT = 2 ** 31;

/**
 * The greatest number that divides all differences of `integers[0, count)`, or 1 when it is below `least`; `path` as
 * measured. Mostly the third or fourth difference settles it.
 */
export function commonFactor(integers: Float64Array, count: number, path: number, least: number): number {
  let i = 1;
  while (i < count && integers[i] === integers[0]) i++;
  if (i === count) return 1;
  let previous = integers[i];
  let factor = Math.abs(previous - integers[0]);
  for (i++; i < count && factor >= least; i++) {
    const size = Math.abs(integers[i] - previous);
    previous = integers[i];
    // A division is exact for integers below 2^52: its result is an integer if and only if nothing remains.
    const quotient = size / factor;
    if (quotient + ROUNDER - ROUNDER === quotient) continue;
    factor = path < MAX_INT ? divisorOfSmall(factor | 0, size | 0) : divisorOfLarge(factor, size);
  }
  return factor < least ? 1 : factor;
}

function divisorOfSmall(a: number, b: number): number {
  let greater = a;
  let less = b;
  while (less > 0) {
    const rest = (greater % less) | 0;
    greater = less;
    less = rest;
  }
  return greater;
}

/** By division, since `%` of doubles is a call of C's fmod. */
function divisorOfLarge(a: number, b: number): number {
  let greater = a;
  let less = b;
  while (less > 0) {
    const rest = greater - Math.floor(greater / less) * less;
    greater = less;
    less = rest;
  }
  return greater;
}
