/** Which slots of a chunk hold a value: a bitmap, repeated runs, or a deep bitmap of the absent ones, the smallest. */
import { countBits, deepBytes, emptyBitmap, readBitmap, writeBitmap } from './bitmap.ts';
import { PRESENCE } from './layout.ts';
import { type Cursor, varintBytes, writeVarint } from './varint.ts';

/** Bit i: slot i holds a value. */
const present = emptyBitmap();
const absent = emptyBitmap();

/** Writes what is present of `values[from, from + slots)` at `at`: returns the place after it; `presenceForm` says how. */
export function writePresence(
  values: Float64Array,
  from: number,
  slots: number,
  bytes: Uint8Array,
  at: number,
): number {
  const count = (slots + 7) >>> 3;
  for (let i = 0; i < count; i++) {
    let bits = 0;
    const stop = Math.min(8, slots - i * 8);
    for (let j = 0; j < stop; j++) {
      const value = values[from + i * 8 + j];
      if (!Number.isNaN(value)) bits |= 1 << j;
    }
    present[i] = bits;
    absent[i] = bits ^ ((1 << stop) - 1);
  }
  let best = count;
  presenceForm = PRESENCE.bitmap;
  const deep = deepBytes(absent, slots);
  if (deep < best) {
    best = deep;
    presenceForm = PRESENCE.deepAbsent;
  }
  if (walkRuns(slots, best, undefined, 0) < best) {
    presenceForm = PRESENCE.runs;
    return walkRuns(slots, best, bytes, at);
  }
  if (presenceForm === PRESENCE.bitmap) return writeBitmap(present, slots, false, bytes, at);
  return writeBitmap(absent, slots, true, bytes, at);
}

/** The form that {@link writePresence} has chosen. */
export let presenceForm: number = PRESENCE.bitmap;

/**
 * Runs: absent slots, present slots, how often this pair repeats beyond once; until all slots are covered. Returns
 * their bytes, or the place after them when `out` is given; stops early when they are more than `most`.
 */
function walkRuns(slots: number, most: number, out: Uint8Array | undefined, at: number): number {
  let place = at;
  let slot = 0;
  while (slot < slots && place - at < most) {
    const present0 = nextPresent(slot, slots);
    const end = nextAbsent(present0, slots);
    const gap = present0 - slot;
    const run = end - present0;
    let repeats = 0;
    slot = end;
    while (slot < slots) {
      const start = nextPresent(slot, slots);
      const stop = nextAbsent(start, slots);
      if (start - slot !== gap || stop - start !== run) break;
      repeats++;
      slot = stop;
    }
    if (out === undefined) place += varintBytes(gap) + varintBytes(run) + varintBytes(repeats);
    else place = writeVarint(out, writeVarint(out, writeVarint(out, place, gap), run), repeats);
  }
  return place;
}

function nextPresent(from: number, slots: number): number {
  let slot = from;
  while (slot < slots && ((present[slot >>> 3] >>> (slot & 7)) & 1) === 0) slot++;
  return slot;
}

function nextAbsent(from: number, slots: number): number {
  let slot = from;
  while (slot < slots && (present[slot >>> 3] >>> (slot & 7)) & 1) slot++;
  return slot;
}

/** Reads what is present of `slots` slots into {@link presentBits} and returns how many are. */
export function readPresence(form: number, cursor: Cursor, bytes: Uint8Array, slots: number): number {
  if (form === PRESENCE.bitmap) cursor.at = readBitmap(bytes, cursor.at, slots, false, present);
  else if (form === PRESENCE.deepAbsent) {
    cursor.at = readBitmap(bytes, cursor.at, slots, true, present);
    const count = (slots + 7) >>> 3;
    for (let i = 0; i < count; i++) present[i] = ~present[i];
  } else readRuns(cursor, bytes, slots);
  return countBits(present, slots);
}

/** Bit i of byte ⌊i/8⌋: slot i of the chunk read last holds a value. */
export const presentBits: Uint8Array = present;

function readRuns(cursor: Cursor, bytes: Uint8Array, slots: number): void {
  present.fill(0, 0, (slots + 7) >>> 3);
  let slot = 0;
  while (slot < slots) {
    const gap = cursor.varint(bytes);
    const run = cursor.varint(bytes);
    const times = cursor.varint(bytes) + 1;
    if (gap + run === 0 || slot + (gap + run) * times > slots)
      throw new Error(`damaged chunk: runs of slots beyond its ${slots}`);
    for (let time = 0; time < times; time++) {
      slot += gap;
      for (const end = slot + run; slot < end; slot++) present[slot >>> 3] |= 1 << (slot & 7);
    }
  }
}
