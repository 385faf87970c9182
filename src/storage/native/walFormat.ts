import { readdirSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What the writer and the reader of the write-ahead log have in common. The format is drawn in docs/formats/wal.md. */

export const SEGMENT_MAGIC = 0x57424c50; // "PLBW"
export const RECORD_MAGIC = 0x52424c50; // "PLBR"
/**
 * Version 1 knew the records 1 and 2, and left the first sequence of definitions 0. Version 2 did not say how long the segment
 * before was.
 */
export const WAL_VERSION = 3;
/** The version of segments that say nothing of others, and that are as long as they are. */
export const LONE_VERSION = 2;
export const SEGMENT_HEADER = 16;
/** Of version 3. */
export const CHAINED_HEADER = 32;
export const RECORD_HEADER = 24;

/** `points` is of version 1, and still written when the points are in no order that runs could use. */
export const RECORD = { points: 1, definitions: 2, runs: 3 } as const;

export function segmentName(number: number): string {
  return `${String(number).padStart(8, '0')}.wal`;
}

/** Numbers of the segments in a folder, ascending. */
export function listSegments(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d{8}\.wal$/.test(name))
    .map((name) => Number(name.slice(0, 8)))
    .sort((a, b) => a - b);
}

/** A segment and its length. */
export interface SegmentLength {
  readonly number: number;
  readonly bytes: number;
}

/** The header of a segment that says how long the one before was; null when there was none. */
export function chainedHeader(number: number, before: SegmentLength | null): Buffer {
  const header = Buffer.alloc(CHAINED_HEADER);
  writeFixed(header, WAL_VERSION, number);
  header.writeDoubleLE(before?.bytes ?? 0, 16);
  header.writeUInt32LE(before?.number ?? 0, 24);
  header.writeUInt32LE(crc32(header.subarray(16, 28)), 28);
  return header;
}

/** The header of a segment of {@link LONE_VERSION}. */
export function loneHeader(number: number): Buffer {
  const header = Buffer.alloc(SEGMENT_HEADER);
  writeFixed(header, LONE_VERSION, number);
  return header;
}

function writeFixed(header: Buffer, version: number, number: number): void {
  header.writeUInt32LE(SEGMENT_MAGIC, 0);
  header.writeUInt32LE(version, 4);
  header.writeUInt32LE(number, 8);
  header.writeUInt32LE(crc32(header.subarray(0, 12)), 12);
}

/** Rounded up to a multiple of 8. */
export function padded(bytes: number): number {
  return (bytes + 7) & ~7;
}
