import { readdirSync } from 'node:fs';

/** What the writer and the reader of the write-ahead log have in common. The format is drawn in docs/formats/wal.md. */

export const SEGMENT_MAGIC = 0x57424c50; // "PLBW"
export const RECORD_MAGIC = 0x52424c50; // "PLBR"
/** Version 1 knew the records 1 and 2, and left the first sequence of definitions 0. */
export const WAL_VERSION = 2;
export const SEGMENT_HEADER = 16;
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

/** Rounded up to a multiple of 8. */
export function padded(bytes: number): number {
  return (bytes + 7) & ~7;
}
