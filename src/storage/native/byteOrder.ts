import type { ByteTable } from './byteTable.ts';

/**
 * Sorts entries of a {@link ByteTable} by their bytes, which is the order of code points. A key is `2 × entry`, or
 * `2 × entry + 1` for the entry with a dot behind it: a branch stands where its first name does (`a-b.x` before `a.x`).
 * Keys must be distinct. Returns the places of the keys in ascending order; with `most`, only so many of them need be right.
 *
 * Radix by most significant digits of four bytes: each digit and its place are one double, which typed arrays sort natively,
 * without a call of JavaScript for each comparison.
 */
export function orderByBytes(
  table: ByteTable,
  keys: Uint32Array,
  most = keys.length,
): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  /** Ranges that are equal up to a depth: from, to, depth. */
  const open = [0, keys.length, 0];
  while (open.length > 0) {
    const depth = open.pop()!;
    const to = open.pop()!;
    const from = open.pop()!;
    if (from >= most) continue;
    if (to - from <= FEW) insertionSort(table, keys, order, from, to, depth);
    else radixPass(table, keys, order, from, to, depth, open);
  }
  return order;
}

/** Ranges of so many keys are sorted by comparing. */
const FEW = 12;
/** A digit of 4 bytes leaves 21 bits of a double's 53 for the place, one of 3 bytes 29. */
const FOUR_BYTES_MOST = 2 ** 21;
const DOT = 46;

function radixPass(
  table: ByteTable,
  keys: Uint32Array,
  order: Uint32Array,
  from: number,
  to: number,
  equalDepth: number,
  open: number[],
): void {
  const { arena, offsets } = table;
  const depth = equalDepth + commonBytes(table, keys, order, from, to, equalDepth);
  const width = to - from <= FOUR_BYTES_MOST ? 4 : 3;
  const places = width === 4 ? FOUR_BYTES_MOST : 2 ** 29;
  const digits = new Float64Array(to - from);
  for (let i = from; i < to; i++) {
    const key = keys[order[i]];
    const end = offsets[(key >>> 1) + 1];
    let at = offsets[key >>> 1] + depth;
    let digit = 0;
    for (let k = 0; k < width; k++, at++) {
      digit = digit * 256 + (at < end ? arena[at] : at === end && (key & 1) === 1 ? DOT : 0);
    }
    digits[i - from] = digit * places + (i - from);
  }
  digits.sort();
  const before = order.slice(from, to);
  let start = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Math.floor(digits[i] / places);
    order[from + i] = before[digits[i] - digit * places];
    const next = i + 1 < digits.length ? Math.floor(digits[i + 1] / places) : -1;
    if (next === digit) continue;
    // A digit that ends in a zero byte is the end of its key: there is no other such.
    if (i > start && (digit & 255) !== 0) open.push(from + start, from + i + 1, depth + width);
    start = i + 1;
  }
}

/** How many bytes from `depth` on all keys of a range share. */
function commonBytes(
  table: ByteTable,
  keys: Uint32Array,
  order: Uint32Array,
  from: number,
  to: number,
  depth: number,
): number {
  const { arena, offsets } = table;
  const first = keys[order[from]] >>> 1;
  const base = offsets[first] + depth;
  let common = offsets[first + 1] - base;
  for (let i = from + 1; i < to && common > 0; i++) {
    const entry = keys[order[i]] >>> 1;
    const at = offsets[entry] + depth;
    const most = Math.min(common, offsets[entry + 1] - at);
    let same = 0;
    while (same < most && arena[at + same] === arena[base + same]) same++;
    common = same;
  }
  return Math.max(0, common);
}

function insertionSort(
  table: ByteTable,
  keys: Uint32Array,
  order: Uint32Array,
  from: number,
  to: number,
  depth: number,
): void {
  for (let i = from + 1; i < to; i++) {
    const moved = order[i];
    let at = i;
    while (at > from && compareKeys(table, keys[order[at - 1]], keys[moved], depth) > 0) {
      order[at] = order[at - 1];
      at--;
    }
    order[at] = moved;
  }
}

function compareKeys({ arena, offsets }: ByteTable, a: number, b: number, depth: number): number {
  const endA = offsets[(a >>> 1) + 1];
  const endB = offsets[(b >>> 1) + 1];
  let atA = offsets[a >>> 1] + depth;
  let atB = offsets[b >>> 1] + depth;
  while (atA < endA && atB < endB) {
    const difference = arena[atA++] - arena[atB++];
    if (difference !== 0) return difference;
  }
  return lastByte(arena, atA, endA, a) - lastByte(arena, atB, endB, b);
}

function lastByte(arena: Uint8Array, at: number, end: number, key: number): number {
  return at < end ? arena[at] : at === end && (key & 1) === 1 ? DOT : 0;
}

/** Compares a key with other bytes: below, equal to or above zero, as sorting functions do. */
export function compareKeyWith(
  { arena, offsets }: ByteTable,
  key: number,
  bytes: Uint8Array,
  start: number,
): number {
  const end = offsets[(key >>> 1) + 1];
  let at = offsets[key >>> 1];
  let i = start;
  for (; at < end; at++, i++) {
    if (i >= bytes.length) return 1;
    const difference = arena[at] - bytes[i];
    if (difference !== 0) return difference;
  }
  if ((key & 1) === 1) {
    if (i >= bytes.length) return 1;
    if (bytes[i] !== DOT) return DOT - bytes[i];
    i++;
  }
  return i < bytes.length ? -1 : 0;
}
