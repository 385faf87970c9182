/**
 * Packing of integers 0 … range - 1 in fractions of a bit. Four hundred different values need 8.65 bits; a plane of 9
 * wastes 4 %. So a value may be split into a digit (its upper part, below some radix) and low bits: the digits of two,
 * three or five values make one number, in one plane, and the low bits lie in a second plane.
 *
 * Bytes: a descriptor (bits 0-5 low bits, bits 6-7 {@link GROUPS} index), with groups the radix as a varint, with
 * groups the plane of numbers, then the plane of low bits. Low bits above 32 (only without groups) are two planes.
 */
import { bitsFor, POWERS_OF_TWO, packPlane, planeBytes, unpackPlane } from './bitPlane.ts';
import { WORK_SLOTS } from './layout.ts';
import { type Cursor, varintBytes, writeVarint } from './varint.ts';

/** Values whose digits share a number. */
const GROUPS = [1, 2, 3, 5] as const;
/** Bits that a digit may have at the most, so that a number stays below 2^31. */
const DIGIT_BITS = [0, 15, 10, 6] as const;
/** Grouping must save so many bits, and a fiftieth: less is not worth the slower decoding. */
const LEAST_SAVING = 32;
/** It saves less than a bit a value. */
const LEAST_FOR_GROUPS = 40;
/** Differences of differences of integers below 2^51 take so many. */
const MAX_LOW_BITS = 53;
const TWO_32 = 2 ** 32;

const numbers = new Float64Array(WORK_SLOTS);
const lows = new Float64Array(WORK_SLOTS);

// The packing that choosePacking has chosen.
let lowBits = 0;
let group = 0;
let radix = 0;

/**
 * Chooses the packing of `count` integers below `range` for {@link writePacked} and returns its bytes. `besideBits` are
 * what the chunk holds beside them.
 */
export function choosePacking(range: number, count: number, besideBits: number): number {
  const width = bitsFor(range - 1);
  lowBits = width;
  group = 0;
  let best = count * width;
  if (width <= 32 && count >= LEAST_FOR_GROUPS) {
    for (let g = 1; g < GROUPS.length; g++) {
      const low = Math.max(0, width - DIGIT_BITS[g]);
      const digits = Math.floor((range - 1) / POWERS_OF_TWO[low]) + 1;
      const size = GROUPS[g];
      const cost = Math.ceil(count / size) * numberBits(digits, size) + count * low + varintBytes(digits) * 8;
      if (best - cost < LEAST_SAVING || best - cost < (best + besideBits) / 50) continue;
      best = cost;
      lowBits = low;
      group = g;
      radix = digits;
    }
  }
  if (group === 0) return 1 + packedPlaneBytes(count, width);
  const size = GROUPS[group];
  return (
    1 +
    varintBytes(radix) +
    planeBytes(Math.ceil(count / size), numberBits(radix, size)) +
    planeBytes(count, lowBits)
  );
}

/** Bits of a number that `size` digits below `base` make. */
function numberBits(base: number, size: number): number {
  const square = base * base;
  return bitsFor((size === 2 ? square : size === 3 ? square * base : square * square * base) - 1);
}

function packedPlaneBytes(count: number, width: number): number {
  return width <= 32 ? planeBytes(count, width) : planeBytes(count, 32) + planeBytes(count, width - 32);
}

/** Writes `values[0, count)` as {@link choosePacking} has chosen and returns the place after them. */
export function writePacked(
  values: Float64Array,
  count: number,
  bytes: Uint8Array,
  words: Uint32Array,
  at: number,
): number {
  bytes[at] = lowBits | (group << 6);
  let place = at + 1;
  if (group > 0) {
    place = writeVarint(bytes, place, radix);
    const size = GROUPS[group];
    const made = gatherDigits(values, count, size);
    place = packPlane(numbers, made, numberBits(radix, size), words, place);
    if (lowBits === 0) return place;
    const mask = POWERS_OF_TWO[lowBits] - 1;
    for (let i = 0; i < count; i++) lows[i] = (values[i] & mask) >>> 0;
    return packPlane(lows, count, lowBits, words, place);
  }
  if (lowBits === 0) return place;
  if (lowBits <= 32) return packPlane(values, count, lowBits, words, place);
  // packPlane takes the low 32 bits of what it is given.
  place = packPlane(values, count, 32, words, place);
  for (let i = 0; i < count; i++) numbers[i] = Math.floor(values[i] / TWO_32);
  return packPlane(numbers, count, lowBits - 32, words, place);
}

/** Makes `numbers` of the digits of `size` values each and returns how many. The last group is filled with zeros. */
function gatherDigits(values: Float64Array, count: number, size: number): number {
  values.fill(0, count, count + size);
  const low = lowBits;
  const r1 = radix;
  const r2 = r1 * r1;
  let made = 0;
  for (let i = 0; i < count; i += size) {
    let number = (values[i] >>> low) + r1 * (values[i + 1] >>> low);
    if (size > 2) number += r2 * (values[i + 2] >>> low);
    if (size > 3) number += r2 * r1 * ((values[i + 3] >>> low) + r1 * (values[i + 4] >>> low));
    numbers[made++] = number;
  }
  return made;
}

/** Reads `count` integers at the cursor into `out`, which has room for {@link WORK_SLOTS}. */
export function readPacked(
  cursor: Cursor,
  bytes: Uint8Array,
  words: Uint32Array,
  count: number,
  out: Float64Array,
): void {
  const descriptor = cursor.byte(bytes);
  const low = descriptor & 63;
  const g = descriptor >>> 6;
  if (low > (g === 0 ? MAX_LOW_BITS : 31))
    throw new Error(`damaged chunk: ${low} low bits in a packed value`);
  if (g === 0) {
    cursor.at = unpackPlane(words, cursor.at, count, Math.min(low, 32), out);
    if (low <= 32) return;
    cursor.at = unpackPlane(words, cursor.at, count, low - 32, lows);
    for (let i = 0; i < count; i++) out[i] += lows[i] * TWO_32;
    return;
  }
  const base = cursor.varint(bytes);
  const size = GROUPS[g];
  if (base < 2 || base > 1 << DIGIT_BITS[g]) throw new Error(`damaged chunk: packed by the radix ${base}`);
  const made = Math.floor((count + size - 1) / size);
  cursor.at = unpackPlane(words, cursor.at, made, numberBits(base, size), numbers);
  if (size === 2) splitPairs(made, base, out);
  else if (size === 3) splitTriples(made, base, out);
  else splitFives(made, base, out);
  if (low === 0) return;
  cursor.at = unpackPlane(words, cursor.at, count, low, lows);
  const unit = POWERS_OF_TWO[low];
  for (let i = 0; i < count; i++) out[i] = out[i] * unit + lows[i];
}

// Numbers below 2^31 are divided by multiplying: n + 0.5 is never nearer to a multiple of the radix than 0.5, which
// outweighs the rounding of the reciprocal by far, so the truncated product is the exact quotient.

function splitPairs(made: number, base: number, out: Float64Array): void {
  const reciprocal = 1 / base;
  for (let i = 0, o = 0; i < made; i++, o += 2) {
    const number = numbers[i] | 0;
    const q1 = ((number + 0.5) * reciprocal) | 0;
    out[o] = number - Math.imul(q1, base);
    out[o + 1] = q1;
  }
}

function splitTriples(made: number, base: number, out: Float64Array): void {
  const reciprocal = 1 / base;
  const square = 1 / (base * base);
  for (let i = 0, o = 0; i < made; i++, o += 3) {
    const number = numbers[i] | 0;
    const q1 = ((number + 0.5) * reciprocal) | 0;
    const q2 = ((number + 0.5) * square) | 0;
    out[o] = number - Math.imul(q1, base);
    out[o + 1] = q1 - Math.imul(q2, base);
    out[o + 2] = q2;
  }
}

function splitFives(made: number, base: number, out: Float64Array): void {
  const r1 = 1 / base;
  const r2 = 1 / (base * base);
  const r3 = 1 / (base * base * base);
  const r4 = 1 / (base * base * base * base);
  for (let i = 0, o = 0; i < made; i++, o += 5) {
    const number = numbers[i] | 0;
    const half = number + 0.5;
    const q1 = (half * r1) | 0;
    const q2 = (half * r2) | 0;
    const q3 = (half * r3) | 0;
    const q4 = (half * r4) | 0;
    out[o] = number - Math.imul(q1, base);
    out[o + 1] = q1 - Math.imul(q2, base);
    out[o + 2] = q2 - Math.imul(q3, base);
    out[o + 3] = q3 - Math.imul(q4, base);
    out[o + 4] = q4;
  }
}
