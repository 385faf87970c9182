/**
 * Chunks: runs of slots of one series as bytes. The format is drawn in docs/formats/chunk.md.
 *
 * A chunk is lossless to the last bit. Absent slots are NaN in memory and a presence bitmap in the chunk.
 * Layout (little-endian, length a multiple of 8, so that chunks laid end to end stay aligned):
 *
 *   0  u8   encoding        3  u8   flags (1: a presence bitmap follows)
 *   1  u8   decimals k      4  u16  slots
 *   2  u8   width in bits   6  u16  present values
 *   8  f64  base            16 f64  delta base (delta encoding only)
 *   then the bitmap (one u32 for each 32 slots) and the payload, both as u32 words
 */

/** Most slots that a chunk may hold; the largest that a block writes is {@link CHUNK_SLOTS}. */
export const MAX_CHUNK_SLOTS = 4096;
/** 512: enough that header and directory row (16 + 20 bytes) cost less than a tenth of a byte a value. */
export const CHUNK_SLOTS = 512;

export const ENCODING = { constant: 0, raw: 1, decimal: 2, delta: 3 } as const;
const HAS_BITMAP = 1;
const HEADER_BYTES = 16;
/** Digits after the point that are tried; beyond, a value is taken for a true double and kept raw. */
const MAX_DECIMALS = 9;
const POWERS = Float64Array.from({ length: MAX_DECIMALS + 1 }, (_, k) => Number(`1e${k}`));
/** Scaled integers stay below this, so that sums and differences of two are exact. */
const MAX_SCALED = 2 ** 51;
const TWO_32 = 2 ** 32;

/** Bytes that a chunk of this many slots takes at the most; a multiple of 8. */
export function maxChunkBytes(slots: number): number {
  return HEADER_BYTES + 8 + 8 * Math.ceil(slots / 64) + 8 * slots + 16;
}

/** The three views of one buffer that chunks are written to and read from. The buffer's length is a multiple of 8. */
export interface ChunkBuffer {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  readonly doubles: Float64Array;
}

/** Views of a buffer, shared or not. */
export function chunkBuffer(buffer: ArrayBufferLike): ChunkBuffer {
  return { bytes: new Uint8Array(buffer), words: new Uint32Array(buffer), doubles: new Float64Array(buffer) };
}

// Work arrays, so that encoding allocates nothing. The module is used by one thread at a time.
const present = new Float64Array(MAX_CHUNK_SLOTS);
const scaled = new Float64Array(MAX_CHUNK_SLOTS);
const oneDouble = new Float64Array(1);
const oneDoubleBits = new BigUint64Array(oneDouble.buffer);

function isNegativeZero(value: number): boolean {
  return value === 0 && 1 / value < 0;
}

/**
 * Encodes `values[from, from + slots)` (NaN: absent) into `out` at byte `offset`, a multiple of 8, and returns the
 * number of bytes written, a multiple of 8. There must be room for {@link maxChunkBytes}.
 */
export function encodeChunk(
  values: Float64Array,
  from: number,
  slots: number,
  out: ChunkBuffer,
  offset: number,
): number {
  let count = 0;
  for (let i = 0; i < slots; i++) {
    const value = values[from + i];
    if (!Number.isNaN(value)) present[count++] = value;
  }
  const hasBitmap = count < slots;
  const bitmapWords = hasBitmap ? (slots + 31) >>> 5 : 0;
  const { bytes, words, doubles } = out;
  bytes[offset + 3] = hasBitmap ? HAS_BITMAP : 0;
  bytes[offset + 4] = slots & 255;
  bytes[offset + 5] = slots >>> 8;
  bytes[offset + 6] = count & 255;
  bytes[offset + 7] = count >>> 8;

  const decimals = scaleToIntegers(count);
  let encoding: number = ENCODING.raw;
  let width = 0;
  let base = 0;
  let deltaBase = 0;
  if (decimals >= 0) {
    let min = Infinity;
    let max = -Infinity;
    let minDelta = Infinity;
    let maxDelta = -Infinity;
    let previous = scaled[0];
    for (let i = 0; i < count; i++) {
      const value = scaled[i];
      if (value < min) min = value;
      if (value > max) max = value;
      if (i > 0) {
        const delta = value - previous;
        if (delta < minDelta) minDelta = delta;
        if (delta > maxDelta) maxDelta = delta;
        previous = value;
      }
    }
    const plainWidth = bitsFor(max - min);
    const deltaWidth = count > 1 ? bitsFor(maxDelta - minDelta) : 33;
    if (plainWidth === 0) {
      encoding = ENCODING.constant;
      base = present[0];
    } else if (deltaWidth <= 32 && deltaWidth * (count - 1) + 64 < plainWidth * count) {
      encoding = ENCODING.delta;
      width = deltaWidth;
      base = scaled[0];
      deltaBase = minDelta;
    } else if (plainWidth <= 32) {
      encoding = ENCODING.decimal;
      width = plainWidth;
      base = min;
    }
  } else if (count === 0 || allSameBits(count)) {
    encoding = ENCODING.constant;
    base = count === 0 ? 0 : present[0];
  }
  bytes[offset] = encoding;
  bytes[offset + 1] = encoding === ENCODING.decimal || encoding === ENCODING.delta ? decimals : 0;
  bytes[offset + 2] = width;
  doubles[(offset >>> 3) + 1] = base;
  let at = offset + HEADER_BYTES;
  if (encoding === ENCODING.delta) {
    doubles[at >>> 3] = deltaBase;
    at += 8;
  }
  if (hasBitmap) {
    let word = at >>> 2;
    for (let i = 0; i < slots; i += 32) {
      let bits = 0;
      const stop = Math.min(32, slots - i);
      for (let j = 0; j < stop; j++) {
        const value = values[from + i + j];
        if (!Number.isNaN(value)) bits |= 1 << j;
      }
      words[word++] = bits;
    }
    at += bitmapWords * 4;
  }
  if (encoding === ENCODING.raw) {
    at = (at + 7) & ~7;
    // A bitmap of an odd number of words leaves four bytes free: they are zero, so that equal chunks are equal bytes.
    if (bitmapWords & 1) words[(at >>> 2) - 1] = 0;
    doubles.set(present.subarray(0, count), at >>> 3);
    return at + count * 8 - offset;
  }
  if (width > 0) {
    if (encoding === ENCODING.delta) {
      for (let i = count - 1; i > 0; i--) scaled[i] = scaled[i] - scaled[i - 1] - deltaBase;
      at = packBits(1, count, width, words, at >>> 2);
    } else {
      for (let i = 0; i < count; i++) scaled[i] = scaled[i] - base;
      at = packBits(0, count, width, words, at >>> 2);
    }
  }
  if (at & 4) {
    words[at >>> 2] = 0;
    at += 4;
  }
  return at - offset;
}

/**
 * Finds the fewest decimals k with which each present value is an integer divided by 10^k, exactly, and leaves the
 * integers in `scaled`. -1 when there is no such k.
 */
function scaleToIntegers(count: number): number {
  if (count === 0) return -1;
  let k = 0;
  for (let i = 0; i < count; i++) {
    const value = present[i];
    for (;;) {
      const integer = Math.round(value * POWERS[k]);
      if (integer / POWERS[k] === value && Math.abs(integer) < MAX_SCALED) break;
      if (++k > MAX_DECIMALS) return -1;
    }
  }
  const power = POWERS[k];
  for (let i = 0; i < count; i++) {
    const value = present[i];
    const integer = Math.round(value * power);
    // Values met before k grew are checked again with the final k; -0 has no integer.
    if (integer / power !== value || Math.abs(integer) >= MAX_SCALED || isNegativeZero(value)) return -1;
    // `+ 0` because Math.round(-0.2) is -0.
    scaled[i] = integer + 0;
  }
  return k;
}

function allSameBits(count: number): boolean {
  oneDouble[0] = present[0];
  const first = oneDoubleBits[0];
  for (let i = 1; i < count; i++) {
    if (present[i] !== present[0]) return false;
    oneDouble[0] = present[i];
    if (oneDoubleBits[0] !== first) return false;
  }
  return true;
}

/** Bits needed for the integers 0 … range; 33 when more than 32. */
function bitsFor(range: number): number {
  if (range === 0) return 0;
  return range >= TWO_32 ? 33 : 32 - Math.clz32(range);
}

/**
 * Packs `scaled[from, to)`, integers of `width` bits, low bits first, and returns the byte after them. One word more
 * than needed is written, so that the decoder's second read is always in bounds.
 */
function packBits(from: number, to: number, width: number, words: Uint32Array, firstWord: number): number {
  let word = firstWord;
  let bits = 0;
  let filled = 0;
  for (let i = from; i < to; i++) {
    const value = scaled[i] >>> 0;
    bits |= value << filled;
    filled += width;
    if (filled >= 32) {
      words[word++] = bits;
      filled -= 32;
      bits = filled > 0 ? value >>> (width - filled) : 0;
    }
  }
  words[word++] = bits;
  words[word++] = 0;
  return word << 2;
}

/** Slots that the chunk at `offset` covers. */
export function chunkSlots(buffer: ChunkBuffer, offset: number): number {
  return buffer.bytes[offset + 4] | (buffer.bytes[offset + 5] << 8);
}

const decoded = new Float64Array(MAX_CHUNK_SLOTS);

/**
 * Decodes the chunk at byte `offset` over `out`: its slot i goes to `out[outStart + i]` where
 * `outFrom <= outStart + i < outTo` (outStart may be negative). Absent slots leave `out` as it is, so that a newer
 * chunk overlays an older one. `words` of damaged chunks are never read: the caller has checked the checksum.
 */
export function decodeChunkOver(
  buffer: ChunkBuffer,
  offset: number,
  out: Float64Array,
  outStart: number,
  outFrom = 0,
  outTo = out.length,
): void {
  const { bytes, words, doubles } = buffer;
  const encoding = bytes[offset];
  const divisor = POWERS[bytes[offset + 1]]!;
  const width = bytes[offset + 2];
  const hasBitmap = (bytes[offset + 3] & HAS_BITMAP) !== 0;
  const slots = chunkSlots(buffer, offset);
  const count = bytes[offset + 6] | (bytes[offset + 7] << 8);
  const base = doubles[(offset >>> 3) + 1];
  let at = offset + HEADER_BYTES;
  let deltaBase = 0;
  if (encoding === ENCODING.delta) {
    deltaBase = doubles[at >>> 3];
    at += 8;
  }
  const bitmapWord = at >>> 2;
  if (hasBitmap) at += ((slots + 31) >>> 5) * 4;

  const inside = outStart >= outFrom && outStart + slots <= outTo;
  // Without gaps and wholly inside, values go straight to their place.
  const direct = !hasBitmap && inside;
  const target = direct ? out : decoded;
  const start = direct ? outStart : 0;
  switch (encoding) {
    case ENCODING.constant:
      target.fill(base, start, start + count);
      break;
    case ENCODING.raw: {
      const first = ((at + 7) & ~7) >>> 3;
      for (let i = 0; i < count; i++) target[start + i] = doubles[first + i];
      break;
    }
    case ENCODING.decimal:
      unpackDecimals(words, at >>> 2, width, base, divisor, target, start, count);
      break;
    case ENCODING.delta:
      unpackDeltas(words, at >>> 2, width, base, deltaBase, divisor, target, start, count);
      break;
    default:
      throw new Error(`chunk at ${offset} has the unknown encoding ${encoding}`);
  }
  if (direct) return;
  let from = 0;
  if (!hasBitmap) {
    for (let i = 0; i < slots; i++) {
      const to = outStart + i;
      if (to >= outFrom && to < outTo) out[to] = decoded[i];
    }
    return;
  }
  for (let i = 0; i < slots; i++) {
    if ((words[bitmapWord + (i >>> 5)] >>> (i & 31)) & 1) {
      const to = outStart + i;
      if (to >= outFrom && to < outTo) out[to] = decoded[from];
      from++;
    }
  }
}

/**
 * Unpacks `count` integers of `width` bits (1..32) and writes them to `out` as decimals.
 *
 * Divide, never multiply by 1/divisor: both operands are exact, so there is one rounding, and the result is the
 * very double that parsing the decimal text gave.
 */
function unpackDecimals(
  words: Uint32Array,
  firstWord: number,
  width: number,
  base: number,
  divisor: number,
  out: Float64Array,
  start: number,
  count: number,
): void {
  const mask = width === 32 ? 0xffffffff : (1 << width) - 1;
  for (let i = 0, bit = 0; i < count; i++, bit += width) {
    const word = firstWord + (bit >>> 5);
    const shift = bit & 31;
    let bits = words[word] >>> shift;
    if (shift + width > 32) bits |= words[word + 1] << (32 - shift);
    out[start + i] = (((bits & mask) >>> 0) + base) / divisor;
  }
}

/** As {@link unpackDecimals} for differences: the first value is `base`, each further one adds delta + deltaBase. */
function unpackDeltas(
  words: Uint32Array,
  firstWord: number,
  width: number,
  base: number,
  deltaBase: number,
  divisor: number,
  out: Float64Array,
  start: number,
  count: number,
): void {
  const mask = width === 32 ? 0xffffffff : (1 << width) - 1;
  let value = base;
  out[start] = value / divisor;
  for (let i = 1, bit = 0; i < count; i++, bit += width) {
    // A width of 0 (a constant difference) has no words but the spare ones, and the mask makes them 0.
    const word = firstWord + (bit >>> 5);
    const shift = bit & 31;
    let bits = words[word] >>> shift;
    if (shift + width > 32) bits |= words[word + 1] << (32 - shift);
    value += ((bits & mask) >>> 0) + deltaBase;
    out[start + i] = value / divisor;
  }
}
