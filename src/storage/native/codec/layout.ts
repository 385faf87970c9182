/**
 * What the bytes of a chunk mean; docs/formats/chunk.md draws it. The first word (little-endian):
 *
 *   bits 0-3   kind            bits 20-21  presence of slots
 *   bits 4-7   decimals        bit  22     exceptions follow: doubles that are no short decimals
 *   bits 8-19  slots - 1       bit  23     distances from the decimals follow
 *   bits 24-31 the first byte of what follows
 */

/** How the values are kept. */
export const KIND = {
  /** No slot holds a value. */
  empty: 0,
  /** One decimal. */
  constant: 1,
  /** One double that is no short decimal. */
  constantDouble: 2,
  /** Integers above their minimum. */
  plain: 3,
  /** Differences above their minimum. */
  delta: 4,
  /** Differences of differences. */
  deltaOfDelta: 5,
  /** Which integers are not the minimum (a bitmap), and those. */
  sparsePlain: 6,
  /** The same with a bitmap in two levels. */
  sparsePlainDeep: 7,
  /** Which differences are not zero (a bitmap), and those. */
  sparseDelta: 8,
  sparseDeltaDeep: 9,
  /** Doubles as upper and lower halves. */
  doubles: 10,
  /** The same for the values that differ from the one before (a bitmap says which). */
  changedDoubles: 11,
  changedDoublesDeep: 12,
  /** Doubles as they are. */
  raw: 13,
} as const;

export const PRESENCE = {
  all: 0,
  bitmap: 1,
  /** Repeated runs of absent and present slots. */
  runs: 2,
  /** A bitmap of the absent slots in two levels. */
  deepAbsent: 3,
} as const;

/** Bytes of the fixed header; the fourth byte of the first word belongs to what follows. */
export const HEADER_BYTES = 3;
/** Flags in the header's third byte. */
export const HAS_EXCEPTIONS = 64;
export const HAS_DISTANCES = 128;

/** Most slots that a chunk may hold. */
export const MAX_CHUNK_SLOTS = 4096;
/** Work arrays are a little longer, so that groups of packed values may end past the last one. */
export const WORK_SLOTS = MAX_CHUNK_SLOTS + 8;
