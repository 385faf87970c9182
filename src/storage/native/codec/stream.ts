/**
 * Streams: integers above a base, packed, with two things in front where they pay: a factor that all have in common
 * (memory moves in pages of 4,096 bytes) and patches, the few integers that lie so far out that all others would be
 * packed wider for them (the restart of a counter). A prefix byte announces each: its low six bits are a number of low
 * bits that no packing has.
 */
import { bitsFor, POWERS_OF_TWO } from './bitPlane.ts';
import { MAX_CHUNK_SLOTS, WORK_SLOTS } from './layout.ts';
import { choosePacking, readPacked, writePacked } from './packing.ts';
import { type Cursor, varintBytes, writeSigned, writeVarint } from './varint.ts';

const FACTOR_PREFIX = 62;
const PATCHES_PREFIX = 63;
/** What a patch is taken to cost beside the bits of its value: its distance from the last one, a byte's rounding. */
const PATCH_BITS = 12;
/** Further out, folding a patch would not be exact. */
const MAX_SPREAD = 2 ** 51;

/** Bounds of the integers that are packed; what lies outside is patched. */
export interface StreamBounds {
  low: number;
  high: number;
  patched: boolean;
}

/** A guess at the bits that `count` integers below `range` take: within a tenth of a bit each, when there are many. */
export function guessBits(range: number, count: number): number {
  if (range <= 1) return 0;
  const whole = bitsFor(range);
  // Groups of so few values save nothing.
  if (count < 32) return (range === POWERS_OF_TWO[whole - 1] ? whole - 1 : whole) * count;
  return (whole - 2 + range / POWERS_OF_TWO[whole - 1]) * count;
}

const histogram = new Uint32Array(56);

/**
 * Looks for bounds within which most of `values[0, count)` lie, so that packing these and patching the others takes
 * fewer bits than packing all. Returns those bits; sets `bounds`.
 */
export function boundsWithPatches(
  values: Float64Array,
  count: number,
  factor: number,
  bounds: StreamBounds,
): number {
  const centre = middleOf(values, count);
  histogram.fill(0);
  let top = 0;
  for (let i = 0; i < count; i++) {
    const width = bitsFor(Math.abs(values[i] - centre)) + 1;
    histogram[width]++;
    if (width > top) top = width;
  }
  let patched = 0;
  let patchBits = 0;
  let best = Infinity;
  let bestWidth = top;
  for (let width = top; width >= 1; width--) {
    const bits = width * count + patchBits;
    if (bits < best) {
      best = bits;
      bestWidth = width;
    }
    patched += histogram[width];
    patchBits += histogram[width] * (width + PATCH_BITS);
    if (patched > count >>> 2) break;
  }
  const limit = POWERS_OF_TWO[bestWidth - 1];
  let low = Infinity;
  let high = -Infinity;
  let out = 0;
  let outBits = 0;
  for (let i = 0; i < count; i++) {
    const distance = values[i] - centre;
    if (Math.abs(distance) >= limit) {
      if (Math.abs(distance) >= MAX_SPREAD) return Infinity;
      out++;
      outBits += bitsFor(Math.abs(distance)) + 1 + PATCH_BITS;
    } else {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  }
  if (out === count) return Infinity;
  bounds.low = low;
  bounds.high = high;
  return guessBits((high - low) / factor + 1, count - out) + outBits + 16;
}

/** The median of five values spread over the array: no outlier, unless a good part of all are. */
function middleOf(values: Float64Array, count: number): number {
  for (let i = 0; i < 5; i++) samples[i] = values[Math.floor(((count - 1) * i) / 4)];
  samples.sort();
  return samples[2];
}

const samples = new Float64Array(5);
const patchAt = new Uint16Array(MAX_CHUNK_SLOTS);
const patchTo = new Float64Array(MAX_CHUNK_SLOTS);

/**
 * Writes `values[0, count)`, from which the caller has taken `bounds.low`, as multiples of `factor` and returns the
 * place after them. `values` is used up. `besideBits`: what the chunk holds beside, so that a saving which is nothing
 * to the chunk is let be.
 */
export function writeStream(
  values: Float64Array,
  count: number,
  factor: number,
  bounds: StreamBounds,
  besideBits: number,
  bytes: Uint8Array,
  words: Uint32Array,
  at: number,
): number {
  const { low, high, patched } = bounds;
  let place = at;
  if (factor !== 1) {
    bytes[place++] = FACTOR_PREFIX;
    place = writeVarint(bytes, place, factor);
    for (let i = 0; i < count; i++) values[i] /= factor;
  }
  const top = (high - low) / factor;
  if (patched) {
    let patches = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value >= 0 && value <= top) continue;
      patchAt[patches] = i;
      patchTo[patches++] = value;
      values[i] = 0;
    }
    bytes[place++] = PATCHES_PREFIX;
    place = writeVarint(bytes, place, patches);
    for (let i = 0; i < patches; i++) {
      place = writeVarint(bytes, place, i === 0 ? patchAt[0] : patchAt[i] - patchAt[i - 1]);
      place = writeSigned(bytes, place, patchTo[i]);
    }
  }
  choosePacking(top + 1, count, besideBits);
  return writePacked(values, count, bytes, words, place);
}

/** Bytes that {@link writeStream} takes when nothing is patched. */
export function streamBytes(count: number, factor: number, bounds: StreamBounds, besideBits: number): number {
  const prefix = factor === 1 ? 0 : 1 + varintBytes(factor);
  return prefix + choosePacking((bounds.high - bounds.low) / factor + 1, count, besideBits);
}

/** Reads `count` integers at the cursor, without their base, into `out`, which has room for WORK_SLOTS. */
export function readStream(
  cursor: Cursor,
  bytes: Uint8Array,
  words: Uint32Array,
  count: number,
  out: Float64Array,
): void {
  let factor = 1;
  let patches = 0;
  if (bytes[cursor.at] === FACTOR_PREFIX) {
    cursor.at++;
    factor = cursor.varint(bytes);
  }
  if (bytes[cursor.at] === PATCHES_PREFIX) {
    cursor.at++;
    patches = cursor.varint(bytes);
    if (patches > count) throw new Error(`damaged chunk: ${patches} patches for ${count} values`);
    let place = 0;
    for (let i = 0; i < patches; i++) {
      place += cursor.varint(bytes);
      if (place >= count) throw new Error(`damaged chunk: a patch for value ${place} of ${count}`);
      patchAt[i] = place;
      patchTo[i] = cursor.signed(bytes);
    }
  }
  readPacked(cursor, bytes, words, count, out);
  for (let i = 0; i < patches; i++) out[patchAt[i]] = patchTo[i];
  if (factor !== 1) for (let i = 0; i < count; i++) out[i] *= factor;
}

/** A work array for the values of a stream. */
export function streamValues(): Float64Array<ArrayBuffer> {
  return new Float64Array(WORK_SLOTS);
}
