import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { classArchives } from '../archiveClass.ts';
import { type BlockInfo, BlockReader, CorruptBlockError } from '../blockFile.ts';
import { blocksFolder, walFolder } from '../folders.ts';
import {
  EMPTY_MANIFEST,
  MANIFEST_FILE,
  MANIFEST_VERSION,
  type Manifest,
  parseManifest,
  readManifestText,
} from '../manifest.ts';
import { readRegistryBytes } from '../registryFile.ts';
import { SeriesRegistry } from '../seriesRegistry.ts';
import { listSegments } from '../walFormat.ts';
import { DoctorRefusal, type Finding } from './finding.ts';

export interface ManifestState {
  /** What the manifest says, or what one says that was made again from the blocks. */
  readonly manifest: Manifest;
  readonly rebuilt: boolean;
  /** When rebuilt: blocks that say nothing of themselves, and why. */
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

/** The manifest of a folder; null when there is nothing in it. @throws DoctorRefusal for formats other than today's */
export function findManifest(folder: string, findings: Finding[]): ManifestState | null {
  const problem = readSound(folder);
  if (typeof problem !== 'string') {
    if (problem !== null) return { manifest: problem, rebuilt: false, unreadable: [] };
    const isEmpty =
      filesIn(blocksFolder(folder)).length === 0 &&
      filesIn(walFolder(folder)).length === 0 &&
      registryFiles(folder).length === 0;
    if (isEmpty) return null;
  }
  findings.push({
    file: MANIFEST_FILE,
    problem: problem ?? 'is missing',
    meaning:
      'the server cannot tell which files count, and does not start; points are not lost, unless other lines say so',
    repair:
      'it is made again from the headers of the blocks, the registry and the log; rollups are worked out again in the background',
  });
  return rebuild(folder);
}

/** The manifest, null when there is none, or what is wrong with it. */
function readSound(folder: string): Manifest | null | string {
  const text = readManifestText(folder);
  if (text === null) return null;
  const { version, whole, intact, body } = text;
  if (version === null || !intact) return whole ? 'is damaged: its checksum differs' : 'is cut off';
  if (version === 1) {
    throw new DoctorRefusal(
      `${folder} is of an earlier format; start the server on it once, which brings it up to date, and call the doctor again then`,
    );
  }
  if (version > MANIFEST_VERSION) {
    const path = join(folder, MANIFEST_FILE);
    throw new DoctorRefusal(`${path} was written by a newer version of this program; use that one`);
  }
  try {
    const manifest = parseManifest(body);
    for (const { classKey, level } of manifest.blocks)
      if (classArchives(classKey)[level] === undefined) return `names the level ${level} of ${classKey}`;
    return manifest;
  } catch (error) {
    return `makes no sense: ${(error as Error).message}`;
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export function registryFiles(folder: string): string[] {
  return filesIn(folder).filter((file) => /^registry(-\d+)?$/.test(file));
}

/**
 * Everything that is there counts. What a finished step has replaced and not deleted yet does no harm: the newer block
 * overlays it. Nothing is known to be rolled up, so all of it is rolled up again.
 */
function rebuild(folder: string): ManifestState {
  const blocks: BlockInfo[] = [];
  const unreadable: { file: string; reason: string }[] = [];
  let lastFile = 0;
  for (const file of filesIn(blocksFolder(folder)).sort()) {
    if (!file.endsWith('.blk')) continue;
    lastFile = Math.max(lastFile, Number(/-(\d+)\.blk$/.exec(file)?.[1] ?? 0));
    const path = join(blocksFolder(folder), file);
    try {
      const reader = new BlockReader(path, () => {});
      reader.close();
      if (classArchives(reader.place.classKey)[reader.place.level] === undefined)
        throw new CorruptBlockError(`names the level ${reader.place.level}`);
      blocks.push({
        file,
        ...reader.place,
        tier: 0,
        bytes: statSync(path).size,
        rows: reader.rows,
        lastSeries: reader.rows > 0 ? reader.seriesAt(reader.rows - 1) : 0,
      });
    } catch (error) {
      if (!(error instanceof CorruptBlockError)) throw error;
      if (/version 1,/.test(error.message)) {
        throw new DoctorRefusal(
          `the manifest of ${folder} is lost, and its blocks are of an earlier format: restore it from a backup`,
        );
      }
      unreadable.push({ file, reason: error.message.replace(/^the block \S+ /, '') });
    }
  }
  const registry = bestRegistry(folder);
  const [firstSegment] = listSegmentsIn(folder);
  const manifest: Manifest = {
    ...EMPTY_MANIFEST,
    blocks,
    nextGeneration: Math.max(0, ...blocks.map((block) => block.generation)) + 1,
    nextFile: lastFile + 1,
    firstSegment: firstSegment ?? registry.number + 1,
    registryFile: registry.file,
    registryBytes: registry.bytes,
    // Among what counts again may be rows of series that were removed.
    purge: [...new Set(blocks.map((block) => block.classKey))],
  };
  return { manifest, rebuilt: true, unreadable };
}

/** Segments of the log, none when even its folder is gone. */
export function listSegmentsIn(folder: string): number[] {
  return filesIn(walFolder(folder)).length > 0 ? listSegments(walFolder(folder)) : [];
}

/** The registry that knows most: a checkpoint that was not finished knows less than the one that it was to replace. */
function bestRegistry(folder: string): { file: string; bytes: number; number: number } {
  let best = { file: EMPTY_MANIFEST.registryFile, bytes: 0, number: 0, live: -1, sequence: 0 };
  for (const file of registryFiles(folder)) {
    const bytes = readFileSync(join(folder, file));
    const registry = new SeriesRegistry();
    readRegistryBytes(bytes, registry);
    const { live, definitionSequence: sequence } = registry;
    if (live < best.live || (live === best.live && sequence < best.sequence)) continue;
    const number = Number(/\d+$/.exec(file)?.[0] ?? 0);
    best = { file, bytes: bytes.length, number, live, sequence };
  }
  return best;
}
