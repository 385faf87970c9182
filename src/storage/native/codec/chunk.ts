/**
 * Chunks: runs of slots of one series as bytes. The format (2) is drawn in docs/formats/chunk.md. A chunk is lossless to
 * the last bit; absent slots are NaN in memory. Its length is a multiple of 4, so that chunks laid end to end stay
 * aligned.
 *
 * Nothing here allocates: the work arrays belong to the module, which one thread uses at a time.
 */
import { atDistance, Decimals, POWERS_OF_TEN, scaleToIntegers, scaleWithDistances } from './decimals.ts';
import { doublePlan, planDoubles, readDouble, readDoubles, writeDouble, writeDoubles } from './doubles.ts';
import { integerPlan, planIntegers, readIntegers, writeIntegers } from './integers.ts';
import {
  HAS_DISTANCES,
  HAS_EXCEPTIONS,
  HEADER_BYTES,
  KIND,
  MAX_CHUNK_SLOTS,
  PRESENCE,
  WORK_SLOTS,
} from './layout.ts';
import { presenceForm, presentBits, readPresence, writePresence } from './presence.ts';
import { readStream, type StreamBounds, streamBytes, streamValues, writeStream } from './stream.ts';
import { Cursor, writeSigned, writeVarint } from './varint.ts';

export { MAX_CHUNK_SLOTS };

/** Most slots that a block's chunk covers: enough that header and directory row cost less than a tenth of a byte a value. */
export const CHUNK_SLOTS = 512;

/** Bytes that a chunk of this many slots takes at the most, and scratch space behind it; a multiple of 4. */
export function maxChunkBytes(slots: number): number {
  return 64 + 4 * Math.ceil((9 * slots) / 4);
}

/** The views of one buffer, shared or not, that chunks are written to and read from. Its length is a multiple of 4. */
export interface ChunkBuffer {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
}

/** Views of a buffer whose length is a multiple of 4. */
export function chunkBuffer(buffer: ArrayBufferLike): ChunkBuffer {
  return { bytes: new Uint8Array(buffer), words: new Uint32Array(buffer) };
}

/** Bytes that an exception takes: the double and its distance from the last one. */
const EXCEPTION_BYTES = 9;

const values0 = new Float64Array(WORK_SLOTS);
const decimalsA = new Decimals();
const decimalsB = new Decimals();
const integersA = integerPlan();
const integersB = integerPlan();
const doubles = doublePlan();
const distanceBounds: StreamBounds = { low: 0, high: 0, patched: false };

/**
 * Encodes `values[from, from + slots)` (NaN: absent; 1 to {@link MAX_CHUNK_SLOTS} slots) into `out` at byte `offset`, a
 * multiple of 4, and returns the number of bytes written, a multiple of 4. There must be room for {@link maxChunkBytes}.
 */
export function encodeChunk(
  values: Float64Array,
  from: number,
  slots: number,
  out: ChunkBuffer,
  offset: number,
): number {
  const { bytes, words } = out;
  const present = values0;
  const equal = equalSlots(values, from, slots);
  let count = 0;
  // A constant is written as if it were one value; many series never change.
  for (let i = equal === slots ? slots - 1 : 0; i < slots; i++) {
    const value = values[from + i];
    if (!Number.isNaN(value)) present[count++] = value;
  }
  let at = offset + HEADER_BYTES;
  let presence: number = PRESENCE.all;
  if (count === 0) return finish(KIND.empty, 0, slots, presence, bytes, offset, at);
  if (count < slots && equal < slots) {
    at = writePresence(values, from, slots, bytes, at);
    presence = presenceForm;
  }

  // Decimals, in up to two ways.
  let decimals = decimalsA;
  let plan = integersA;
  let cost = Infinity;
  if (scaleToIntegers(present, count, false, decimals)) {
    planIntegers(decimals.integers, count, plan);
    cost = decimalCost(decimals, plan.bits, count);
  }
  if (cost === Infinity || decimals.exceptions > 0) {
    const again =
      (decimals.refused > 0 && cost < Infinity && scaleToIntegers(present, count, true, decimalsB)) ||
      (count > 1 &&
        (cost === Infinity || decimals.exceptions > 2 + (count >>> 5)) &&
        scaleWithDistances(present, count, decimalsB));
    if (again) {
      planIntegers(decimalsB.integers, count, integersB);
      const otherCost = decimalCost(decimalsB, integersB.bits, count);
      if (otherCost < cost) {
        cost = otherCost;
        decimals = decimalsB;
        plan = integersB;
      } else planIntegers(decimals.integers, count, plan);
    }
  }
  if (cost > 4 * count) {
    planDoubles(present, count, doubles);
    if (doubles.bytes < cost) {
      at = writeDoubles(count, doubles, bytes, words, at);
      return finish(doubles.kind, 0, slots, presence, bytes, offset, at);
    }
  }
  at = writeIntegers(decimals.integers, count, plan, bytes, words, at);
  let flags = presence << 4;
  if (decimals.hasDistances) {
    flags |= HAS_DISTANCES;
    at = writeSigned(bytes, at, decimals.minDistance);
    distanceBounds.low = decimals.minDistance;
    distanceBounds.high = decimals.maxDistance;
    for (let i = 0; i < count; i++) decimals.distances[i] -= decimals.minDistance;
    at = writeStream(decimals.distances, count, 1, distanceBounds, 0, bytes, words, at);
  }
  if (decimals.exceptions > 0) {
    flags |= HAS_EXCEPTIONS;
    at = writeExceptions(decimals, present, bytes, at);
  }
  return finish(plan.kind, decimals.decimals, slots, flags >>> 4, bytes, offset, at);
}

/** Slots from the first one on that hold the very same double. */
function equalSlots(values: Float64Array, from: number, slots: number): number {
  const first = values[from];
  let i = 0;
  if (first !== 0) while (i < slots && values[from + i] === first) i++;
  // 0 equals -0.
  else while (i < slots && values[from + i] === 0 && 1 / values[from + i] === 1 / first) i++;
  return i;
}

function decimalCost(decimals: Decimals, bits: number, count: number): number {
  let cost = (bits >>> 3) + decimals.exceptions * EXCEPTION_BYTES;
  if (decimals.hasDistances) {
    distanceBounds.low = decimals.minDistance;
    distanceBounds.high = decimals.maxDistance;
    cost += 1 + streamBytes(count, 1, distanceBounds, 0);
  }
  return cost;
}

function writeExceptions(decimals: Decimals, present: Float64Array, bytes: Uint8Array, at: number): number {
  let place = writeVarint(bytes, at, decimals.exceptions);
  let last = 0;
  for (let i = 0; i < decimals.exceptions; i++) {
    const index = decimals.exceptionAt[i];
    place = writeVarint(bytes, place, index - last);
    place = writeDouble(bytes, place, present[index]);
    last = index;
  }
  return place;
}

/** Writes the header, and zeros up to a multiple of 4; returns the length. */
function finish(
  kind: number,
  decimals: number,
  slots: number,
  flags: number,
  bytes: Uint8Array,
  offset: number,
  end: number,
): number {
  bytes[offset] = kind | (decimals << 4);
  bytes[offset + 1] = slots - 1;
  bytes[offset + 2] = ((slots - 1) >>> 8) | (flags << 4);
  let at = end;
  while (at & 3) bytes[at++] = 0;
  return at - offset;
}

/** Slots that the chunk at `offset` covers: 1 to {@link MAX_CHUNK_SLOTS}. */
export function chunkSlots(buffer: ChunkBuffer, offset: number): number {
  return (buffer.bytes[offset + 1] | ((buffer.bytes[offset + 2] & 15) << 8)) + 1;
}

const decoded = new Float64Array(WORK_SLOTS);
const distances = streamValues();
const cursor = new Cursor();

/**
 * Decodes the chunk at byte `offset` over `out`: its slot i goes to `out[outStart + i]` where
 * `outFrom <= outStart + i < outTo` (outStart may be negative). Absent slots leave `out` as it is, so that a newer
 * chunk overlays an older one.
 *
 * The caller has checked the checksum. A damaged chunk all the same ends in an error or in wrong values, soon, and
 * writes nothing outside of the window.
 */
export function decodeChunkOver(
  buffer: ChunkBuffer,
  offset: number,
  out: Float64Array,
  outStart: number,
  outFrom = 0,
  outTo = out.length,
): void {
  const { bytes, words } = buffer;
  const first = bytes[offset];
  const kind = first & 15;
  const flags = bytes[offset + 2];
  const slots = chunkSlots(buffer, offset);
  if (kind > KIND.raw) throw new Error(`chunk at byte ${offset} has the unknown encoding ${kind}`);
  if (kind === KIND.empty) return;
  cursor.at = offset + HEADER_BYTES;
  const presence = (flags >>> 4) & 3;
  const count = presence === PRESENCE.all ? slots : readPresence(presence, cursor, bytes, slots);
  if (count === 0) return;
  // Without gaps and wholly inside, values go straight to their place.
  const direct = count === slots && outStart >= outFrom && outStart + slots <= outTo;
  const target = direct ? out : decoded;
  const start = direct ? outStart : 0;
  if (kind === KIND.constantDouble || kind >= KIND.doubles)
    readDoubles(kind, cursor, bytes, words, count, target, start);
  else {
    readIntegers(kind, cursor, bytes, words, count, POWERS_OF_TEN[first >>> 4], target, start);
    if (flags & HAS_DISTANCES) {
      const base = cursor.signed(bytes);
      readStream(cursor, bytes, words, count, distances);
      for (let i = 0; i < count; i++) target[start + i] = atDistance(target[start + i], distances[i] + base);
    }
    if (flags & HAS_EXCEPTIONS) readExceptions(bytes, count, target, start);
  }
  if (!direct) scatter(count, slots, out, outStart, outFrom, outTo);
}

function readExceptions(bytes: Uint8Array, count: number, target: Float64Array, start: number): void {
  const exceptions = cursor.varint(bytes);
  if (exceptions > count) throw new Error(`damaged chunk: ${exceptions} exceptions for ${count} values`);
  let index = 0;
  for (let i = 0; i < exceptions; i++) {
    index += cursor.varint(bytes);
    if (index >= count) throw new Error(`damaged chunk: an exception for value ${index} of ${count}`);
    target[start + index] = readDouble(cursor, bytes);
  }
}

/** Moves the values in `decoded` to the present ones of their slots. */
function scatter(
  count: number,
  slots: number,
  out: Float64Array,
  outStart: number,
  outFrom: number,
  outTo: number,
): void {
  const low = Math.max(0, outFrom - outStart);
  const high = Math.min(slots, outTo - outStart);
  if (count === slots) {
    for (let i = low; i < high; i++) out[outStart + i] = decoded[i];
    return;
  }
  for (let i = 0, from = 0; i < high; i++) {
    if (((presentBits[i >>> 3] >>> (i & 7)) & 1) === 0) continue;
    if (i >= low) out[outStart + i] = decoded[from];
    from++;
  }
}
