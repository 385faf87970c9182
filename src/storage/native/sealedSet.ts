import { type ChunkBuffer, chunkBuffer, decodeChunkOver, encodeChunk, maxChunkBytes } from './codec.ts';
import { grow } from './growable.ts';

/** 8 MiB an arena segment: few enough objects, and little lost at the end of the last one. */
const SEGMENT_BYTES = 8 * 1024 * 1024;

/** What another thread needs to read a sealed set; the arenas are shared, the columns are copies. */
export interface SealedSnapshot {
  readonly entries: number;
  readonly series: Uint32Array<ArrayBuffer>;
  readonly firstSlots: Uint32Array<ArrayBuffer>;
  /** Place of the chunk, in units of 8 bytes over all arenas. */
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
  private firstSlots = new Uint32Array(1024);
  private places = new Uint32Array(1024);
  private previous = new Int32Array(1024);
  /** Newest entry of each series, -1 when it has none. */
  private newest: Int32Array<ArrayBuffer> = new Int32Array(0);
  private readonly arenas: SharedArrayBuffer[] = [];
  private readonly buffers: ChunkBuffer[] = [];
  private used = SEGMENT_BYTES;

  /** Bytes of all arenas. */
  get bytes(): number {
    return this.arenas.length * SEGMENT_BYTES;
  }

  /** Encodes `values[from, from + slots)` (NaN: absent) as the series' newest chunk. */
  add(series: number, firstSlot: number, values: Float64Array, from: number, slots: number): void {
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
      this.firstSlots = grow(this.firstSlots, entry + 1);
      this.places = grow(this.places, entry + 1);
      this.previous = grow(this.previous, entry + 1);
    }
    if (series >= this.newest.length) this.newest = grow(this.newest, Math.max(series + 1, 1024), -1);
    this.series[entry] = series;
    this.firstSlots[entry] = firstSlot;
    this.places[entry] = (segment * SEGMENT_BYTES + this.used) / 8;
    this.previous[entry] = this.newest[series];
    this.newest[series] = entry;
    this.used += length;
  }

  /** Lays the series' chunks over `out`, whose first value is slot `firstSlot`, oldest first. False when there are none. */
  readOver(series: number, firstSlot: number, out: Float64Array): boolean {
    if (series >= this.newest.length) return false;
    let count = 0;
    for (let entry = this.newest[series]; entry >= 0; entry = this.previous[entry]) {
      const start = this.firstSlots[entry] - firstSlot;
      // No chunk of this set is longer than a page, but the exact length is read only by the decoder.
      if (start < out.length && start > -MAX_SEALED_SLOTS) {
        if (count === work.length) work = grow(work, count + 1);
        work[count++] = entry;
      }
    }
    const found = count > 0;
    while (count > 0) {
      const entry = work[--count];
      const place = this.places[entry] * 8;
      const segment = Math.floor(place / SEGMENT_BYTES);
      const start = this.firstSlots[entry] - firstSlot;
      decodeChunkOver(this.buffers[segment], place - segment * SEGMENT_BYTES, out, start);
    }
    return found;
  }

  snapshot(): SealedSnapshot {
    return {
      entries: this.entries,
      series: this.series.slice(0, this.entries),
      firstSlots: this.firstSlots.slice(0, this.entries),
      places: this.places.slice(0, this.entries),
      arenas: this.arenas,
    };
  }
}

/** No chunk in a sealed set covers more slots than a page of the head. */
export const MAX_SEALED_SLOTS = 32;
let work = new Int32Array(1024);

/** Reads a snapshot in another thread: decodes entry `entry` over `out`, whose first value is slot `firstSlot`. */
export function snapshotReader(
  snapshot: SealedSnapshot,
): (entry: number, firstSlot: number, out: Float64Array) => void {
  const buffers = snapshot.arenas.map((arena) => chunkBuffer(arena));
  return (entry, firstSlot, out) => {
    const place = snapshot.places[entry] * 8;
    const segment = Math.floor(place / SEGMENT_BYTES);
    decodeChunkOver(
      buffers[segment],
      place - segment * SEGMENT_BYTES,
      out,
      snapshot.firstSlots[entry] - firstSlot,
    );
  };
}
