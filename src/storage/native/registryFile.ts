import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { applyDefinitions, applySavedDefinitions } from './definitions.ts';
import type { SeriesRegistry } from './seriesRegistry.ts';

/**
 * The registry file: definitions of schemas and series, appended at each flush. The format is drawn in
 * docs/formats/registry.md. How much of the file is valid stands in the manifest.
 *
 * A group of format 2 is `u32 "PLRG" | u32 stored bytes | u32 bytes | u32 count | f64 sequence | u32 CRC-32 of the stored bytes |
 * u32 CRC-32 of the header so far`, then the definitions, compressed by zstd when there are fewer stored bytes than bytes.
 * One of format 1 is `u32 bytes | u32 count | u32 CRC-32 | definitions`.
 */
const MAGIC = 0x474c4250; // "PBLG"
const VERSION = 2;
const HEADER_BYTES = 8;
const GROUP_MAGIC = 0x47524c50; // "PLRG"
const GROUP_HEADER = 32;
const GROUP_HEADER_1 = 12;
/** A group is closed when its definitions have so many bytes: damage costs one, and zstd gains little from more. */
export const GROUP_BYTES = 256 * 1024;
const MOST_GROUP_BYTES = 64 * 1024 * 1024;
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

/** A group as it stands in the file. `sequence`: the registry's `definitionSequence` with all definitions of the same flush. */
export function packGroup(definitions: Uint8Array, count: number, sequence: number): Uint8Array<ArrayBuffer> {
  const squeezed = zstdCompressSync(definitions, ZSTD);
  const stored = squeezed.length < definitions.length ? squeezed : definitions;
  const group = Buffer.alloc(GROUP_HEADER + stored.length);
  group.writeUInt32LE(GROUP_MAGIC, 0);
  group.writeUInt32LE(stored.length, 4);
  group.writeUInt32LE(definitions.length, 8);
  group.writeUInt32LE(count, 12);
  group.writeDoubleLE(sequence, 16);
  group.writeUInt32LE(crc32(stored), 24);
  group.writeUInt32LE(crc32(group.subarray(0, 28)), 28);
  group.set(stored, GROUP_HEADER);
  return group;
}

/**
 * Appends groups after `validBytes` (what lies behind is cut off; 0 makes the file anew), syncs, and returns the new valid length.
 * A file of format 1 is not appended to: write everything into a new one.
 */
export function appendGroups(path: string, validBytes: number, groups: readonly Uint8Array[]): number {
  const fd = openSync(path, validBytes === 0 ? 'w' : 'r+', 0o640);
  try {
    let at = validBytes;
    const header = Buffer.alloc(HEADER_BYTES);
    if (at === 0) {
      header.writeUInt32LE(MAGIC, 0);
      header.writeUInt32LE(VERSION, 4);
      at = writeAll(fd, header, 0);
    } else {
      readSync(fd, header, 0, HEADER_BYTES, 0);
      if (header.readUInt32LE(4) !== VERSION)
        throw new Error(`${path} has format version ${header.readUInt32LE(4)}: it cannot be appended to`);
      ftruncateSync(fd, validBytes);
    }
    for (const group of groups) at = writeAll(fd, group, at);
    fsyncSync(fd);
    return at;
  } finally {
    closeSync(fd);
  }
}

function writeAll(fd: number, bytes: Uint8Array, at: number): number {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
  return at + done;
}

/** What a registry file held. */
export interface RegistryReading {
  readonly version: number;
  /** Definitions in the file, of past states as well: see {@link checkpointPays}. */
  readonly definitions: number;
  /** Bytes of damaged groups, whose definitions are lost. */
  readonly damagedBytes: number;
  /** Definitions that name something that is lost. */
  readonly missing: number;
}

/** Reads the first `validBytes` of a registry file into an empty registry. Damaged groups are passed over. */
export function readRegistryFile(
  path: string,
  validBytes: number,
  registry: SeriesRegistry,
): RegistryReading {
  if (validBytes === 0) return { version: VERSION, definitions: 0, damagedBytes: 0, missing: 0 };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}; run "plumbago doctor"`, {
      cause: error,
    });
  }
  if (bytes.length < validBytes) {
    throw new Error(
      `${path} has ${bytes.length} bytes and the manifest says ${validBytes}: restore it from a backup`,
    );
  }
  if (bytes.readUInt32LE(0) !== MAGIC)
    throw new Error(`${path} is not a registry file; restore it from a backup`);
  const version = bytes.readUInt32LE(4);
  if (version > VERSION) throw new Error(`${path} was written by a newer version; start that one`);
  return readRegistryBytes(bytes.subarray(0, validBytes), registry);
}

/** The same for the bytes of a file; its header may be damaged. */
export function readRegistryBytes(file: Buffer, registry: SeriesRegistry): RegistryReading {
  return isFormat1(file) ? readFormat1(file, registry) : readFormat2(file, registry);
}

interface Group {
  readonly start: number;
  readonly stored: number;
  readonly bytes: number;
  readonly count: number;
  readonly sequence: number;
  readonly sum: number;
}

function readFormat2(file: Buffer, registry: SeriesRegistry): RegistryReading {
  const { groups, damagedBytes: betweenGroups } = scanGroups(file);
  const definitions = groups.reduce((sum, { count }) => sum + count, 0);
  const bytes = groups.reduce((sum, group) => sum + group.bytes, 0);
  registry.expect(definitions, bytes - definitions * 10);
  let damagedBytes = betweenGroups;
  let missing = 0;
  let sequence = 0;
  for (const group of groups) {
    const plain = unpackGroup(file, group);
    if (plain === null) {
      damagedBytes += group.stored;
      continue;
    }
    missing += applySavedDefinitions(registry, plain, group.count);
    sequence = group.sequence;
  }
  registry.appliedSequence = sequence;
  registry.definitionSequence = groups.reduce((most, group) => Math.max(most, group.sequence), 1);
  return { version: 2, definitions, damagedBytes, missing };
}

/** The groups whose headers are undamaged, and the bytes between them. */
function scanGroups(file: Buffer): { groups: Group[]; damagedBytes: number } {
  const groups: Group[] = [];
  let damagedBytes = 0;
  for (let at = HEADER_BYTES; at < file.length; ) {
    const group = groupAt(file, at);
    if (group !== null) {
      groups.push(group);
      at = group.start + group.stored;
      continue;
    }
    // A damaged header: the next good one is looked for.
    const from = at;
    do at++;
    while (at < file.length && groupAt(file, at) === null);
    damagedBytes += at - from;
  }
  return { groups, damagedBytes };
}

/** The definitions of a group; null when they are damaged. */
function unpackGroup(file: Buffer, { start, stored, bytes, sum }: Group): Uint8Array | null {
  const packed = file.subarray(start, start + stored);
  if (crc32(packed) !== sum) return null;
  return stored < bytes ? zstdDecompressSync(packed, { maxOutputLength: bytes }) : packed;
}

/** Each undamaged group of definitions of a registry file, and how many definitions the damaged ones held, as far as known. */
export function undamagedGroups(file: Buffer): {
  groups: { readonly definitions: Uint8Array; readonly count: number }[];
  lost: number;
} {
  const groups: { definitions: Uint8Array; count: number }[] = [];
  let lost = 0;
  for (const group of isFormat1(file) ? groups1(file).groups : scanGroups(file).groups) {
    const definitions = unpackGroup(file, group);
    if (definitions === null) lost += group.count;
    else groups.push({ definitions, count: group.count });
  }
  return { groups, lost };
}

/** The group that begins at `at`; null when none does. */
function groupAt(file: Buffer, at: number): Group | null {
  if (at + GROUP_HEADER > file.length || file.readUInt32LE(at) !== GROUP_MAGIC) return null;
  if (crc32(file.subarray(at, at + 28)) !== file.readUInt32LE(at + 28)) return null;
  const group = {
    start: at + GROUP_HEADER,
    stored: file.readUInt32LE(at + 4),
    bytes: file.readUInt32LE(at + 8),
    count: file.readUInt32LE(at + 12),
    sequence: file.readDoubleLE(at + 16),
    sum: file.readUInt32LE(at + 24),
  };
  return group.start + group.stored <= file.length && group.bytes <= MOST_GROUP_BYTES ? group : null;
}

/** Whether a file begins as a registry file does. */
export function beginsWell(file: Buffer): boolean {
  return file.length >= HEADER_BYTES && file.readUInt32LE(0) === MAGIC && file.readUInt32LE(4) <= VERSION;
}

function isFormat1(file: Buffer): boolean {
  return file.length >= HEADER_BYTES && file.readUInt32LE(0) === MAGIC && file.readUInt32LE(4) === 1;
}

function readFormat1(file: Buffer, registry: SeriesRegistry): RegistryReading {
  const { groups, damagedBytes: behindGroups } = groups1(file);
  let damagedBytes = behindGroups;
  let definitions = 0;
  let missing = 0;
  for (const group of groups) {
    const plain = unpackGroup(file, group);
    if (plain === null) {
      damagedBytes += group.stored;
      continue;
    }
    missing += applyDefinitions(registry, plain, group.count, 0);
    definitions += group.count;
  }
  return { version: 1, definitions, damagedBytes, missing };
}

function groups1(file: Buffer): { groups: Group[]; damagedBytes: number } {
  const groups: Group[] = [];
  for (let at = HEADER_BYTES; at + GROUP_HEADER_1 <= file.length; ) {
    const bytes = file.readUInt32LE(at);
    const count = file.readUInt32LE(at + 4);
    const start = at + GROUP_HEADER_1;
    // A damaged length: nothing behind it can be found.
    if (start + bytes > file.length) return { groups, damagedBytes: file.length - at };
    groups.push({ start, stored: bytes, bytes, count, sequence: 0, sum: file.readUInt32LE(at + 8) });
    at = start + bytes;
  }
  return { groups, damagedBytes: 0 };
}

/**
 * Whether the registry should be written anew into another file: more than half of its definitions are past (or it is of
 * format 1, which is not appended to). `definitions` counts those in the file.
 */
export function checkpointPays(version: number, definitions: number, registry: SeriesRegistry): boolean {
  return version !== VERSION || definitions > 2 * (registry.live + registry.schemas.length) + 10_000;
}
