/**
 * Planes: integers of one width, packed low bits first. A plane begins at a byte, not at a word, so that headers need
 * no padding, and ends with zeros up to the next byte.
 */
import { pastTheEnd } from './varint.ts';

/** 2^n for n below 64: `**` calls the C library's pow, which takes longer than all else here. */
export const POWERS_OF_TWO = Float64Array.from({ length: 64 }, (_, n) => 2 ** n);
const TWO_32 = 2 ** 32;

/** Bits needed for the integers 0 … top, for a top below 2^53. */
export function bitsFor(top: number): number {
  return top < TWO_32 ? 32 - Math.clz32(top) : 64 - Math.clz32(Math.floor(top / TWO_32));
}

/**
 * Packs `values[0, count)`, integers below 2^`width` (1 to 32), from byte `at` on and returns the byte after them.
 * The bytes of the last word after that are zero.
 */
export function packPlane(
  values: Float64Array | Uint32Array,
  count: number,
  width: number,
  words: Uint32Array,
  at: number,
): number {
  let word = at >>> 2;
  let filled = (at & 3) << 3;
  let bits = filled === 0 ? 0 : words[word] & ((1 << filled) - 1);
  for (let i = 0; i < count; i++) {
    const value = values[i] >>> 0;
    bits |= value << filled;
    filled += width;
    if (filled >= 32) {
      words[word++] = bits;
      filled -= 32;
      bits = filled > 0 ? value >>> (width - filled) : 0;
    }
  }
  if (filled > 0) words[word] = bits;
  return at + planeBytes(count, width);
}

export function planeBytes(count: number, width: number): number {
  return (count * width + 7) >>> 3;
}

/** Unpacks `count` integers of `width` bits (0 to 32) from byte `at` on into `out`; returns the byte after them. */
export function unpackPlane(
  words: Uint32Array,
  at: number,
  count: number,
  width: number,
  out: Float64Array,
): number {
  if (width === 0 || count === 0) {
    out.fill(0, 0, count);
    return at;
  }
  const end = at + planeBytes(count, width);
  if (end > words.length << 2) throw pastTheEnd();
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let word = at >>> 2;
  let used = (at & 3) << 3;
  let bits = words[word] | 0;
  for (let i = 0; i < count - 1; i++) {
    let value = bits >>> used;
    used += width;
    if (used >= 32) {
      used -= 32;
      bits = words[++word] | 0;
      if (used > 0) value |= bits << (width - used);
    }
    out[i] = (value & mask) >>> 0;
  }
  // After the last value there may be no next word.
  let last = bits >>> used;
  if (used + width > 32) last |= words[word + 1] << (32 - used);
  out[count - 1] = (last & mask) >>> 0;
  return end;
}
