import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import {
  CHUNK_SLOTS,
  type ChunkBuffer,
  chunkBuffer,
  decodeChunkOver,
  encodeChunk,
  maxChunkBytes,
} from './codec.ts';

/**
 * Block files: immutable, many chunks of one partition (step and retention) and one time window, ordered by series
 * number, a checksum on each chunk and on the directory. The format is drawn in docs/formats/block.md.
 *
 * Series numbers rather than names give the order: series that arrive together get neighbouring numbers, so a
 * subtree mostly lies together, and the directory is searched by number without the names at hand.
 */
const MAGIC = 0x4b424c50; // "PLBK"
const VERSION = 1;
const HEADER_BYTES = 64;
const FOOTER_BYTES = 32;
/** Bytes of a directory row: series, place, checksum (u32 each), length/8, first slot, slots (u16 each). */
const ROW_BYTES = 18;

/** Slots of a block's window; a chunk's first slot counts from the window's. */
export const WINDOW_SLOTS = 8192;

/** First slot of the window that a slot lies in. */
export function windowOf(slot: number): number {
  return slot - (slot % WINDOW_SLOTS);
}

/** What a manifest knows of a block. */
export interface BlockInfo {
  /** File name in the blocks folder. */
  readonly file: string;
  /** Seconds between slots. */
  readonly step: number;
  /** Seconds that the points are kept. */
  readonly retention: number;
  /** First slot of the window. */
  readonly window: number;
  /** Later blocks overlay earlier ones. */
  readonly generation: number;
  /** How many times the content was merged: blocks of one level are of like size. */
  readonly level: number;
  readonly bytes: number;
  readonly rows: number;
}

export class CorruptBlockError extends Error {
  override name = 'CorruptBlockError';
}

/** Writes one block. Series must come in ascending order; nothing is visible under the final name before `finish`. */
export class BlockWriter {
  private readonly fd: number;
  private readonly path: string;
  private readonly out: ChunkBuffer;
  private used = 0;
  private written = HEADER_BYTES;
  private rows = 0;
  private readonly series: number[] = [];
  private readonly places: number[] = [];
  private readonly sums: number[] = [];
  private readonly lengths: number[] = [];
  private readonly firsts: number[] = [];
  private readonly slots: number[] = [];

  constructor(path: string) {
    this.path = path;
    this.fd = openSync(`${path}.tmp`, 'w', 0o640);
    this.out = chunkBuffer(new ArrayBuffer(1024 * 1024));
  }

  /**
   * Adds the slots `[from, to)` of one series' window (NaN: absent; nothing outside them), cut into chunks on a grid
   * of {@link CHUNK_SLOTS}.
   */
  add(series: number, window: Float64Array, from = 0, to = WINDOW_SLOTS): void {
    for (let start = from - (from % CHUNK_SLOTS); start < to; start += CHUNK_SLOTS) {
      let first = Math.max(start, from);
      let end = Math.min(start + CHUNK_SLOTS, to);
      while (first < end && Number.isNaN(window[first])) first++;
      if (first === end) continue;
      while (Number.isNaN(window[end - 1])) end--;
      if (this.used + maxChunkBytes(CHUNK_SLOTS) > this.out.bytes.length) this.flush();
      const length = encodeChunk(window, first, end - first, this.out, this.used);
      this.series.push(series);
      this.places.push((this.written + this.used) / 8);
      this.sums.push(crc32(this.out.bytes.subarray(this.used, this.used + length)));
      this.lengths.push(length / 8);
      this.firsts.push(first);
      this.slots.push(end - first);
      this.used += length;
      this.rows++;
    }
  }

  /** Writes the directory, syncs and renames. Returns the file's length and number of rows. */
  finish(info: Pick<BlockInfo, 'step' | 'retention' | 'window' | 'generation'>): {
    bytes: number;
    rows: number;
  } {
    this.flush();
    const directory = Buffer.alloc((this.rows * ROW_BYTES + 7) & ~7);
    const { rows } = this;
    const columns = directoryColumns(directory.buffer, directory.byteOffset, rows);
    columns.series.set(this.series);
    columns.places.set(this.places);
    columns.sums.set(this.sums);
    columns.lengths.set(this.lengths);
    columns.firsts.set(this.firsts);
    columns.slots.set(this.slots);
    const footer = Buffer.alloc(FOOTER_BYTES);
    footer.writeDoubleLE(this.written, 0);
    footer.writeUInt32LE(rows, 8);
    footer.writeUInt32LE(crc32(directory), 12);
    footer.writeUInt32LE(crc32(footer.subarray(0, 16)), 16);
    footer.writeUInt32LE(MAGIC, 28);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(MAGIC, 0);
    header.writeUInt32LE(VERSION, 4);
    header.writeUInt32LE(info.step, 8);
    header.writeUInt32LE(info.retention, 12);
    header.writeUInt32LE(info.window, 16);
    header.writeUInt32LE(WINDOW_SLOTS, 20);
    header.writeUInt32LE(info.generation, 24);
    header.writeUInt32LE(crc32(header.subarray(0, 60)), 60);
    writeAll(this.fd, directory, this.written);
    writeAll(this.fd, footer, this.written + directory.length);
    writeAll(this.fd, header, 0);
    fsyncSync(this.fd);
    closeSync(this.fd);
    renameSync(`${this.path}.tmp`, this.path);
    return { bytes: this.written + directory.length + FOOTER_BYTES, rows };
  }

  private flush(): void {
    writeAll(this.fd, this.out.bytes.subarray(0, this.used), this.written);
    this.written += this.used;
    this.used = 0;
  }
}

function writeAll(fd: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done);
}

interface Directory {
  readonly series: Uint32Array;
  readonly places: Uint32Array;
  readonly sums: Uint32Array;
  readonly lengths: Uint16Array;
  readonly firsts: Uint16Array;
  readonly slots: Uint16Array;
}

function directoryColumns(buffer: ArrayBufferLike, offset: number, rows: number): Directory {
  return {
    series: new Uint32Array(buffer, offset, rows),
    places: new Uint32Array(buffer, offset + rows * 4, rows),
    sums: new Uint32Array(buffer, offset + rows * 8, rows),
    lengths: new Uint16Array(buffer, offset + rows * 12, rows),
    firsts: new Uint16Array(buffer, offset + rows * 14, rows),
    slots: new Uint16Array(buffer, offset + rows * 16, rows),
  };
}

/** Told of each chunk that fails its checksum: it is left out of answers. */
export type OnCorruptChunk = (file: string, series: number, place: number) => void;

/** Reads one block. The directory stays in memory while the reader is open. */
export class BlockReader {
  readonly rows: number;
  private readonly fd: number;
  private readonly path: string;
  private readonly directory: Directory;
  private buffer = chunkBuffer(new ArrayBuffer(64 * 1024));
  private readonly onCorrupt: OnCorruptChunk;

  /** Throws {@link CorruptBlockError} when header, footer or directory are not what was written. */
  constructor(path: string, onCorrupt: OnCorruptChunk) {
    this.path = path;
    this.onCorrupt = onCorrupt;
    this.fd = openSync(path, 'r');
    try {
      const header = Buffer.alloc(HEADER_BYTES);
      if (readAt(this.fd, header, 0) < HEADER_BYTES) throw this.corrupt('is shorter than its header');
      if (header.readUInt32LE(0) !== MAGIC) throw this.corrupt('does not begin as a block does');
      if (header.readUInt32LE(60) !== crc32(header.subarray(0, 60)))
        throw this.corrupt('has a damaged header');
      const version = header.readUInt32LE(4);
      if (version !== VERSION || header.readUInt32LE(20) !== WINDOW_SLOTS) {
        throw this.corrupt(
          `has version ${version}, which this program does not read: it was written by a newer one`,
        );
      }
      const { footer, at } = this.readFooter();
      const offset = footer.readDoubleLE(0);
      this.rows = footer.readUInt32LE(8);
      const directory = new Uint8Array((this.rows * ROW_BYTES + 7) & ~7);
      if (offset + directory.length !== at || readAt(this.fd, directory, offset) < directory.length) {
        throw this.corrupt('has a directory of another size than its footer says');
      }
      if (crc32(directory) !== footer.readUInt32LE(12)) throw this.corrupt('has a damaged directory');
      this.directory = directoryColumns(directory.buffer, 0, this.rows);
    } catch (error) {
      closeSync(this.fd);
      throw error;
    }
  }

  /** Series number of a row; rows are in ascending order of series, then of slot. */
  seriesAt(row: number): number {
    return this.directory.series[row];
  }

  /** First row of a series, or -1 when it has none. */
  firstRow(series: number): number {
    const column = this.directory.series;
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (column[middle] < series) low = middle + 1;
      else high = middle;
    }
    return low < this.rows && column[low] === series ? low : -1;
  }

  /**
   * Lays the series' values, from row `row` on, over `out`; `out[0]` is slot `outSlot` counted from the window's first
   * (it may be negative). Returns the row after the series' last.
   */
  readOver(row: number, out: Float64Array, outSlot: number): number {
    const { series, firsts, slots, places, lengths } = this.directory;
    const wanted = series[row];
    let end = row;
    let from = -1;
    let to = -1;
    for (; end < this.rows && series[end] === wanted; end++) {
      const start = firsts[end] - outSlot;
      if (start >= out.length || start + slots[end] <= 0) continue;
      if (from < 0) from = end;
      to = end;
    }
    if (from < 0) return end;
    // Chunks of one series lie end to end: one read for all that are wanted.
    const begin = places[from] * 8;
    const length = (places[to] + lengths[to]) * 8 - begin;
    if (this.buffer.bytes.length < length) {
      this.buffer = chunkBuffer(new ArrayBuffer(Math.max(length, this.buffer.bytes.length * 2)));
    }
    const { bytes } = this.buffer;
    const got = readAt(this.fd, bytes.subarray(0, length), begin);
    for (let each = from; each <= to; each++) {
      const at = places[each] * 8 - begin;
      const stop = at + lengths[each] * 8;
      if (stop > got || crc32(bytes.subarray(at, stop)) !== this.directory.sums[each]) {
        this.onCorrupt(this.path, wanted, places[each] * 8);
        continue;
      }
      decodeChunkOver(this.buffer, at, out, firsts[each] - outSlot);
    }
    return end;
  }

  close(): void {
    closeSync(this.fd);
  }

  private readFooter(): { footer: Buffer; at: number } {
    const { size } = fstatSync(this.fd);
    const at = size - FOOTER_BYTES;
    const footer = Buffer.alloc(FOOTER_BYTES);
    if (
      at < HEADER_BYTES ||
      readAt(this.fd, footer, at) < FOOTER_BYTES ||
      footer.readUInt32LE(28) !== MAGIC
    ) {
      throw this.corrupt('does not end as a block does');
    }
    if (footer.readUInt32LE(16) !== crc32(footer.subarray(0, 16))) throw this.corrupt('has a damaged footer');
    return { footer, at };
  }

  private corrupt(what: string): CorruptBlockError {
    return new CorruptBlockError(`the block ${this.path} ${what}`);
  }
}

function readAt(fd: number, bytes: Uint8Array, position: number): number {
  let done = 0;
  while (done < bytes.length) {
    const got = readSync(fd, bytes, done, bytes.length - done, position + done);
    if (got === 0) break;
    done += got;
  }
  return done;
}
