import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  CHUNK_SLOTS,
  type ChunkBuffer,
  chunkBuffer,
  decodeChunkOver,
  encodeChunk,
  maxChunkBytes,
} from './codec/chunk.ts';
import { grow } from './growable.ts';
import { newReadAccount, type ReadAccount } from './readAccount.ts';

/**
 * Block files: immutable, many chunks of one partition (class and level) and one time window, ordered by series number,
 * column and slot, a checksum on each chunk and on the directory. The format is drawn in docs/formats/block.md.
 *
 * Series numbers rather than names give the order: series that arrive together get neighbouring numbers, so a
 * subtree mostly lies together, and the directory is searched by number without the names at hand.
 */
const MAGIC = 0x4b424c50; // "PLBK"
export const BLOCK_VERSION = 2;
const HEADER_BYTES = 64;
const FOOTER_BYTES = 32;
/** Bytes of a directory row before compression, its checksum left aside: series, first (u32), slots, length (u16), column (u8). */
const ROW_BYTES = 13;
/** A directory of fewer rows than this is not worth a call of the compressor. */
const COMPRESS_ROWS = 16;
/** Reads that follow each other in a file are widened to this. */
const READ_AHEAD = 128 * 1024;

/** Which part of which partition a block holds. */
export interface BlockPlace {
  /** Archives of the class: `10:8640,60:43200`. */
  readonly classKey: string;
  readonly level: number;
  /** First slot of the window. */
  readonly window: number;
  /** Later blocks overlay earlier ones. */
  readonly generation: number;
}

/** What a manifest knows of a block. */
export interface BlockInfo extends BlockPlace {
  /** File name in the blocks folder. */
  readonly file: string;
  /** How many times the content was merged: blocks of one tier are of like size. */
  readonly tier: number;
  readonly bytes: number;
  readonly rows: number;
  /** The highest series number in it: later series lose nothing when it cannot be read. */
  readonly lastSeries: number;
}

export class CorruptBlockError extends Error {
  override name = 'CorruptBlockError';
}

/** Writes one block. Rows must come in ascending order; nothing is visible under the final name before `finish`. */
export class BlockWriter {
  rows = 0;
  private readonly fd: number;
  private readonly path: string;
  private readonly headerBytes: number;
  private readonly out: ChunkBuffer;
  private used = 0;
  private written: number;
  private series = new Uint32Array(256);
  private firsts = new Uint32Array(256);
  private sums = new Uint32Array(256);
  private slots = new Uint16Array(256);
  private lengths = new Uint16Array(256);
  private columns = new Uint8Array(256);
  private readonly place: BlockPlace;
  private readonly windowSlots: number;

  constructor(path: string, place: BlockPlace, windowSlots: number) {
    this.path = path;
    this.place = place;
    this.windowSlots = windowSlots;
    this.headerBytes = HEADER_BYTES + padded(Buffer.byteLength(place.classKey));
    this.written = this.headerBytes;
    this.out = chunkBuffer(new ArrayBuffer(1024 * 1024));
    this.fd = openSync(`${path}.tmp`, 'w', 0o640);
  }

  /** Adds the slots `[from, to)` of one column of one series' window (NaN: absent; nothing outside them). */
  add(series: number, column: number, window: Float64Array, from: number, to: number): void {
    let first = from;
    for (;;) {
      while (first < to && Number.isNaN(window[first])) first++;
      if (first >= to) return;
      let end = Math.min(first + CHUNK_SLOTS, to);
      const next = end;
      while (Number.isNaN(window[end - 1])) end--;
      if (this.used + maxChunkBytes(CHUNK_SLOTS) > this.out.bytes.length) this.flush();
      const length = encodeChunk(window, first, end - first, this.out, this.used);
      this.row(series, column, first, end - first, length);
      first = next;
    }
  }

  /** Writes directory and header, syncs and renames. Returns what the manifest needs to know. */
  finish(): Pick<BlockInfo, 'bytes' | 'rows' | 'lastSeries'> {
    this.flush();
    const directory = this.directory();
    const { rows, place } = this;
    const footer = Buffer.alloc(FOOTER_BYTES);
    footer.writeDoubleLE(this.written, 0);
    footer.writeUInt32LE(rows, 8);
    footer.writeUInt32LE(directory.length, 12);
    footer.writeUInt32LE(crc32(directory), 16);
    footer.writeUInt32LE(crc32(footer.subarray(0, 24)), 24);
    footer.writeUInt32LE(MAGIC, 28);
    const header = Buffer.alloc(this.headerBytes);
    header.writeUInt32LE(MAGIC, 0);
    header.writeUInt32LE(BLOCK_VERSION, 4);
    header.writeUInt32LE(place.level, 8);
    header.writeUInt32LE(place.window, 12);
    header.writeUInt32LE(this.windowSlots, 16);
    header.writeUInt32LE(place.generation, 20);
    header.writeUInt32LE(Buffer.byteLength(place.classKey), 24);
    header.write(place.classKey, HEADER_BYTES);
    header.writeUInt32LE(headerSum(header), 60);
    writeAll(this.fd, directory, this.written);
    writeAll(this.fd, footer, this.written + directory.length);
    writeAll(this.fd, header, 0);
    fsyncSync(this.fd);
    closeSync(this.fd);
    renameSync(`${this.path}.tmp`, this.path);
    return {
      bytes: this.written + directory.length + FOOTER_BYTES,
      rows,
      lastSeries: rows > 0 ? this.series[rows - 1] : 0,
    };
  }

  /** Gives up: the unfinished file goes. */
  abandon(): void {
    closeSync(this.fd);
    unlinkSync(`${this.path}.tmp`);
  }

  private row(series: number, column: number, first: number, slots: number, length: number): void {
    const row = this.rows++;
    if (row >= this.series.length) {
      this.series = grow(this.series, row + 1);
      this.firsts = grow(this.firsts, row + 1);
      this.sums = grow(this.sums, row + 1);
      this.slots = grow(this.slots, row + 1);
      this.lengths = grow(this.lengths, row + 1);
      this.columns = grow(this.columns, row + 1);
    }
    this.series[row] = series;
    this.columns[row] = column;
    this.firsts[row] = first;
    this.slots[row] = slots;
    this.lengths[row] = length / 4;
    this.sums[row] = crc32(this.out.bytes.subarray(this.used, this.used + length));
    this.used += length;
  }

  /** `u32 bytes of the packed columns | packed columns | u32[rows] checksums of the chunks`. */
  private directory(): Buffer {
    const { rows } = this;
    const raw = Buffer.alloc(rows * ROW_BYTES);
    const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
    // Differences of series numbers: mostly ones, which the compressor turns into next to nothing.
    for (let row = 0; row < rows; row++)
      view.setUint32(row * 4, this.series[row] - (row > 0 ? this.series[row - 1] : 0), true);
    for (let row = 0; row < rows; row++) view.setUint32(rows * 4 + row * 4, this.firsts[row], true);
    for (let row = 0; row < rows; row++) view.setUint16(rows * 8 + row * 2, this.slots[row], true);
    for (let row = 0; row < rows; row++) view.setUint16(rows * 10 + row * 2, this.lengths[row], true);
    raw.set(this.columns.subarray(0, rows), rows * 12);
    const squeezed = rows < COMPRESS_ROWS ? raw : zstdCompressSync(raw);
    const packed = squeezed.length < raw.length ? squeezed : raw;
    const directory = Buffer.alloc(4 + packed.length + rows * 4);
    directory.writeUInt32LE(packed.length, 0);
    directory.set(packed, 4);
    for (let row = 0; row < rows; row++) directory.writeUInt32LE(this.sums[row], 4 + packed.length + row * 4);
    return directory;
  }

  private flush(): void {
    writeAll(this.fd, this.out.bytes.subarray(0, this.used), this.written);
    this.written += this.used;
    this.used = 0;
  }
}

function padded(bytes: number): number {
  return (bytes + 7) & ~7;
}

/** The checksum of a header: all of it but the checksum's own four bytes. */
function headerSum(header: Buffer): number {
  return crc32(header.subarray(HEADER_BYTES), crc32(header.subarray(0, 60)));
}

function writeAll(fd: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done);
}

interface Directory {
  readonly series: Uint32Array;
  readonly firsts: Uint32Array;
  readonly slots: Uint16Array;
  readonly columns: Uint8Array;
  /** Where each chunk begins, in units of 4 bytes; one element more than there are rows. */
  readonly places: Uint32Array;
  readonly sums: Uint32Array;
}

/** Told of each chunk that fails its checksum: it is left out of answers. */
export type OnCorruptChunk = (file: string, series: number, place: number) => void;

/** Reads one block. The directory stays in memory while the reader is open. */
export class BlockReader {
  readonly rows: number;
  readonly place: BlockPlace;
  readonly windowSlots: number;
  /** Columns that occur. */
  readonly columns: ReadonlySet<number>;
  private readonly fd: number;
  private readonly path: string;
  private readonly directory: Directory;
  private buffer = chunkBuffer(new ArrayBuffer(16 * 1024));
  /** The bytes of the file that the buffer holds. */
  private spanStart = 0;
  private spanEnd = 0;
  private readonly onCorrupt: OnCorruptChunk;
  private readonly account: ReadAccount;

  /** Throws {@link CorruptBlockError} when header, footer or directory are not what was written. */
  constructor(path: string, onCorrupt: OnCorruptChunk, account: ReadAccount = newReadAccount()) {
    this.path = path;
    this.onCorrupt = onCorrupt;
    this.account = account;
    this.fd = openSync(path, 'r');
    try {
      const { header, place, slots } = this.readHeader();
      this.place = place;
      this.windowSlots = slots;
      const { size } = fstatSync(this.fd);
      const end = size - FOOTER_BYTES;
      const footer = Buffer.alloc(FOOTER_BYTES);
      if (
        end < header.length ||
        readAt(this.fd, footer, end) < FOOTER_BYTES ||
        footer.readUInt32LE(28) !== MAGIC
      )
        throw this.corrupt('does not end as a block does');
      if (footer.readUInt32LE(24) !== crc32(footer.subarray(0, 24)))
        throw this.corrupt('has a damaged footer');
      const at = footer.readDoubleLE(0);
      this.rows = footer.readUInt32LE(8);
      const directory = Buffer.alloc(footer.readUInt32LE(12));
      if (at + directory.length !== end || readAt(this.fd, directory, at) < directory.length)
        throw this.corrupt('has a directory of another size than its footer says');
      account.cost.bytes += header.length + footer.length + directory.length;
      if (crc32(directory) !== footer.readUInt32LE(16)) throw this.corrupt('has a damaged directory');
      this.directory = unpackDirectory(directory, this.rows, header.length);
      if (this.directory.places[this.rows] * 4 !== at)
        throw this.corrupt('has chunks of another size than its directory says');
      this.columns = new Set(this.directory.columns);
    } catch (error) {
      closeSync(this.fd);
      throw error;
    }
  }

  /** Series number of a row; rows are in ascending order of series, column, slot. */
  seriesAt(row: number): number {
    return this.directory.series[row];
  }

  columnAt(row: number): number {
    return this.directory.columns[row];
  }

  slotsAt(row: number): number {
    return this.directory.slots[row];
  }

  bytesAt(row: number): number {
    return (this.directory.places[row + 1] - this.directory.places[row]) * 4;
  }

  /** First slot of a row, counted from the window's. */
  firstAt(row: number): number {
    return this.directory.firsts[row];
  }

  /** First row of a series, or -1 when it has none. */
  firstRow(series: number): number {
    const row = this.rowFrom(series);
    return row < this.rows && this.directory.series[row] === series ? row : -1;
  }

  /** First row of this series or a higher one. */
  rowFrom(series: number): number {
    const column = this.directory.series;
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (column[middle] < series) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Lays one column of a series, whose first row is `row`, over `out`; `out[0]` is slot `outSlot` counted from the
   * window's first (it may be negative). False when the column has nothing there. Where a chunk is damaged, `out` becomes
   * NaN, since what older blocks say of these slots may be out of date, and the range of `out` is added to `damaged`.
   */
  readOver(row: number, column: number, out: Float64Array, outSlot: number, damaged: number[] = []): boolean {
    const { series, columns, firsts, slots, places, sums } = this.directory;
    const wanted = series[row];
    let from = -1;
    let to = -1;
    for (let each = row; each < this.rows && series[each] === wanted && columns[each] <= column; each++) {
      if (columns[each] !== column) continue;
      const start = firsts[each] - outSlot;
      if (start >= out.length || start + slots[each] <= 0) continue;
      if (from < 0) from = each;
      to = each;
    }
    if (from < 0) return false;
    // Chunks of one column lie end to end: one read for all that are wanted.
    const begin = places[from] * 4;
    const base = this.load(begin, places[to + 1] * 4 - begin);
    const { bytes } = this.buffer;
    for (let each = from; each <= to; each++) {
      const at = base + places[each] * 4 - begin;
      const stop = base + places[each + 1] * 4 - begin;
      if (stop > this.spanEnd - this.spanStart || crc32(bytes.subarray(at, stop)) !== sums[each]) {
        this.onCorrupt(this.path, wanted, places[each] * 4);
        const start = firsts[each] - outSlot;
        const range = [Math.max(0, start), Math.min(out.length, start + slots[each])] as const;
        out.fill(Number.NaN, ...range);
        damaged.push(...range);
        continue;
      }
      decodeChunkOver(this.buffer, at, out, firsts[each] - outSlot);
    }
    this.account.cost.chunks += to - from + 1;
    return true;
  }

  close(): void {
    closeSync(this.fd);
  }

  /** Makes `[begin, begin + length)` of the file present in the buffer, as far as it exists, and returns where it begins. */
  private load(begin: number, length: number): number {
    if (begin >= this.spanStart && begin + length <= this.spanEnd) return begin - this.spanStart;
    const inOrder = begin >= this.spanStart && begin - this.spanEnd < READ_AHEAD && this.spanEnd > 0;
    const wanted = inOrder ? Math.max(length, READ_AHEAD) : length;
    if (this.buffer.bytes.length < wanted) {
      this.buffer = chunkBuffer(new ArrayBuffer(padded(Math.max(wanted, this.buffer.bytes.length * 2))));
    }
    const got = readAt(this.fd, this.buffer.bytes.subarray(0, wanted), begin);
    this.spanStart = begin;
    this.spanEnd = begin + got;
    this.account.cost.bytes += got;
    return 0;
  }

  private readHeader(): { header: Buffer; place: BlockPlace; slots: number } {
    const fixed = Buffer.alloc(HEADER_BYTES);
    if (readAt(this.fd, fixed, 0) < HEADER_BYTES) throw this.corrupt('is shorter than its header');
    if (fixed.readUInt32LE(0) !== MAGIC) throw this.corrupt('does not begin as a block does');
    const version = fixed.readUInt32LE(4);
    const textBytes = fixed.readUInt32LE(24);
    const header = Buffer.alloc(HEADER_BYTES + padded(Math.min(textBytes, 65_536)));
    if (readAt(this.fd, header, 0) < header.length || fixed.readUInt32LE(60) !== headerSum(header))
      throw this.corrupt('has a damaged header');
    if (version !== BLOCK_VERSION) {
      throw this.corrupt(
        `has version ${version}, which this program does not read: it was written by a newer one`,
      );
    }
    const classKey = header.toString('utf8', HEADER_BYTES, HEADER_BYTES + textBytes);
    const place: BlockPlace = {
      classKey,
      level: fixed.readUInt32LE(8),
      window: fixed.readUInt32LE(12),
      generation: fixed.readUInt32LE(20),
    };
    return { header, place, slots: fixed.readUInt32LE(16) };
  }

  private corrupt(what: string): CorruptBlockError {
    return new CorruptBlockError(`the block ${this.path} ${what}`);
  }
}

function unpackDirectory(directory: Buffer, rows: number, chunksAt: number): Directory {
  const packedBytes = directory.readUInt32LE(0);
  const packed = directory.subarray(4, 4 + packedBytes);
  const raw = packedBytes === rows * ROW_BYTES ? packed : zstdDecompressSync(packed);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
  const series = new Uint32Array(rows);
  const firsts = new Uint32Array(rows);
  const slots = new Uint16Array(rows);
  const places = new Uint32Array(rows + 1);
  const sums = new Uint32Array(rows);
  places[0] = chunksAt / 4;
  for (let row = 0, number = 0; row < rows; row++) {
    number += view.getUint32(row * 4, true);
    series[row] = number;
    firsts[row] = view.getUint32((rows + row) * 4, true);
    slots[row] = view.getUint16(rows * 8 + row * 2, true);
    places[row + 1] = places[row] + view.getUint16(rows * 10 + row * 2, true);
    sums[row] = directory.readUInt32LE(4 + packedBytes + row * 4);
  }
  return { series, firsts, slots, columns: new Uint8Array(raw.subarray(rows * 12, rows * 13)), places, sums };
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
