import { existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { classArchives, windowSlots } from '../archiveClass.ts';
import { type BlockInfo, type BlockPlace, BlockWriter } from '../blockFile.ts';
import { blocksFolder } from '../folders.ts';
import { type Manifest, type Rolled, syncFolder, writeManifest } from '../manifest.ts';
import { windowKey } from '../mergePolicy.ts';
import type { Job } from './jobs.ts';

interface Change {
  /** Files of blocks that leave the manifest. */
  readonly without?: readonly string[];
  readonly with?: readonly BlockInfo[];
  /** Replaces what is known of the same windows. */
  readonly rolled?: readonly Rolled[];
  readonly fields?: Partial<Manifest>;
}

/** Makes the changed manifest the one that counts; new blocks are on disk before. */
export function publish({ folder, manifest }: Pick<Job, 'folder' | 'manifest'>, change: Change): Manifest {
  const gone = new Set(change.without);
  const blocks = [...manifest.blocks.filter((block) => !gone.has(block.file)), ...(change.with ?? [])];
  const windows = new Set(blocks.map(windowKey));
  const rolled = new Map(manifest.rolled.map((each) => [windowKey(each), each]));
  for (const each of change.rolled ?? []) rolled.set(windowKey(each), each);
  // A window whose blocks are all gone needs no note of what was done with them.
  const kept = [...rolled.values()].filter((each) => windows.has(windowKey(each)));
  const next: Manifest = { ...manifest, ...change.fields, blocks, rolled: kept };
  if (change.with && change.with.length > 0) syncFolder(blocksFolder(folder));
  writeManifest(folder, next);
  return next;
}

/** Writes the blocks of one job, each under a number of its own. */
export class BlockMaker {
  nextFile: number;
  readonly blocks: BlockInfo[] = [];
  private readonly folder: string;

  constructor(job: Pick<Job, 'folder' | 'manifest'>) {
    this.folder = job.folder;
    this.nextFile = job.manifest.nextFile;
  }

  /** Calls `fill` with a writer; a block without rows is not kept. */
  make(place: BlockPlace, tier: number, fill: (writer: BlockWriter) => void): void {
    const archives = classArchives(place.classKey);
    const { step } = archives[place.level];
    const file = `${step}s-${place.window}-${this.nextFile}.blk`;
    const path = join(blocksFolder(this.folder), file);
    const writer = new BlockWriter(path, place, windowSlots(archives, place.level));
    try {
      fill(writer);
    } catch (error) {
      writer.abandon();
      throw error;
    }
    if (writer.rows === 0) {
      writer.abandon();
      return;
    }
    this.nextFile++;
    this.blocks.push({ file, ...place, tier, ...writer.finish() });
  }
}

/** Deletes blocks that no manifest lists any more; ones that are gone already are no matter. */
export function deleteBlocks(folder: string, files: Iterable<string>): void {
  for (const file of files) {
    const path = join(blocksFolder(folder), file);
    if (existsSync(path)) unlinkSync(path);
  }
}
