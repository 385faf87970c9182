import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { classArchives, windowOf, windowSlots } from '../archiveClass.ts';
import { CorruptBlockError } from '../blockFile.ts';
import { COLUMN } from '../columns.ts';
import type { SeriesTable } from '../compaction/jobs.ts';
import { schemaIn } from '../compaction/jobs.ts';
import { BlockMaker, publish } from '../compaction/publish.ts';
import type { EngineLog } from '../engineOptions.ts';
import { blocksFolder } from '../folders.ts';
import { EMPTY_MANIFEST, type Manifest } from '../manifest.ts';
import { type BlockInfo1, BlockReader1, WINDOW_SLOTS } from './blockFile.ts';

/** What a manifest of format 1 says. */
export interface Manifest1 {
  readonly blocks: readonly BlockInfo1[];
  readonly nextGeneration: number;
  readonly firstSegment: number;
  readonly registryBytes: number;
}

/** What of a manifest of format 1 means the same today; its blocks are still to be upgraded. */
export function manifestFrom1(old: Manifest1): Manifest {
  const { nextGeneration, firstSegment, registryBytes } = old;
  return { ...EMPTY_MANIFEST, nextGeneration, firstSegment, registryBytes };
}

/**
 * Writes the points of a data folder of format 1 as blocks of today's format, publishes them, and deletes the old ones. The
 * process may die at any moment: the old manifest counts until the new one is whole.
 */
export function upgradeBlocks(
  folder: string,
  old: Manifest1,
  manifest: Manifest,
  table: SeriesTable,
  log: EngineLog,
): Manifest {
  const maker = new BlockMaker({ folder, manifest });
  for (const [i, block] of old.blocks.entries()) {
    let reader: BlockReader1;
    try {
      reader = new BlockReader1(join(blocksFolder(folder), block.file), (file, series, place) =>
        log.error('a chunk fails its checksum and is left out of the upgrade', { file, series, place }),
      );
    } catch (error) {
      if (!(error instanceof CorruptBlockError) && (error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw error;
      log.error('a block cannot be read and is left out of the upgrade', { error: (error as Error).message });
      continue;
    }
    log.info('upgrading the files of an earlier version', { block: i + 1, of: old.blocks.length });
    upgradeBlock(reader, block, table, maker);
    reader.close();
  }
  const next = publish({ folder, manifest }, { with: maker.blocks, fields: { nextFile: maker.nextFile } });
  for (const block of old.blocks) {
    try {
      unlinkSync(join(blocksFolder(folder), block.file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return next;
}

/** Format 1 kept series of several classes in one block, and cut its windows elsewhere. */
function upgradeBlock(reader: BlockReader1, block: BlockInfo1, table: SeriesTable, maker: BlockMaker): void {
  const classes = new Set<string>();
  for (let row = 0; row < reader.rows; row++) {
    const schema = schemaIn(table, reader.seriesAt(row));
    if (schema !== undefined) classes.add(schema.classKey);
  }
  const values = new Float64Array(WINDOW_SLOTS);
  for (const classKey of classes) {
    const slots = windowSlots(classArchives(classKey), 0);
    const end = block.window + WINDOW_SLOTS;
    for (let window = windowOf(block.window, slots); window < end; window += slots) {
      const from = Math.max(window, block.window);
      const to = Math.min(window + slots, end);
      const place = { classKey, level: 0, window, generation: block.generation };
      const target = new Float64Array(slots).fill(Number.NaN);
      maker.make(place, 0, (writer) => {
        for (let row = 0; row < reader.rows; ) {
          const series = reader.seriesAt(row);
          values.fill(Number.NaN);
          row = reader.readOver(row, values, 0);
          if (schemaIn(table, series)?.classKey !== classKey) continue;
          target.set(values.subarray(from - block.window, to - block.window), from - window);
          writer.add(series, COLUMN.point, target, from - window, to - window);
        }
      });
    }
  }
}
