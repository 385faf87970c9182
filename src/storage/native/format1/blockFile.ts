import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { CorruptBlockError, type OnCorruptChunk } from '../blockFile.ts';
import { chunkBuffer, decodeChunkOver } from './chunk.ts';

/**
 * Blocks of format 1, read only: all points of a series at its finest step, a window of 8,192 slots of one step and
 * retention. The format is drawn at the end of docs/formats/block.md.
 */
const MAGIC = 0x4b424c50; // "PLBK"
const VERSION = 1;
const HEADER_BYTES = 64;
const FOOTER_BYTES = 32;
/** Bytes of a directory row: series, place, checksum (u32 each), length/8, first slot, slots (u16 each). */
const ROW_BYTES = 18;

/** Slots of a block's window; a chunk's first slot counts from the window's. */
export const WINDOW_SLOTS = 8192;

/** What a manifest of format 1 knows of a block. */
export interface BlockInfo1 {
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

/** Reads one block of format 1. */
export class BlockReader1 {
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
