import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BlockInfo } from './blockFile.ts';

/**
 * What exists: a block, a log segment or a part of the registry that the manifest does not list is litter of an
 * unfinished step and is deleted or cut off on start. The file is one line with a version and a CRC-32, then JSON.
 */
export interface Manifest {
  readonly blocks: readonly BlockInfo[];
  /** The next block's generation. */
  readonly nextGeneration: number;
  /** Log segments before this one are in blocks. */
  readonly firstSegment: number;
  /** Length of the registry file that is valid. */
  readonly registryBytes: number;
}

export const EMPTY_MANIFEST: Manifest = { blocks: [], nextGeneration: 1, firstSegment: 1, registryBytes: 0 };

const FILE = 'manifest';
const VERSION = 1;

/** The manifest of a data folder; an empty one when there is none. Throws when it is damaged. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY_MANIFEST;
    throw error;
  }
  const line = text.indexOf('\n');
  const [word, version, sum] = text.slice(0, line).split(' ');
  if (word !== 'plumbago-manifest' || version === undefined) {
    throw new Error(`${path} is not a manifest; restore the data folder from a backup`);
  }
  if (Number(version) > VERSION) {
    throw new Error(
      `${path} was written by a newer version of this program (format ${version}); start that one`,
    );
  }
  const body = text.slice(line + 1);
  if (crc32(body).toString(16) !== sum) {
    throw new Error(`${path} is damaged (its checksum differs); restore it from a backup`);
  }
  return JSON.parse(body) as Manifest;
}

/** Replaces the manifest: after it returns the new one is on disk, and at no moment is there none. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const body = JSON.stringify(manifest);
  const path = join(folder, FILE);
  const fd = openSync(`${path}.tmp`, 'w', 0o640);
  try {
    writeSync(fd, `plumbago-manifest ${VERSION} ${crc32(body).toString(16)}\n${body}`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${path}.tmp`, path);
  syncFolder(folder);
}

/** Makes renames and new files in a folder last. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
