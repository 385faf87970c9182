import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/**
 * The registry file: definitions of schemas and series in the order in which they were made, appended at each flush.
 * The format is drawn in docs/formats/registry.md. A group is `u32 bytes | u32 count | u32 CRC-32 | definitions`;
 * how much of the file is valid stands in the manifest.
 */
const MAGIC = 0x474c4250; // "PBLG"
const VERSION = 1;
const HEADER_BYTES = 8;
const GROUP_HEADER = 12;

/** Appends one group after `validBytes` (what lies behind is cut off), syncs, and returns the new valid length. */
export function appendDefinitions(
  path: string,
  validBytes: number,
  definitions: Uint8Array,
  count: number,
): number {
  const fd = openSync(path, validBytes === 0 ? 'w' : 'r+', 0o640);
  try {
    let at = validBytes;
    if (at === 0) {
      const header = Buffer.alloc(HEADER_BYTES);
      header.writeUInt32LE(MAGIC, 0);
      header.writeUInt32LE(VERSION, 4);
      at += writeSync(fd, header, 0, HEADER_BYTES, 0);
    } else ftruncateSync(fd, validBytes);
    const header = Buffer.alloc(GROUP_HEADER);
    header.writeUInt32LE(definitions.length, 0);
    header.writeUInt32LE(count, 4);
    header.writeUInt32LE(crc32(definitions), 8);
    at += writeSync(fd, header, 0, GROUP_HEADER, at);
    let done = 0;
    while (done < definitions.length) {
      done += writeSync(fd, definitions, done, definitions.length - done, at + done);
    }
    fsyncSync(fd);
    return at + definitions.length;
  } finally {
    closeSync(fd);
  }
}

/** Hands each undamaged group to `take`. Returns the bytes of damaged groups, whose series are lost. */
export function readDefinitions(
  path: string,
  validBytes: number,
  take: (definitions: Uint8Array, count: number) => void,
): number {
  if (validBytes === 0) return 0;
  const bytes = readFileSync(path);
  if (bytes.length < validBytes) {
    throw new Error(
      `${path} has ${bytes.length} bytes and the manifest says ${validBytes}: restore it from a backup`,
    );
  }
  if (bytes.readUInt32LE(0) !== MAGIC)
    throw new Error(`${path} is not a registry file; restore it from a backup`);
  if (bytes.readUInt32LE(4) > VERSION)
    throw new Error(`${path} was written by a newer version; start that one`);
  let damaged = 0;
  for (let at = HEADER_BYTES; at + GROUP_HEADER <= validBytes; ) {
    const length = bytes.readUInt32LE(at);
    const count = bytes.readUInt32LE(at + 4);
    const start = at + GROUP_HEADER;
    if (start + length > validBytes) {
      // A damaged length: nothing behind it can be found.
      return damaged + (validBytes - at);
    }
    const definitions = bytes.subarray(start, start + length);
    if (crc32(definitions) === bytes.readUInt32LE(at + 8)) take(definitions, count);
    else damaged += length;
    at = start + length;
  }
  return damaged;
}
