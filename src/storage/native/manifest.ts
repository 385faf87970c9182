import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BlockInfo } from './blockFile.ts';

/** A window of a level whose points, up to a generation, are in the next coarser level as well. */
export interface Rolled {
  readonly classKey: string;
  readonly level: number;
  readonly window: number;
  readonly generation: number;
}

/**
 * What exists: a block, a log segment or a part of the registry that the manifest does not list is litter of an
 * unfinished step and is deleted or cut off on start. The format is drawn in docs/formats/manifest.md.
 */
export interface Manifest {
  readonly blocks: readonly BlockInfo[];
  readonly rolled: readonly Rolled[];
  /** The next block's generation, and the number in its file name. */
  readonly nextGeneration: number;
  readonly nextFile: number;
  /** Log segments before this one are in blocks. */
  readonly firstSegment: number;
  /** Name of the registry file, and how much of it is valid. */
  readonly registryFile: string;
  readonly registryBytes: number;
  /** Classes that may hold rows of series that are gone or have moved to another class. */
  readonly purge: readonly string[];
}

export const EMPTY_MANIFEST: Manifest = {
  blocks: [],
  rolled: [],
  nextGeneration: 1,
  nextFile: 1,
  firstSegment: 1,
  registryFile: 'registry',
  registryBytes: 0,
  purge: [],
};

export const MANIFEST_FILE = 'manifest';
export const MANIFEST_VERSION = 2;

/** Classes once, and rows of plain values: thousands of blocks are written at each flush. */
interface StoredManifest extends Omit<Manifest, 'blocks' | 'rolled'> {
  readonly classes: readonly string[];
  readonly blocks: readonly (readonly [
    file: string,
    classNumber: number,
    level: number,
    window: number,
    generation: number,
    tier: number,
    bytes: number,
    rows: number,
    /** Missing where an earlier version wrote it. */
    lastSeries?: number,
  ])[];
  readonly rolled: readonly (readonly [
    classNumber: number,
    level: number,
    window: number,
    generation: number,
  ])[];
}

/** A manifest file as it is, whatever state it is in. */
export interface ManifestText {
  /** The version that the first line names; null when that is not a manifest's first line. */
  readonly version: number | null;
  /** False when the file ends within its first line. */
  readonly whole: boolean;
  /** Whether the checksum is that of the body. */
  readonly intact: boolean;
  /** What stands behind the first line. */
  readonly body: string;
}

/** Reads the manifest of a folder without judging it; null when there is none. */
export function readManifestText(folder: string): ManifestText | null {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const line = text.indexOf('\n');
  const [word, version, sum] = text.slice(0, line).split(' ');
  const body = text.slice(line + 1);
  return {
    version: word === 'plumbago-manifest' && version !== undefined ? Number(version) : null,
    whole: line >= 0,
    intact: crc32(body).toString(16) === sum,
    body,
  };
}

/** The text of a manifest behind its first line, and the version that the line names. Throws when it is damaged. */
export function readManifestBody(folder: string): { version: number; body: string } | null {
  const text = readManifestText(folder);
  if (text === null) return null;
  const path = join(folder, MANIFEST_FILE);
  const { version, intact, body } = text;
  if (version === null)
    throw new Error(
      `${path} is not a manifest; run "plumbago doctor", or restore the data folder from a backup`,
    );
  if (version > MANIFEST_VERSION) {
    throw new Error(
      `${path} was written by a newer version of this program (format ${version}); start that one`,
    );
  }
  if (!intact) {
    throw new Error(
      `${path} is damaged (its checksum differs); run "plumbago doctor", or restore it from a backup`,
    );
  }
  return { version, body };
}

/** The manifest from its text in today's format. */
export function parseManifest(body: string): Manifest {
  const { classes, blocks, rolled, ...rest } = JSON.parse(body) as StoredManifest;
  return {
    ...rest,
    blocks: blocks.map(
      ([file, classNumber, level, window, generation, tier, bytes, rows, lastSeries = 0xffffffff]) => ({
        file,
        classKey: classes[classNumber]!,
        level,
        window,
        generation,
        tier,
        bytes,
        rows,
        lastSeries,
      }),
    ),
    rolled: rolled.map(([classNumber, level, window, generation]) => ({
      classKey: classes[classNumber]!,
      level,
      window,
      generation,
    })),
  };
}

/** Replaces the manifest: after it returns the new one is on disk, and at no moment is there none. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const numbers = new Map<string, number>();
  const number = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const blocks = manifest.blocks.map(
    ({ file, classKey, level, window, generation, tier, bytes, rows, lastSeries }) =>
      [file, number(classKey), level, window, generation, tier, bytes, rows, lastSeries] as const,
  );
  const rolled = manifest.rolled.map(
    ({ classKey, level, window, generation }) => [number(classKey), level, window, generation] as const,
  );
  const stored: StoredManifest = { ...manifest, classes: [...numbers.keys()], blocks, rolled };
  const body = JSON.stringify(stored);
  const path = join(folder, MANIFEST_FILE);
  const fd = openSync(`${path}.tmp`, 'w', 0o640);
  try {
    writeSync(fd, `plumbago-manifest ${MANIFEST_VERSION} ${crc32(body).toString(16)}\n${body}`);
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
