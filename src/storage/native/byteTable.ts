import { randomBytes } from 'node:crypto';

/**
 * Distinct byte strings, numbered from 0 in the order in which they came: an append-only arena and an
 * open-addressing hash over it. No JavaScript string or object exists for an entry, so a million names cost
 * their bytes plus about 20 bytes each and are invisible to the garbage collector.
 *
 * The hash is seeded at random for each process, so that nobody can send names chosen to collide.
 */
export class ByteTable {
  /** Number of entries. */
  size = 0;
  /** Bytes of all entries, one after the other. Replaced when it grows: never keep it across a call to `add`. */
  arena: Uint8Array;
  /** Where entry i begins in the arena; entry i ends at `offsets[i + 1]`. */
  offsets: Uint32Array;
  private hashes: Uint32Array;
  /** Entry number + 1 at the entry's place, 0 where free. Length is a power of two, at most two thirds full. */
  private slots: Uint32Array;
  private readonly seed = randomBytes(4).readUInt32LE();

  constructor(expectedEntries = 1024) {
    let capacity = 1024;
    while (capacity * 0.6 < expectedEntries) capacity *= 2;
    this.slots = new Uint32Array(capacity);
    this.offsets = new Uint32Array(expectedEntries + 2);
    this.hashes = new Uint32Array(expectedEntries + 1);
    this.arena = new Uint8Array(expectedEntries * 32);
  }

  /** The hash of `bytes[start, end)` for {@link find} and {@link add}. */
  hash(bytes: Uint8Array, start: number, end: number): number {
    let hash = this.seed;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    // FNV's low bits are good and its high bits are not; fold them.
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  /** The number of an entry, or -1. */
  find(bytes: Uint8Array, start: number, end: number, hash = this.hash(bytes, start, end)): number {
    const mask = this.slots.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const entry = this.slots[place] - 1;
      if (entry < 0) return -1;
      if (this.hashes[entry] === hash && this.equals(entry, bytes, start, end)) return entry;
    }
  }

  /** Adds an entry that is known to be absent and returns its number. */
  add(bytes: Uint8Array, start: number, end: number, hash = this.hash(bytes, start, end)): number {
    const entry = this.size;
    const length = end - start;
    const at = this.offsets[entry];
    if (at + length > 0xffffffff) throw new RangeError('the name arena is full (4 GiB)');
    if (at + length > this.arena.length) this.growArena(at + length);
    if (entry + 2 > this.offsets.length) this.growEntries();
    for (let i = 0; i < length; i++) this.arena[at + i] = bytes[start + i];
    this.offsets[entry + 1] = at + length;
    this.hashes[entry] = hash;
    this.size = entry + 1;
    if (this.size * 3 > this.slots.length * 2) this.growSlots();
    else this.place(entry);
    return entry;
  }

  /** The number of an entry, added when it is new. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const hash = this.hash(bytes, start, end);
    const found = this.find(bytes, start, end, hash);
    return found >= 0 ? found : this.add(bytes, start, end, hash);
  }

  /** Whether entry number `entry` is exactly `bytes[start, end)`. */
  equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    let at = this.offsets[entry];
    if (this.offsets[entry + 1] - at !== end - start) return false;
    const arena = this.arena;
    for (let i = start; i < end; i++, at++) if (arena[at] !== bytes[i]) return false;
    return true;
  }

  /** The entry as text (UTF-8). */
  text(entry: number): string {
    return decoder.decode(this.arena.subarray(this.offsets[entry], this.offsets[entry + 1]));
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let place = this.hashes[entry] & mask;
    while (this.slots[place] !== 0) place = (place + 1) & mask;
    this.slots[place] = entry + 1;
  }

  private growSlots(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let entry = 0; entry < this.size; entry++) this.place(entry);
  }

  private growEntries(): void {
    const offsets = new Uint32Array(this.offsets.length * 2);
    offsets.set(this.offsets);
    this.offsets = offsets;
    const hashes = new Uint32Array(this.offsets.length);
    hashes.set(this.hashes);
    this.hashes = hashes;
  }

  private growArena(need: number): void {
    const arena = new Uint8Array(Math.max(need, this.arena.length * 2));
    arena.set(this.arena);
    this.arena = arena;
  }
}

const decoder = new TextDecoder();
