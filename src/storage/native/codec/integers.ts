/**
 * Integers as bytes: of the ways in {@link KIND} the one that takes the fewest, judged from a pass over the integers
 * and not by trying (BtrBlocks, SIGMOD 2023, tries on a sample; a chunk is smaller than its samples).
 */
import { countBits, deepBytes, emptyBitmap, readBitmap, writeBitmap } from './bitmap.ts';
import { POWERS_OF_TWO } from './bitPlane.ts';
import { KIND } from './layout.ts';
import { commonFactor, measureSpread, type Spread, spread } from './spread.ts';
import {
  boundsWithPatches,
  guessBits,
  readStream,
  type StreamBounds,
  streamValues,
  writeStream,
} from './stream.ts';
import { type Cursor, signedBytes, writeSigned } from './varint.ts';

/** Differences of differences above this are not folded exactly. */
const MAX_SECOND_DIFFERENCE = 2 ** 51;
/** A range so many times the mean change speaks of outliers. Even ones give 4, normal ones about 9. */
const HEAVY_TAIL = 16;
/** Fewer integers are not worth a look at outliers. */
const LEAST_FOR_PATCHES = 8;
/** What a factor must save to be stored, in bits: twice its bytes. */
const LEAST_FACTOR_SAVING = 48;
/** Integers that move less than that in all have no factor worth looking for. */
const LEAST_PATH_FOR_FACTOR = 64;
/** A way is taken over a faster one when it saves so many bits; a chunk's length is rounded to 32. */
const LEAST_SAVING = 8;

/** How {@link writeIntegers} is to write. */
export interface IntegerPlan {
  kind: number;
  factor: number;
  /** Estimated length. */
  bits: number;
  /** Least integer. */
  min: number;
  readonly bounds: StreamBounds;
}

export function integerPlan(): IntegerPlan {
  return {
    kind: KIND.plain,
    factor: 1,
    bits: 0,
    min: 0,
    bounds: { low: 0, high: 0, patched: false },
  };
}

const stream = streamValues();
/** Bit i - 1: integer i differs from the one before. Set when a sparse kind was considered. */
const changed = emptyBitmap();
/** Bit i: integer i is not the minimum. Set likewise. */
const aboveMin = emptyBitmap();
const measured: Spread = spread();
const trial: StreamBounds = { low: 0, high: 0, patched: true };

/** Chooses how to write `integers[0, count)`, count above 0. The plan holds until the next one is made. */
export function planIntegers(integers: Float64Array, count: number, plan: IntegerPlan): void {
  const { bounds } = plan;
  const first = integers[0];
  plan.min = first;
  plan.factor = 1;
  plan.kind = KIND.constant;
  bounds.patched = false;
  const constantBits = 8 * signedBytes(first);
  plan.bits = constantBits;
  if (count === 1) return;
  measureSpread(integers, count, measured);
  const { min, max, lowDelta, highDelta, changes, path } = measured;
  if (min === max) return;
  plan.min = min;

  let factor = 1;
  // A lone difference is its own factor, and needs none.
  if (highDelta > lowDelta && path >= LEAST_PATH_FOR_FACTOR) {
    const least = count > LEAST_FACTOR_SAVING ? 2 : POWERS_OF_TWO[Math.ceil(LEAST_FACTOR_SAVING / count)];
    factor = commonFactor(integers, count, path, least);
  }
  plan.factor = factor;
  const factorBits = factor === 1 ? 0 : 8 + 8 * signedBytes(factor);

  plan.kind = KIND.plain;
  plan.bits = factorBits + 8 * signedBytes(min) + guessBits((max - min) / factor + 1, count);
  bounds.low = min;
  bounds.high = max;
  const firstBits = factorBits + constantBits;
  const deltaBits =
    firstBits + 8 * signedBytes(lowDelta) + guessBits((highDelta - lowDelta) / factor + 1, count - 1);
  if (deltaBits + LEAST_SAVING <= plan.bits) {
    plan.kind = KIND.delta;
    plan.bits = deltaBits;
    bounds.low = lowDelta;
    bounds.high = highDelta;
  }
  const still = count - 1 - changes;
  if (still >= 3 && still >= count >>> 3) considerSparse(integers, count, factorBits, plan);
  else if (highDelta > lowDelta && looksSmooth(integers, count, (highDelta - lowDelta) / 4))
    considerSecondDifferences(integers, count, firstBits, plan);
  if (count >= LEAST_FOR_PATCHES && (highDelta - lowDelta) * changes > HEAVY_TAIL * path)
    considerPatches(integers, count, plan);
}

/** Whether three differences of differences, taken here and there, are all within `limit`. */
function looksSmooth(integers: Float64Array, count: number, limit: number): boolean {
  if (count < 4) return false;
  for (let s = 0; s < 3; s++) {
    const i = 2 + ((s * (count - 3)) >> 1);
    const second = integers[i] - 2 * integers[i - 1] + integers[i - 2];
    if (second > limit || second < -limit) return false;
  }
  return true;
}

function considerSecondDifferences(
  integers: Float64Array,
  count: number,
  firstBits: number,
  plan: IntegerPlan,
): void {
  const { factor, bounds } = plan;
  let previous = integers[1];
  let delta = previous - integers[0];
  const firstDelta = delta;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 2; i < count; i++) {
    const integer = integers[i];
    const second = integer - previous - delta;
    delta = integer - previous;
    previous = integer;
    if (second < low) low = second;
    if (second > high) high = second;
  }
  if (high - low >= MAX_SECOND_DIFFERENCE) return;
  const bits =
    firstBits +
    8 * signedBytes(firstDelta) +
    8 * signedBytes(low) +
    guessBits((high - low) / factor + 1, count - 2);
  if (bits + LEAST_SAVING > plan.bits) return;
  plan.kind = KIND.deltaOfDelta;
  plan.bits = bits;
  bounds.low = low;
  bounds.high = high;
}

function considerSparse(integers: Float64Array, count: number, factorBits: number, plan: IntegerPlan): void {
  const { factor, min, bounds } = plan;
  const { lowDelta, highDelta, changes } = measured;
  // A difference of zero is the least or the greatest only where all go one way.
  const lowChange = lowDelta < 0 ? lowDelta : leastChange(integers, count, 1);
  const highChange = highDelta > 0 ? highDelta : -leastChange(integers, count, -1);
  flagChanges(integers, count);
  const flat = (count + 6) >>> 3;
  const deep = deepBytes(changed, count - 1);
  const changeBits =
    factorBits +
    8 * (signedBytes(integers[0]) + signedBytes(lowChange) + Math.min(flat, deep)) +
    guessBits((highChange - lowChange) / factor + 1, changes);
  if (changeBits + LEAST_SAVING <= plan.bits) {
    plan.kind = deep < flat ? KIND.sparseDeltaDeep : KIND.sparseDelta;
    plan.bits = changeBits;
    bounds.low = lowChange;
    bounds.high = highChange;
  }
  let atMin = 0;
  for (let i = 0; i < count; i++) atMin += Number(integers[i] === min);
  // Only where more than half are the minimum: fewer, and a bitmap of n bits hardly pays.
  if (atMin * 2 < count) return;
  let low = Infinity;
  for (let i = 0; i < count; i++) if (integers[i] !== min && integers[i] < low) low = integers[i];
  flagAboveMin(integers, count, min);
  const flatMin = (count + 7) >>> 3;
  const deepMin = deepBytes(aboveMin, count);
  const minBits =
    factorBits +
    8 * (signedBytes(min) + signedBytes(low - min) + Math.min(flatMin, deepMin)) +
    guessBits((measured.max - low) / factor + 1, count - atMin);
  if (minBits + LEAST_SAVING > plan.bits) return;
  plan.kind = deepMin < flatMin ? KIND.sparsePlainDeep : KIND.sparsePlain;
  plan.bits = minBits;
  bounds.low = low - min;
  bounds.high = measured.max - min;
}

/** The least difference above zero, of the integers times `sign`. */
function leastChange(integers: Float64Array, count: number, sign: number): number {
  let least = Infinity;
  for (let i = 1; i < count; i++) {
    const delta = (integers[i] - integers[i - 1]) * sign;
    if (delta > 0 && delta < least) least = delta;
  }
  return least;
}

function considerPatches(integers: Float64Array, count: number, plan: IntegerPlan): void {
  const { kind } = plan;
  tryPatches(integers, count, kind === KIND.deltaOfDelta ? KIND.delta : kind, plan);
  if (kind !== KIND.plain) tryPatches(integers, count, KIND.plain, plan);
  else tryPatches(integers, count, KIND.delta, plan);
}

function tryPatches(integers: Float64Array, count: number, kind: number, plan: IntegerPlan): void {
  const { factor } = plan;
  const length = gather(integers, count, kind, plan.min, 0);
  if (length < LEAST_FOR_PATCHES) return;
  let bits = boundsWithPatches(stream, length, factor, trial);
  if (bits === Infinity) return;
  bits += 8 * (signedBytes(integers[0]) + signedBytes(trial.low));
  if (kind !== KIND.plain && kind !== KIND.delta) {
    const ofMin = kind === KIND.sparsePlain || kind === KIND.sparsePlainDeep;
    const deep = kind === KIND.sparsePlainDeep || kind === KIND.sparseDeltaDeep;
    if (ofMin) bits += 8 * (deep ? deepBytes(aboveMin, count) : (count + 7) >>> 3);
    else bits += 8 * (deep ? deepBytes(changed, count - 1) : (count + 6) >>> 3);
  }
  if (bits + 4 * LEAST_SAVING > plan.bits) return;
  plan.kind = kind;
  plan.bits = bits;
  plan.bounds.low = trial.low;
  plan.bounds.high = trial.high;
  plan.bounds.patched = true;
}

function flagChanges(integers: Float64Array, count: number): void {
  let previous = integers[0];
  for (let i = 1; i < count; i += 8) {
    let bits = 0;
    const stop = Math.min(8, count - i);
    for (let j = 0; j < stop; j++) {
      const integer = integers[i + j];
      bits |= Number(integer !== previous) << j;
      previous = integer;
    }
    changed[i >>> 3] = bits;
  }
}

function flagAboveMin(integers: Float64Array, count: number, min: number): void {
  for (let i = 0; i < count; i += 8) {
    let bits = 0;
    const stop = Math.min(8, count - i);
    for (let j = 0; j < stop; j++) bits |= Number(integers[i + j] !== min) << j;
    aboveMin[i >>> 3] = bits;
  }
}

/** Puts the integers that a kind packs, less `low`, into `stream` and returns how many they are. */
function gather(integers: Float64Array, count: number, kind: number, min: number, low: number): number {
  let length = 0;
  let previous = integers[0];
  switch (kind) {
    case KIND.plain:
      for (let i = 0; i < count; i++) stream[i] = integers[i] - low;
      return count;
    case KIND.delta:
      for (let i = 1; i < count; i++) {
        const integer = integers[i];
        stream[i - 1] = integer - previous - low;
        previous = integer;
      }
      return count - 1;
    case KIND.deltaOfDelta: {
      let delta = integers[1] - previous;
      previous = integers[1];
      for (let i = 2; i < count; i++) {
        const integer = integers[i];
        stream[i - 2] = integer - previous - delta - low;
        delta = integer - previous;
        previous = integer;
      }
      return count - 2;
    }
    case KIND.sparsePlain:
    case KIND.sparsePlainDeep:
      // Here and below without a branch, which would go wrong at every other value.
      for (let i = 0; i < count; i++) {
        stream[length] = integers[i] - min - low;
        length += Number(integers[i] !== min);
      }
      return length;
    default:
      for (let i = 1; i < count; i++) {
        const integer = integers[i];
        stream[length] = integer - previous - low;
        length += Number(integer !== previous);
        previous = integer;
      }
      return length;
  }
}

/** Writes `integers[0, count)` at `at` as planned and returns the place after them. */
export function writeIntegers(
  integers: Float64Array,
  count: number,
  plan: IntegerPlan,
  bytes: Uint8Array,
  words: Uint32Array,
  at: number,
): number {
  const { kind, bounds, factor, min } = plan;
  if (kind === KIND.constant) return writeSigned(bytes, at, min);
  const length = gather(integers, count, kind, min, bounds.low);
  let place = at;
  if (kind === KIND.plain) place = writeSigned(bytes, place, bounds.low);
  else {
    const sparsePlain = kind === KIND.sparsePlain || kind === KIND.sparsePlainDeep;
    place = writeSigned(bytes, place, sparsePlain ? min : integers[0]);
    if (kind === KIND.deltaOfDelta) place = writeSigned(bytes, place, integers[1] - integers[0]);
    place = writeSigned(bytes, place, bounds.low);
    if (sparsePlain) place = writeBitmap(aboveMin, count, kind === KIND.sparsePlainDeep, bytes, place);
    else if (kind === KIND.sparseDelta || kind === KIND.sparseDeltaDeep)
      place = writeBitmap(changed, count - 1, kind === KIND.sparseDeltaDeep, bytes, place);
  }
  return writeStream(stream, length, factor, bounds, 0, bytes, words, place);
}

/** Reads `count` integers (above 0) at the cursor and writes them, divided by `power`, to `out` from `start` on. */
export function readIntegers(
  kind: number,
  cursor: Cursor,
  bytes: Uint8Array,
  words: Uint32Array,
  count: number,
  power: number,
  out: Float64Array,
  start: number,
): void {
  const base = cursor.signed(bytes);
  switch (kind) {
    case KIND.constant:
      out.fill(base / power, start, start + count);
      return;
    case KIND.plain:
      readStream(cursor, bytes, words, count, stream);
      if (power === 1) for (let i = 0; i < count; i++) out[start + i] = stream[i] + base;
      else for (let i = 0; i < count; i++) out[start + i] = (stream[i] + base) / power;
      return;
    case KIND.delta: {
      const step = cursor.signed(bytes);
      readStream(cursor, bytes, words, count - 1, stream);
      let integer = base;
      out[start] = integer / power;
      for (let i = 1; i < count; i++) {
        integer += stream[i - 1] + step;
        out[start + i] = integer / power;
      }
      return;
    }
    case KIND.deltaOfDelta: {
      let delta = cursor.signed(bytes);
      const step = cursor.signed(bytes);
      readStream(cursor, bytes, words, Math.max(0, count - 2), stream);
      let integer = base;
      out[start] = integer / power;
      if (count === 1) return;
      integer += delta;
      out[start + 1] = integer / power;
      for (let i = 2; i < count; i++) {
        delta += stream[i - 2] + step;
        integer += delta;
        out[start + i] = integer / power;
      }
      return;
    }
    case KIND.sparsePlain:
    case KIND.sparsePlainDeep: {
      const step = cursor.signed(bytes) + base;
      readFlagged(cursor, bytes, words, count, kind === KIND.sparsePlainDeep);
      for (let i = 0, from = 0; i < count; i++) {
        const bit = (changed[i >>> 3] >>> (i & 7)) & 1;
        out[start + i] = (bit ? stream[from] + step : base) / power;
        from += bit;
      }
      return;
    }
    default: {
      const step = cursor.signed(bytes);
      readFlagged(cursor, bytes, words, count - 1, kind === KIND.sparseDeltaDeep);
      let integer = base;
      out[start] = integer / power;
      // Without a branch: whether a value changes is the very thing that cannot be foretold.
      for (let i = 1, from = 0; i < count; i++) {
        const bit = (changed[(i - 1) >>> 3] >>> ((i - 1) & 7)) & 1;
        integer += bit * (stream[from] + step);
        from += bit;
        out[start + i] = integer / power;
      }
    }
  }
}

function readFlagged(
  cursor: Cursor,
  bytes: Uint8Array,
  words: Uint32Array,
  count: number,
  deep: boolean,
): void {
  cursor.at = readBitmap(bytes, cursor.at, count, deep, changed);
  readStream(cursor, bytes, words, countBits(changed, count), stream);
}
