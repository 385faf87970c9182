/**
 * Doubles that are no decimals. Their upper halves, rotated so that the sign is the lowest bit, lie near each other
 * when the values do, or at least their exponents: a stream of integers. Of the lower halves the bits that are zero in all
 * (the doubles were floats, or short binary fractions) are left out. Where values repeat, as they do in half of the points of
 * some (Gorilla, VLDB 2015), a bitmap says which differ from the one before.
 */

import { countBits, deepBytes, emptyBitmap, readBitmap, writeBitmap } from './bitmap.ts';
import { POWERS_OF_TWO, packPlane, planeBytes, unpackPlane } from './bitPlane.ts';
import { KIND, WORK_SLOTS } from './layout.ts';
import {
  boundsWithPatches,
  readStream,
  type StreamBounds,
  streamBytes,
  streamValues,
  writeStream,
} from './stream.ts';
import { type Cursor, varintBytes, writeVarint } from './varint.ts';

/** Rotated upper halves, and lower halves, of the values that are kept. */
const upper = streamValues();
const lower = streamValues();
const flags = emptyBitmap();
/** Doubles as their halves; the machine is little-endian, as the format is. */
const work = new Float64Array(WORK_SLOTS);
const halves = new Uint32Array(work.buffer);

/** How {@link writeDoubles} is to write. */
export interface DoublePlan {
  kind: number;
  bytes: number;
  factor: number;
  /** Values that are kept: all, or those that differ from the one before. */
  kept: number;
  /** Zero bits at the end of every lower half. */
  lowerZeros: number;
  readonly bounds: StreamBounds;
}

export function doublePlan(): DoublePlan {
  return {
    kind: KIND.raw,
    bytes: 0,
    factor: 1,
    kept: 0,
    lowerZeros: 0,
    bounds: { low: 0, high: 0, patched: false },
  };
}

const trial: StreamBounds = { low: 0, high: 0, patched: true };

/** Chooses how to write `values[0, count)`, count above 0. */
export function planDoubles(values: Float64Array, count: number, plan: DoublePlan): void {
  for (let i = 0; i < count; i++) work[i] = values[i];
  let repeats = 0;
  for (let i = 1; i < count; i++)
    if (halves[2 * i] === halves[2 * i - 2] && halves[2 * i + 1] === halves[2 * i - 1]) repeats++;
  if (repeats === count - 1) {
    plan.kind = KIND.constantDouble;
    plan.bytes = 8;
    return;
  }
  const kept = repeats > count >>> 4 ? keepChanged(count) : count;
  let lowerBits = 0;
  const firstUpper = rotate(halves[1]);
  let differing = 0;
  let min = firstUpper;
  let max = firstUpper;
  for (let i = 0; i < kept; i++) {
    const rotated = rotate(halves[2 * i + 1]);
    const low = halves[2 * i];
    upper[i] = rotated;
    lower[i] = low;
    lowerBits |= low;
    differing |= rotated ^ firstUpper;
    if (rotated < min) min = rotated;
    if (rotated > max) max = rotated;
  }
  const { bounds } = plan;
  bounds.low = min;
  bounds.high = max;
  bounds.patched = false;
  plan.factor = differing === 0 ? 1 : POWERS_OF_TWO[trailingZeros(differing)];
  plan.kept = kept;
  plan.lowerZeros = trailingZeros(lowerBits);
  let bitmap = 0;
  plan.kind = KIND.doubles;
  if (kept < count) {
    const flat = (count + 6) >>> 3;
    bitmap = deepBytes(flags, count - 1);
    plan.kind = KIND.changedDoublesDeep;
    if (flat <= bitmap) {
      bitmap = flat;
      plan.kind = KIND.changedDoubles;
    }
  }
  let streamed = streamBytes(kept, plan.factor, bounds, lowerBitsOf(plan));
  if (kept >= 8) {
    const patched = boundsWithPatches(upper, kept, plan.factor, trial) / 8;
    if (patched + 4 < streamed) {
      streamed = patched;
      bounds.low = trial.low;
      bounds.high = trial.high;
      bounds.patched = true;
    }
  }
  plan.bytes = varintBytes(min) + streamed + bitmap + 1 + planeBytes(kept, 32 - plan.lowerZeros);
  if (plan.bytes >= count * 8 - 4) {
    plan.kind = KIND.raw;
    plan.bytes = count * 8 + 1;
    if (kept < count) for (let i = 0; i < count; i++) work[i] = values[i];
  }
}

function lowerBitsOf(plan: DoublePlan): number {
  return plan.kept * (32 - plan.lowerZeros);
}

/** Exponent above mantissa above sign: numbers of like size lie together, whatever their sign. */
function rotate(half: number): number {
  return ((half << 1) | (half >>> 31)) >>> 0;
}

/** 32 for zero. */
function trailingZeros(bits: number): number {
  return bits === 0 ? 32 : 31 - Math.clz32(bits & -bits);
}

/** Moves the values that differ from the one before together, flags them (bit i - 1) and returns how many they are. */
function keepChanged(count: number): number {
  flags.fill(0, 0, (count + 6) >>> 3);
  let kept = 1;
  let lastLow = halves[0];
  let lastHigh = halves[1];
  for (let i = 1; i < count; i++) {
    const low = halves[2 * i];
    const high = halves[2 * i + 1];
    if (low === lastLow && high === lastHigh) continue;
    flags[(i - 1) >>> 3] |= 1 << ((i - 1) & 7);
    halves[2 * kept] = lastLow = low;
    halves[2 * kept + 1] = lastHigh = high;
    kept++;
  }
  return kept;
}

/** Writes what {@link planDoubles} was given last, as it has planned, and returns the place after it. */
export function writeDoubles(
  count: number,
  plan: DoublePlan,
  bytes: Uint8Array,
  words: Uint32Array,
  at: number,
): number {
  const { kind, kept, bounds } = plan;
  if (kind === KIND.constantDouble) return writeHalves(bytes, at, halves[0], halves[1]);
  if (kind === KIND.raw) {
    let place = at;
    // Whole words, so that they are copied fast.
    while (place & 3) bytes[place++] = 0;
    words.set(halves.subarray(0, 2 * count), place >>> 2);
    return place + 8 * count;
  }
  let place = at;
  if (kind !== KIND.doubles)
    place = writeBitmap(flags, count - 1, kind === KIND.changedDoublesDeep, bytes, place);
  place = writeVarint(bytes, place, bounds.low);
  for (let i = 0; i < kept; i++) upper[i] -= bounds.low;
  place = writeStream(upper, kept, plan.factor, bounds, lowerBitsOf(plan), bytes, words, place);
  bytes[place++] = plan.lowerZeros;
  const width = 32 - plan.lowerZeros;
  if (width === 0) return place;
  if (width < 32) for (let i = 0; i < kept; i++) lower[i] = lower[i] >>> plan.lowerZeros;
  return packPlane(lower, kept, width, words, place);
}

/** Writes a double's halves at any byte. */
export function writeDouble(bytes: Uint8Array, at: number, value: number): number {
  work[0] = value;
  return writeHalves(bytes, at, halves[0], halves[1]);
}

function writeHalves(bytes: Uint8Array, at: number, low: number, high: number): number {
  for (let i = 0; i < 4; i++) {
    bytes[at + i] = low >>> (8 * i);
    bytes[at + 4 + i] = high >>> (8 * i);
  }
  return at + 8;
}

export function readDouble(cursor: Cursor, bytes: Uint8Array): number {
  for (let i = 0; i < 2; i++) {
    let half = 0;
    for (let shift = 0; shift < 32; shift += 8) half |= cursor.byte(bytes) << shift;
    halves[i] = half;
  }
  return work[0];
}

/** Reads `count` doubles (above 0) at the cursor into `out` from `start` on. */
export function readDoubles(
  kind: number,
  cursor: Cursor,
  bytes: Uint8Array,
  words: Uint32Array,
  count: number,
  out: Float64Array,
  start: number,
): void {
  if (kind === KIND.constantDouble) {
    out.fill(readDouble(cursor, bytes), start, start + count);
    return;
  }
  if (kind === KIND.raw) {
    const first = (cursor.at + 3) >>> 2;
    if (first + 2 * count > words.length)
      throw new Error('damaged chunk: raw values past the end of the buffer');
    for (let i = 0; i < 2 * count; i++) halves[i] = words[first + i];
    for (let i = 0; i < count; i++) out[start + i] = work[i];
    cursor.at = (first + 2 * count) << 2;
    return;
  }
  let kept = count;
  if (kind !== KIND.doubles) {
    cursor.at = readBitmap(bytes, cursor.at, count - 1, kind === KIND.changedDoublesDeep, flags);
    kept = 1 + countBits(flags, count - 1);
  }
  const base = cursor.varint(bytes);
  readStream(cursor, bytes, words, kept, upper);
  const zeros = cursor.byte(bytes);
  if (zeros > 32) throw new Error(`damaged chunk: ${zeros} zero bits in a half of 32`);
  cursor.at = unpackPlane(words, cursor.at, kept, 32 - zeros, lower);
  const unit = POWERS_OF_TWO[zeros];
  for (let i = 0; i < kept; i++) {
    const rotated = (upper[i] + base) >>> 0;
    halves[2 * i] = lower[i] * unit;
    halves[2 * i + 1] = (rotated >>> 1) | (rotated << 31);
  }
  if (kind === KIND.doubles) {
    for (let i = 0; i < count; i++) out[start + i] = work[i];
    return;
  }
  out[start] = work[0];
  for (let i = 1, from = 0; i < count; i++) {
    from += (flags[(i - 1) >>> 3] >>> ((i - 1) & 7)) & 1;
    out[start + i] = work[from];
  }
}
