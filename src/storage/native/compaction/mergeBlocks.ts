import { join } from 'node:path';
import { classArchives, windowSlots } from '../archiveClass.ts';
import {
  type BlockInfo,
  type BlockPlace,
  BlockReader,
  type BlockWriter,
  CorruptBlockError,
  type OnCorruptChunk,
} from '../blockFile.ts';
import { COLUMN, explicitColumn, ROLLUP_COLUMNS } from '../columns.ts';
import { blocksFolder } from '../folders.ts';
import type { Manifest } from '../manifest.ts';
import { type JobSchema, type MergeJob, schemaIn } from './jobs.ts';
import { BlockMaker, publish } from './publish.ts';

/** Makes one block of several of one window; the merged block stands where the newest of its sources stood. */
export function mergeBlocks(job: MergeJob, onCorrupt: OnCorruptChunk): Manifest {
  const maker = new BlockMaker(job);
  makeMerged(job, job.blocks, maker, onCorrupt);
  return publish(job, {
    without: job.blocks.map((block) => block.file),
    with: maker.blocks,
    fields: { nextFile: maker.nextFile },
  });
}

/**
 * Makes the block that takes the place of `blocks` (of one window, oldest generation first) without the rows of series that
 * are gone or live in another class; none when nothing is left.
 */
export function makeMerged(
  { folder, table }: Pick<MergeJob, 'folder' | 'table'>,
  blocks: readonly BlockInfo[],
  maker: BlockMaker,
  onCorrupt: OnCorruptChunk,
): void {
  const newest = blocks[blocks.length - 1];
  const readers: BlockReader[] = [];
  try {
    for (const block of blocks)
      readers.push(new BlockReader(join(blocksFolder(folder), block.file), onCorrupt));
    const { classKey, level, window, generation } = newest;
    const place: BlockPlace = { classKey, level, window, generation };
    const tier = Math.max(...blocks.map((block) => block.tier)) + (blocks.length > 1 ? 1 : 0);
    maker.make(place, tier, (writer) =>
      copyRows(readers, place, writer, (series) => {
        const schema = schemaIn(table, series);
        return schema?.classKey === classKey ? schema : undefined;
      }),
    );
  } finally {
    for (const reader of readers) reader.close();
  }
}

/** Writes what the readers (oldest generation first) hold of the series that `keep` knows, overlaid, in order of series. */
function copyRows(
  readers: readonly BlockReader[],
  { classKey, level }: BlockPlace,
  writer: BlockWriter,
  keep: (series: number) => JobSchema | undefined,
): void {
  const slots = windowSlots(classArchives(classKey), level);
  const rows = readers.map(() => 0);
  const overlay = new RowOverlay(slots);
  for (;;) {
    let series = Infinity;
    for (const [i, reader] of readers.entries())
      if (rows[i] < reader.rows) series = Math.min(series, reader.seriesAt(rows[i]));
    if (series === Infinity) return;
    const schema = keep(series);
    for (const [i, reader] of readers.entries()) {
      if (rows[i] >= reader.rows || reader.seriesAt(rows[i]) !== series) continue;
      if (schema !== undefined) overlay.add(reader, rows[i], schema, level);
      rows[i] = reader.rowFrom(series + 1);
    }
    if (schema !== undefined) overlay.write(writer, series, schema);
  }
}

/** The columns of one series' window, laid over each other block by block. */
class RowOverlay {
  private readonly point: Float64Array;
  private readonly spread: Float64Array;
  private readonly rollup: Float64Array[];
  private readonly explicit: Float64Array;
  private readonly count: Float64Array;
  private readonly fresh: Float64Array;
  private hasRollup = false;
  private hasSpread = false;

  constructor(slots: number) {
    const column = (): Float64Array => new Float64Array(slots).fill(Number.NaN);
    this.point = column();
    this.spread = column();
    this.rollup = ROLLUP_COLUMNS.map(column);
    this.explicit = column();
    this.count = column();
    this.fresh = column();
  }

  /**
   * Throws {@link CorruptBlockError} when a chunk is damaged: without it nobody could tell any more that something is missing, and
   * rollups would be made of the rest. The doctor sees to it.
   */
  add(reader: BlockReader, row: number, schema: JobSchema, level: number): void {
    const damaged: number[] = [];
    reader.readOver(row, COLUMN.point, this.point, 0, damaged);
    if (reader.columns.has(COLUMN.spread) && reader.readOver(row, COLUMN.spread, this.spread, 0, damaged))
      this.hasSpread = true;
    this.count.fill(Number.NaN);
    if (level > 0 && reader.readOver(row, COLUMN.count, this.count, 0, damaged)) {
      this.hasRollup = true;
      for (const [i, column] of ROLLUP_COLUMNS.entries())
        reader.readOver(row, column, this.rollup[i], 0, damaged);
      this.fresh.fill(Number.NaN);
      reader.readOver(row, explicitColumn(schema.aggregation), this.fresh, 0, damaged);
      // Where this block has a rollup, its explicit value or the lack of one counts, whatever older blocks said.
      for (let i = 0; i < this.count.length; i++)
        if (!Number.isNaN(this.count[i])) this.explicit[i] = this.fresh[i];
    }
    if (damaged.length > 0)
      throw new CorruptBlockError(
        'a block with damaged chunks is not merged; stop the server and run "plumbago doctor --repair"',
      );
  }

  /** Writes the columns and makes room for the next series. */
  write(writer: BlockWriter, series: number, schema: JobSchema): void {
    const { length } = this.point;
    // In the order of the columns' numbers, as the directory wants them.
    writer.add(series, COLUMN.point, this.point, 0, length);
    this.point.fill(Number.NaN);
    for (const [i, column] of ROLLUP_COLUMNS.entries()) {
      if (!this.hasRollup) break;
      writer.add(series, column, this.rollup[i], 0, length);
      this.rollup[i].fill(Number.NaN);
    }
    if (this.hasSpread) {
      writer.add(series, COLUMN.spread, this.spread, 0, length);
      this.spread.fill(Number.NaN);
    }
    if (this.hasRollup) {
      writer.add(series, explicitColumn(schema.aggregation), this.explicit, 0, length);
      this.explicit.fill(Number.NaN);
    }
    this.hasRollup = false;
    this.hasSpread = false;
  }
}
