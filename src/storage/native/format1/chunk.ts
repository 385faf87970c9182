/**
 * Chunks of format 1, which versions up to the first native engine wrote: read only. The format is drawn at the end of
 * docs/formats/chunk.md. Little-endian, length a multiple of 8, as they lie end to end in a block of format 1:
 *
 *   0  u8   encoding        3  u8   flags (1: a presence bitmap follows)
 *   1  u8   decimals k      4  u16  slots
 *   2  u8   width in bits   6  u16  present values
 *   8  f64  base            16 f64  delta base (delta encoding only)
 *   then the bitmap (one u32 for each 32 slots) and the payload, both as u32 words
 */

const MAX_CHUNK_SLOTS = 4096;
const ENCODING = { constant: 0, raw: 1, decimal: 2, delta: 3 } as const;
const HAS_BITMAP = 1;
const HEADER_BYTES = 16;
const POWERS = Float64Array.from({ length: 10 }, (_, k) => Number(`1e${k}`));

/** The three views of one buffer that chunks are read from. The buffer's length is a multiple of 8. */
export interface ChunkBuffer {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  readonly doubles: Float64Array;
}

/** Views of a buffer, shared or not. */
export function chunkBuffer(buffer: ArrayBufferLike): ChunkBuffer {
  return { bytes: new Uint8Array(buffer), words: new Uint32Array(buffer), doubles: new Float64Array(buffer) };
}

/** Slots that the chunk at `offset` covers. */
function chunkSlots(buffer: ChunkBuffer, offset: number): number {
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
