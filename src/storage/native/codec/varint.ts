/**
 * Variable-length integers, seven bits a byte, low bits first (LEB128), for integers up to 2^53; signed ones are
 * folded (0, -1, 1, -2 …) first. No BigInt: shifts below 2^31, division above.
 */

const TWO_31 = 2 ** 31;
const TWO_32 = 2 ** 32;
/** 8 × 7 bits hold every integer below 2^56. */
const MAX_BYTES = 8;

/** Folds a signed integer (at most 2^52 in size) into an unsigned one. */
function fold(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unfold(value: number): number {
  // Odd ones are negative. `& 1` works on the low 32 bits, which is enough.
  return value & 1 ? -(value + 1) / 2 : value / 2;
}

/** Writes an unsigned integer and returns the place after it. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let place = at;
  let rest = value;
  while (rest >= TWO_31) {
    bytes[place++] = (rest & 127) | 128;
    rest = Math.floor(rest / 128);
  }
  let small = rest | 0;
  while (small >= 128) {
    bytes[place++] = (small & 127) | 128;
    small >>>= 7;
  }
  bytes[place++] = small;
  return place;
}

/** Bytes that {@link writeVarint} takes. */
export function varintBytes(value: number): number {
  if (value < 128) return 1;
  return value < TWO_32
    ? BYTES_OF_BITS[32 - Math.clz32(value)]
    : BYTES_OF_BITS[64 - Math.clz32(value / TWO_32)];
}

const BYTES_OF_BITS = Uint8Array.from({ length: 65 }, (_, bits) => Math.max(1, Math.ceil(bits / 7)));

export function writeSigned(bytes: Uint8Array, at: number, value: number): number {
  return writeVarint(bytes, at, fold(value));
}

export function signedBytes(value: number): number {
  return varintBytes(fold(value));
}

/** A place in the bytes of a chunk that moves as values are read. It never leaves the buffer. */
export class Cursor {
  at = 0;

  byte(bytes: Uint8Array): number {
    if (this.at >= bytes.length) throw pastTheEnd();
    return bytes[this.at++];
  }

  varint(bytes: Uint8Array): number {
    let { at } = this;
    if (at >= bytes.length) throw pastTheEnd();
    let byte = bytes[at++];
    if (byte < 128) {
      this.at = at;
      return byte;
    }
    let value = byte & 127;
    let unit = 128;
    for (let i = 1; byte >= 128; i++) {
      if (i === MAX_BYTES || at >= bytes.length) throw pastTheEnd();
      byte = bytes[at++];
      value += (byte & 127) * unit;
      unit *= 128;
    }
    this.at = at;
    return value;
  }

  signed(bytes: Uint8Array): number {
    return unfold(this.varint(bytes));
  }
}

/** The error for a chunk whose bytes lead out of its buffer. */
export function pastTheEnd(): Error {
  return new Error('damaged chunk: its bytes lead past the end of the buffer');
}
