import { type ChunkBuffer, chunkBuffer, decodeChunkOver, encodeChunk, maxChunkBytes } from './codec/chunk.ts';
import { grow } from './growable.ts';

/** 4 MiB an arena segment: few enough objects, and little lost at the end of the last one. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
/** No chunk in a sealed set covers more slots than a page of the head. */
export const MAX_SEALED_SLOTS = 32;
/** The series of an entry that counts no more. */
export const NO_SERIES = 0xffffffff;

/** What another thread needs to read a sealed set; the arenas are shared, the columns are copies. */
export interface SealedSnapshot {
  readonly entries: number;
  /** {@link NO_SERIES} for entries that count no more. */
  readonly series: Uint32Array<ArrayBuffer>;
  readonly levels: Uint8Array<ArrayBuffer>;
  readonly firstSlots: Uint32Array<ArrayBuffer>;
  /** Place of the chunk, in units of 4 bytes over all arenas. */
  readonly places: Uint32Array<ArrayBuffer>;
  readonly arenas: SharedArrayBuffer[];
}

/**
 * Small encoded chunks that are not yet in a block, in the order in which they were sealed: a later one overlays an
 * earlier one. Each series' chunks form a list from the newest to the oldest. The arenas are shared memory, so that
 * the compactor can encode blocks from them while this thread still answers queries from them.
 */
export class SealedSet {
  entries = 0;
  private series = new Uint32Array(1024);
  private levels = new Uint8Array(1024);
  private firstSlots = new Uint32Array(1024);
  private places = new Uint32Array(1024);
  private previous = new Int32Array(1024);
  /** Newest entry of each series, -1 when it has none. */
  private newest: Int32Array<ArrayBuffer> = new Int32Array(0);
  readonly arenas: SharedArrayBuffer[] = [];
  private readonly buffers: ChunkBuffer[] = [];
  private used = SEGMENT_BYTES;

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
    const entry = this.entries++;
    if (entry >= this.series.length) {
      this.series = grow(this.series, entry + 1);
      this.levels = grow(this.levels, entry + 1);
      this.firstSlots = grow(this.firstSlots, entry + 1);
      this.places = grow(this.places, entry + 1);
      this.previous = grow(this.previous, entry + 1);
    }
    if (series >= this.newest.length) this.newest = grow(this.newest, Math.max(series + 1, 1024), -1);
    this.series[entry] = series;
    this.levels[entry] = level;
    this.firstSlots[entry] = firstSlot;
    this.places[entry] = (segment * SEGMENT_BYTES + this.used) / 4;
    this.previous[entry] = this.newest[series];
    this.newest[series] = entry;
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
    for (let entry = this.newest[series]; entry >= 0; entry = this.previous[entry]) {
      const first = this.firstSlots[entry];
      // No chunk of this set is longer than a page, but the exact length is read only by the decoder.
      if (this.levels[entry] === level && first < to && first + MAX_SEALED_SLOTS > from) out.push(entry);
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
    for (let entry = this.newest[series]; entry >= 0; entry = this.previous[entry]) count++;
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
    for (let entry = count > 0 ? this.newest[series] : -1; entry >= 0; entry = this.previous[entry]) {
      row--;
      levels[row] = this.levels[entry];
      firstSlots[row] = this.firstSlots[entry];
      places[row] = this.places[entry] + (firstArena * SEGMENT_BYTES) / 4;
    }
    return at + count;
  }

  firstSlotOf(entry: number): number {
    return this.firstSlots[entry];
  }

  levelOf(entry: number): number {
    return this.levels[entry];
  }

  /** All entries of a series, oldest first. */
  entriesOf(series: number): number[] {
    const out: number[] = [];
    if (!this.has(series)) return out;
    for (let entry = this.newest[series]; entry >= 0; entry = this.previous[entry]) out.push(entry);
    return out.reverse();
  }

  /** Lays one entry over `out`, whose first value is slot `firstSlot`. */
  decodeOver(entry: number, firstSlot: number, out: Float64Array): void {
    const place = this.places[entry] * 4;
    const segment = Math.floor(place / SEGMENT_BYTES);
    decodeChunkOver(
      this.buffers[segment],
      place - segment * SEGMENT_BYTES,
      out,
      this.firstSlots[entry] - firstSlot,
    );
  }

  /** Forgets all entries of a series. */
  remove(series: number): void {
    if (!this.has(series)) return;
    for (let entry = this.newest[series]; entry >= 0; entry = this.previous[entry])
      this.series[entry] = NO_SERIES;
    this.newest[series] = -1;
  }

  snapshot(): SealedSnapshot {
    return {
      entries: this.entries,
      series: this.series.slice(0, this.entries),
      levels: this.levels.slice(0, this.entries),
      firstSlots: this.firstSlots.slice(0, this.entries),
      places: this.places.slice(0, this.entries),
      arenas: this.arenas,
    };
  }
}

/** Reads a snapshot in another thread: decodes entry `entry` over `out`, whose first value is slot `firstSlot`. */
export function snapshotReader(
  snapshot: Pick<SealedSnapshot, 'firstSlots' | 'places' | 'arenas'>,
): (entry: number, firstSlot: number, out: Float64Array) => void {
  const buffers = snapshot.arenas.map((arena) => chunkBuffer(arena));
  return (entry, firstSlot, out) => {
    const place = snapshot.places[entry] * 4;
    const segment = Math.floor(place / SEGMENT_BYTES);
    decodeChunkOver(
      buffers[segment],
      place - segment * SEGMENT_BYTES,
      out,
      snapshot.firstSlots[entry] - firstSlot,
    );
  };
}
