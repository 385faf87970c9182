import { type ChunkBuffer, chunkBuffer, decodeChunkOver, encodeChunk, maxChunkBytes } from './codec/chunk.ts';
import { EntryColumns } from './entryColumns.ts';
import { grow } from './growable.ts';

/** 4 MiB an arena segment: few enough objects, and little lost at the end of the last one. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
/** No chunk in a sealed set covers more slots than a page of the head. */
export const MAX_SEALED_SLOTS = 32;

/** What another thread needs to read a sealed set: memory that it shares. */
export interface SealedSnapshot {
  readonly entries: number;
  /** Of {@link EntryColumns}. */
  readonly columns: readonly SharedArrayBuffer[];
  readonly arenas: readonly SharedArrayBuffer[];
}

/**
 * Small encoded chunks that are not yet in a block, in the order in which they were sealed: a later one overlays an
 * earlier one. Each series' chunks form a list from the newest to the oldest. All but that list's heads is shared memory, so that
 * the compactor can encode blocks from it while this thread still answers queries from it.
 */
export class SealedSet {
  private readonly columns = new EntryColumns();
  /** Newest entry of each series, -1 when it has none. */
  private newest: Int32Array<ArrayBuffer> = new Int32Array(0);
  readonly arenas: SharedArrayBuffer[] = [];
  private readonly buffers: ChunkBuffer[] = [];
  private used = SEGMENT_BYTES;
  /** Another thread reads the columns: what stands in them stays. */
  private handedOut = false;

  get entries(): number {
    return this.columns.length;
  }

  /** Bytes of all arenas. */
  get bytes(): number {
    return this.arenas.length * SEGMENT_BYTES;
  }

  /** Encodes `values[from, from + slots)` (NaN: absent) as the series' newest chunk. */
  add(
    series: number,
    level: number,
    firstSlot: number,
    values: Float64Array,
    from: number,
    slots: number,
  ): void {
    if (this.used + maxChunkBytes(slots) > SEGMENT_BYTES) {
      const arena = new SharedArrayBuffer(SEGMENT_BYTES);
      this.arenas.push(arena);
      this.buffers.push(chunkBuffer(arena));
      this.used = 0;
    }
    const segment = this.arenas.length - 1;
    const length = encodeChunk(values, from, slots, this.buffers[segment], this.used);
    if (series >= this.newest.length) this.newest = grow(this.newest, Math.max(series + 1, 1024), -1);
    const place = (segment * SEGMENT_BYTES + this.used) / 4;
    this.newest[series] = this.columns.add(series, level, firstSlot, place, this.newest[series]);
    this.used += length;
  }

  /** Whether there is anything of a series. */
  has(series: number): boolean {
    return series < this.newest.length && this.newest[series] >= 0;
  }

  /** Entries of a series at a level that overlap `[from, to)` (slots), oldest first, into `out`; answers how many. */
  entriesIn(series: number, level: number, from: number, to: number, out: number[]): number {
    if (!this.has(series)) return 0;
    const before = out.length;
    for (let entry = this.newest[series]; entry >= 0; entry = this.columns.previousOf(entry)) {
      const first = this.columns.firstSlotOf(entry);
      // No chunk of this set is longer than a page, but the exact length is read only by the decoder.
      if (this.columns.levelOf(entry) === level && first < to && first + MAX_SEALED_SLOTS > from)
        out.push(entry);
    }
    // The list runs from the newest to the oldest.
    for (let a = before, b = out.length - 1; a < b; a++, b--) {
      const entry = out[a]!;
      out[a] = out[b]!;
      out[b] = entry;
    }
    return out.length - before;
  }

  /** Number of entries of a series. */
  countOf(series: number): number {
    if (!this.has(series)) return 0;
    let count = 0;
    for (let entry = this.newest[series]; entry >= 0; entry = this.columns.previousOf(entry)) count++;
    return count;
  }

  /**
   * Copies the entries of a series, oldest first, into columns from row `at` on, with places counted from arena
   * `firstArena`; answers the row behind them.
   */
  copyEntries(
    series: number,
    firstArena: number,
    levels: Uint8Array,
    firstSlots: Uint32Array,
    places: Uint32Array,
    at: number,
  ): number {
    const count = this.countOf(series);
    let row = at + count;
    for (
      let entry = count > 0 ? this.newest[series] : -1;
      entry >= 0;
      entry = this.columns.previousOf(entry)
    ) {
      row--;
      levels[row] = this.columns.levelOf(entry);
      firstSlots[row] = this.columns.firstSlotOf(entry);
      places[row] = this.columns.placeOf(entry) + (firstArena * SEGMENT_BYTES) / 4;
    }
    return at + count;
  }

  firstSlotOf(entry: number): number {
    return this.columns.firstSlotOf(entry);
  }

  levelOf(entry: number): number {
    return this.columns.levelOf(entry);
  }

  /** All entries of a series, oldest first. */
  entriesOf(series: number): number[] {
    const out: number[] = [];
    if (!this.has(series)) return out;
    for (let entry = this.newest[series]; entry >= 0; entry = this.columns.previousOf(entry)) out.push(entry);
    return out.reverse();
  }

  /** Lays one entry over `out`, whose first value is slot `firstSlot`. */
  decodeOver(entry: number, firstSlot: number, out: Float64Array): void {
    decodeAt(this.buffers, this.columns.placeOf(entry), out, this.columns.firstSlotOf(entry) - firstSlot);
  }

  /** Forgets all entries of a series. Whoever has a {@link snapshot} still finds them. */
  remove(series: number): void {
    if (!this.has(series)) return;
    if (!this.handedOut) for (const entry of this.entriesOf(series)) this.columns.discard(entry);
    this.newest[series] = -1;
  }

  /** For another thread: what it reads does not change any more, so nothing may be added after this. */
  snapshot(): SealedSnapshot {
    this.handedOut = true;
    return { entries: this.entries, columns: this.columns.memory, arenas: this.arenas };
  }
}

/** Decodes chunks of a set in another thread: the one at `place` over `out`, its first slot at `out[at]`. */
export function chunkDecoder(
  arenas: readonly SharedArrayBuffer[],
): (place: number, out: Float64Array, at: number) => void {
  const buffers = arenas.map((arena) => chunkBuffer(arena));
  return (place, out, at) => decodeAt(buffers, place, out, at);
}

function decodeAt(buffers: readonly ChunkBuffer[], place: number, out: Float64Array, at: number): void {
  const segment = Math.floor((place * 4) / SEGMENT_BYTES);
  decodeChunkOver(buffers[segment], place * 4 - segment * SEGMENT_BYTES, out, at);
}
