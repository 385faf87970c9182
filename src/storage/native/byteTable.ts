import { randomBytes } from 'node:crypto';
import { letGoOf } from './giveMemoryBack.ts';
import { grow } from './growable.ts';

/**
 * Distinct byte strings without line feeds, numbered from 0 in the order in which they came: an append-only arena and an
 * open-addressing hash over it. No JavaScript string or object exists for an entry, so a million names cost
 * their bytes plus about 20 bytes each and are invisible to the garbage collector.
 *
 * The hash is HalfSipHash-1-3 (Aumasson, Bernstein: *SipHash: a fast short-input PRF*) with a random key for each
 * table, so that nobody can send names chosen to collide. Quicker hashes with a seed (Murmur, FNV) have collisions
 * that hold for every seed.
 */
export class ByteTable {
  /** Entries ever added; the next one gets this number. */
  size = 0;
  /** Entries that are in the table. */
  live = 0;
  /**
   * Bytes of all entries, one after the other, and at least {@link SPARE_BYTES} behind the last. Replaced when it grows and
   * when removed entries are squeezed out: never keep it across a call to `add` or `remove`.
   */
  arena: Uint8Array<ArrayBuffer>;
  /** The arena, for numbers of several bytes. Replaced together with it. */
  view: DataView<ArrayBuffer>;
  /** Where entry i begins in the arena; entry i ends at `offsets[i + 1]`. */
  offsets: Uint32Array<ArrayBuffer>;
  private hashes: Uint32Array<ArrayBuffer>;
  /** Entry number + 1 at the entry's place, 0 where free. Length is a power of two, at most two thirds full. */
  private slots: Uint32Array<ArrayBuffer>;
  /** Bytes in the arena that {@link squeeze} would give back. */
  private deadBytes = 0;
  /** The arena for texts, replaced together with it. */
  private text8: Buffer<ArrayBuffer>;
  private readonly key0: number;
  private readonly key1: number;

  /** Has room for so many entries and bytes from the beginning. */
  constructor(expectedEntries = 1024, expectedBytes = expectedEntries * 32) {
    const key = randomBytes(8);
    this.key0 = key.readInt32LE(0);
    this.key1 = key.readInt32LE(4);
    this.slots = new Uint32Array(slotsFor(expectedEntries));
    this.offsets = new Uint32Array(expectedEntries + 2);
    this.hashes = new Uint32Array(expectedEntries + 2);
    this.arena = new Uint8Array(expectedBytes + SPARE_BYTES);
    this.view = new DataView(this.arena.buffer);
    this.text8 = Buffer.from(this.arena.buffer);
  }

  /** The hash of `bytes[start, end)` for {@link find} and {@link add}. */
  hash(bytes: Uint8Array, start: number, end: number): number {
    let v0 = this.key0;
    let v1 = this.key1;
    let v2 = 0x6c796765 ^ this.key0;
    let v3 = 0x74656462 ^ this.key1;
    const whole = start + ((end - start) & ~3);
    for (let at = start; ; at += 4) {
      let word: number;
      // As quick as a DataView, and there is no view to be made for each new buffer.
      if (at < whole) word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      else {
        word = (end - start) << 24;
        if (at < end) word |= bytes[at];
        if (at + 1 < end) word |= bytes[at + 1] << 8;
        if (at + 2 < end) word |= bytes[at + 2] << 16;
      }
      v3 ^= word;
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= word;
      if (at >= whole) break;
    }
    v2 ^= 0xff;
    for (let round = 0; round < 3; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    return (v1 ^ v3) >>> 0;
  }

  /** The number of an entry, or -1. */
  find(bytes: Uint8Array, start: number, end: number, hash = this.hash(bytes, start, end)): number {
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const entry = slots[place] - 1;
      if (entry < 0) return -1;
      if (hashes[entry] === hash && this.equals(entry, bytes, start, end)) return entry;
    }
  }

  /** Adds an entry that is known to be absent and returns its number. */
  add(bytes: Uint8Array, start: number, end: number, hash = this.hash(bytes, start, end)): number {
    const entry = this.size;
    const length = end - start;
    const at = this.offsets[entry];
    if (at + length > 0xffffffff - SPARE_BYTES) throw new RangeError('the name arena is full (4 GiB)');
    if (at + length + SPARE_BYTES > this.arena.length) this.growArena(at + length + SPARE_BYTES);
    if (entry + 2 > this.offsets.length) this.growEntries(entry);
    const { arena } = this;
    for (let i = 0; i < length; i++) arena[at + i] = bytes[start + i];
    this.offsets[entry + 1] = at + length;
    this.hashes[entry] = hash;
    this.size = entry + 1;
    this.live++;
    if (this.live * 3 > this.slots.length * 2) this.growSlots(this.slots.length * 2);
    this.place(entry);
    return entry;
  }

  /** The number of an entry, added when it is new. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const hash = this.hash(bytes, start, end);
    const found = this.find(bytes, start, end, hash);
    return found >= 0 ? found : this.add(bytes, start, end, hash);
  }

  /**
   * Takes an entry out. Its number is not given again, and its bytes become line feeds, which stand in no name: who
   * compares with the arena alone never takes a removed entry for a live one.
   */
  remove(entry: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let hole = this.hashes[entry] & mask;
    while (slots[hole] !== entry + 1) hole = (hole + 1) & mask;
    // Backward shift (Knuth 6.4, algorithm R): what probing would reach over the hole moves into it.
    for (let place = (hole + 1) & mask; slots[place] !== 0; place = (place + 1) & mask) {
      const home = this.hashes[slots[place] - 1] & mask;
      if (((place - home) & mask) >= ((place - hole) & mask)) {
        slots[hole] = slots[place];
        hole = place;
      }
    }
    slots[hole] = 0;
    const start = this.offsets[entry];
    const end = this.offsets[entry + 1];
    this.arena.fill(LINE_FEED, start, end);
    this.live--;
    this.deadBytes += Math.max(0, end - start - 1);
    if (this.deadBytes > SQUEEZE_BYTES && this.deadBytes * 2 > this.offsets[this.size]) this.squeeze();
  }

  /** False when the entry has been removed. */
  isLive(entry: number): boolean {
    const start = this.offsets[entry];
    return this.offsets[entry + 1] > start && this.arena[start] !== LINE_FEED;
  }

  /** Whether entry number `entry` is exactly `bytes[start, end)`. */
  equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    let at = this.offsets[entry];
    if (this.offsets[entry + 1] - at !== end - start) return false;
    const { arena } = this;
    for (let i = start; i < end; i++, at++) if (arena[at] !== bytes[i]) return false;
    return true;
  }

  /** The entry as text (UTF-8). */
  text(entry: number): string {
    return this.text8.toString('utf8', this.offsets[entry], this.offsets[entry + 1]);
  }

  /** Makes room for so many entries and bytes in all, so that adding them copies nothing. */
  reserve(entries: number, bytes: number): void {
    if (bytes + SPARE_BYTES > this.arena.length) this.growArena(bytes + SPARE_BYTES);
    if (entries + 2 > this.offsets.length) this.growEntries(entries);
    if (slotsFor(entries) > this.slots.length) this.growSlots(slotsFor(entries));
  }

  private place(entry: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let place = this.hashes[entry] & mask;
    while (slots[place] !== 0) place = (place + 1) & mask;
    slots[place] = entry + 1;
  }

  private growSlots(length: number): void {
    const old = this.slots;
    this.slots = new Uint32Array(length);
    for (let i = 0; i < old.length; i++) if (old[i] !== 0) this.place(old[i] - 1);
    letGoOf(old.byteLength);
  }

  private growEntries(entries: number): void {
    this.offsets = grow(this.offsets, entries + 2);
    this.hashes = grow(this.hashes, entries + 2);
  }

  private growArena(need: number): void {
    const arena = new Uint8Array(Math.max(need, Math.min(this.arena.length * 2, MAX_ARENA)));
    arena.set(this.arena.subarray(0, this.offsets[this.size]));
    this.setArena(arena);
  }

  private setArena(arena: Uint8Array<ArrayBuffer>): void {
    const { byteLength } = this.arena;
    this.arena = arena;
    this.view = new DataView(arena.buffer);
    this.text8 = Buffer.from(arena.buffer);
    letGoOf(byteLength);
  }

  /**
   * Closes the gaps of removed entries. They keep their numbers and one line feed each: an empty entry would equal the
   * nothing that stands before the first blank of a line.
   */
  private squeeze(): void {
    const { arena, offsets } = this;
    const packed = new Uint8Array(arena.length);
    let at = 0;
    for (let entry = 0; entry < this.size; entry++) {
      const start = offsets[entry];
      const end = offsets[entry + 1];
      offsets[entry] = at;
      if (end > start && arena[start] === LINE_FEED) packed[at++] = LINE_FEED;
      else for (let i = start; i < end; i++) packed[at++] = arena[i];
    }
    offsets[this.size] = at;
    this.deadBytes = 0;
    this.setArena(packed);
  }
}

/** Readable behind the last entry, so that a number of 8 bytes can be read at every byte of an entry. */
const SPARE_BYTES = 8;
const MAX_ARENA = 2 ** 32 - 1;
/** Removed names are not worth a pass below this. */
const SQUEEZE_BYTES = 1024 * 1024;
const LINE_FEED = 10;

function slotsFor(entries: number): number {
  let length = 1024;
  while (length * 2 < entries * 3) length *= 2;
  return length;
}
