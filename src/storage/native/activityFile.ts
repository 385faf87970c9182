import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { letGoOf } from './giveMemoryBack.ts';
import { type SharedColumn, sharedColumn } from './growable.ts';
import { type ActivityColumns, SeriesActivity } from './seriesActivity.ts';

/**
 * The activity file: the columns of {@link SeriesActivity}, written whole now and then. It is a convenience: who finds it
 * missing or damaged starts from nothing, or from the blocks. The format is drawn in docs/formats/activity.md.
 */
const MAGIC = 0x414c4250; // "PBLA"
const VERSION = 1;
const HEADER_BYTES = 16;
const COLUMN_HEADER = 8;
const COLUMNS = 3;
/** No registry has more series than this. */
const MOST_SERIES = 2 ** 30;
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Replaces the file: at no moment is there a half one. Of the columns, which may be longer, `series` numbers are kept. */
export function writeActivity(path: string, activity: ActivityColumns, series: number): void {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(VERSION, 4);
  header.writeUInt32LE(series, 8);
  header.writeUInt32LE(crc32(header.subarray(0, 12)), 12);
  const parts: Uint8Array[] = [header];
  // The compressor takes no shared memory, and what it reads must stay as it is meanwhile.
  const copy = new Uint32Array(series);
  for (const column of [activity.first, activity.last, activity.asked]) {
    copy.set(column.subarray(0, series));
    const packed = zstdCompressSync(new Uint8Array(copy.buffer), ZSTD);
    const columnHeader = Buffer.alloc(COLUMN_HEADER);
    columnHeader.writeUInt32LE(packed.length, 0);
    columnHeader.writeUInt32LE(crc32(packed), 4);
    parts.push(columnHeader, packed);
  }
  letGoOf(copy.byteLength);
  const bytes = Buffer.concat(parts);
  const fd = openSync(`${path}.tmp`, 'w', 0o640);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${path}.tmp`, path);
}

/**
 * What the file holds; null when it is missing, damaged, or of another version.
 */
export function readActivity(path: string): SeriesActivity | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  if (file.length < HEADER_BYTES || file.readUInt32LE(0) !== MAGIC || file.readUInt32LE(4) !== VERSION)
    return null;
  const series = file.readUInt32LE(8);
  if (crc32(file.subarray(0, 12)) !== file.readUInt32LE(12) || series > MOST_SERIES) return null;
  const columns: SharedColumn[] = [];
  for (let at = HEADER_BYTES; columns.length < COLUMNS; ) {
    if (at + COLUMN_HEADER > file.length) return null;
    const length = file.readUInt32LE(at);
    const packed = file.subarray(at + COLUMN_HEADER, at + COLUMN_HEADER + length);
    if (packed.length < length || crc32(packed) !== file.readUInt32LE(at + 4)) return null;
    const bytes = zstdDecompressSync(packed, { maxOutputLength: Math.max(1, series * 4) });
    if (bytes.length !== series * 4) return null;
    const column = sharedColumn(series);
    new Uint8Array(column.buffer).set(bytes);
    columns.push(column);
    at += COLUMN_HEADER + length;
  }
  return new SeriesActivity(...(columns as [SharedColumn, SharedColumn, SharedColumn]));
}
