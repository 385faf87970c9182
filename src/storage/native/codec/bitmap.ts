/**
 * Bitmaps, flat (bit i in bit i mod 8 of byte ⌊i/8⌋) or deep (a flat bitmap of which bytes are not zero, then those
 * bytes), which is smaller where few bits are set.
 */
import { MAX_CHUNK_SLOTS } from './layout.ts';
import { pastTheEnd } from './varint.ts';

const MAX_BYTES = MAX_CHUNK_SLOTS / 8;

/** Bytes of the deep form; `flat` holds `bits` bits. */
export function deepBytes(flat: Uint8Array, bits: number): number {
  const bytes = (bits + 7) >>> 3;
  let used = 0;
  for (let i = 0; i < bytes; i++) if (flat[i] !== 0) used++;
  return ((bytes + 7) >>> 3) + used;
}

/** Writes `bits` bits at `at` and returns the place after them. */
export function writeBitmap(
  flat: Uint8Array,
  bits: number,
  deep: boolean,
  out: Uint8Array,
  at: number,
): number {
  const bytes = (bits + 7) >>> 3;
  if (!deep) {
    for (let i = 0; i < bytes; i++) out[at + i] = flat[i];
    return at + bytes;
  }
  const tops = (bytes + 7) >>> 3;
  let place = at + tops;
  for (let top = 0; top < tops; top++) {
    let used = 0;
    const stop = Math.min(8, bytes - top * 8);
    for (let j = 0; j < stop; j++) {
      const byte = flat[top * 8 + j];
      if (byte === 0) continue;
      used |= 1 << j;
      out[place++] = byte;
    }
    out[at + top] = used;
  }
  return place;
}

/** Reads `bits` bits at `at` into `flat` and returns the place after them. */
export function readBitmap(
  source: Uint8Array,
  at: number,
  bits: number,
  deep: boolean,
  flat: Uint8Array,
): number {
  const bytes = (bits + 7) >>> 3;
  const tops = (bytes + 7) >>> 3;
  let place = at + (deep ? tops : bytes);
  if (place > source.length) throw pastTheEnd();
  if (!deep) {
    for (let i = 0; i < bytes; i++) flat[i] = source[at + i];
    return place;
  }
  // The deep form of a damaged chunk could name bytes after the buffer's end.
  const inside = place + bytes <= source.length;
  for (let i = 0; i < bytes; i++) {
    if ((source[at + (i >>> 3)] >>> (i & 7)) & 1) {
      if (!inside && place >= source.length) throw pastTheEnd();
      flat[i] = source[place++];
    } else flat[i] = 0;
  }
  return place;
}

/** Set bits among the first `bits`; later bits of the last byte do not count. */
export function countBits(flat: Uint8Array, bits: number): number {
  const whole = bits >>> 3;
  let count = 0;
  for (let i = 0; i < whole; i++) count += ONES[flat[i]];
  if (bits & 7) count += ONES[flat[whole] & ((1 << (bits & 7)) - 1)];
  return count;
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
});

/** A flat bitmap for as many bits as a chunk may have slots. */
export function emptyBitmap(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(MAX_BYTES);
}
