import { join } from 'node:path';
import { type BlockInfo, BlockReader, CorruptBlockError, type OnCorruptChunk } from '../blockFile.ts';
import { blocksFolder } from '../folders.ts';
import type { Manifest } from '../manifest.ts';
import { type PurgeJob, schemaIn } from './jobs.ts';
import { makeMerged } from './mergeBlocks.ts';
import { BlockMaker, publish } from './publish.ts';

/** A block is written again when so large a share of its bytes belongs to nobody. */
const WORTH = 0.05;

/** Gives back the space of rows whose series is gone or lives in another class. */
export function purge(job: PurgeJob, onCorrupt: OnCorruptChunk): Manifest {
  const { blocks, manifest } = job;
  const files = new Set(blocks.map((block) => block.file));
  const worth = manifest.blocks.filter((block) => files.has(block.file) && isWorth(job, block, onCorrupt));
  const rest = manifest.purge.filter((key) => !job.done.includes(key));
  if (worth.length === 0 && rest.length === manifest.purge.length) return manifest;
  const maker = new BlockMaker(job);
  for (const block of worth) makeMerged(job, [block], maker, onCorrupt);
  return publish(job, {
    without: worth.map((block) => block.file),
    with: maker.blocks,
    fields: { nextFile: maker.nextFile, purge: rest },
  });
}

function isWorth({ folder, table, strict }: PurgeJob, block: BlockInfo, onCorrupt: OnCorruptChunk): boolean {
  let reader: BlockReader;
  try {
    reader = new BlockReader(join(blocksFolder(folder), block.file), onCorrupt);
  } catch (error) {
    // A block that cannot be read is left for the doctor.
    if (error instanceof CorruptBlockError || (error as NodeJS.ErrnoException).code === 'ENOENT')
      return false;
    throw error;
  }
  let all = 0;
  let dead = 0;
  let moved = false;
  for (let row = 0; row < reader.rows; row++) {
    const bytes = reader.bytesAt(row);
    all += bytes;
    const schema = schemaIn(table, reader.seriesAt(row));
    if (schema?.classKey === block.classKey) continue;
    dead += bytes;
    if (schema !== undefined) moved = true;
  }
  reader.close();
  return (strict && moved) || dead >= all * WORTH;
}
