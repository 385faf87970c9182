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
  /** Slots of the current series that have anything: most of a window may have nothing. */
  private from = Infinity;
  private to = 0;
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
    const series = reader.seriesAt(row);
    let from = Infinity;
    let to = 0;
    for (let each = row; each < reader.rows && reader.seriesAt(each) === series; each++) {
      from = Math.min(from, reader.firstAt(each));
      to = Math.max(to, reader.firstAt(each) + reader.slotsAt(each));
    }
    this.from = Math.min(this.from, from);
    this.to = Math.max(this.to, to);
    const damaged: number[] = [];
    reader.readOver(row, COLUMN.point, this.point, 0, damaged);
    if (reader.columns.has(COLUMN.spread) && reader.readOver(row, COLUMN.spread, this.spread, 0, damaged))
      this.hasSpread = true;
    if (level > 0) this.addRollup(reader, row, schema, from, to, damaged);
    if (damaged.length > 0)
      throw new CorruptBlockError(
        'a block with damaged chunks is not merged; stop the server and run "plumbago doctor --repair"',
      );
  }

  private addRollup(
    reader: BlockReader,
    row: number,
    schema: JobSchema,
    from: number,
    to: number,
    damaged: number[],
  ): void {
    this.count.fill(Number.NaN, from, to);
    if (!reader.readOver(row, COLUMN.count, this.count, 0, damaged)) return;
    this.hasRollup = true;
    for (const [i, column] of ROLLUP_COLUMNS.entries())
      reader.readOver(row, column, this.rollup[i], 0, damaged);
    this.fresh.fill(Number.NaN, from, to);
    reader.readOver(row, explicitColumn(schema.aggregation), this.fresh, 0, damaged);
    // Where this block has a rollup, its explicit value or the lack of one counts, whatever older blocks said.
    for (let i = from; i < to; i++) if (!Number.isNaN(this.count[i])) this.explicit[i] = this.fresh[i];
  }

  /** Writes the columns and makes room for the next series. */
  write(writer: BlockWriter, series: number, schema: JobSchema): void {
    const { from, to } = this;
    const put = (column: number, values: Float64Array): void => {
      writer.add(series, column, values, from, to);
      values.fill(Number.NaN, from, to);
    };
    // In the order of the columns' numbers, as the directory wants them.
    put(COLUMN.point, this.point);
    if (this.hasRollup) for (const [i, column] of ROLLUP_COLUMNS.entries()) put(column, this.rollup[i]);
    if (this.hasSpread) put(COLUMN.spread, this.spread);
    if (this.hasRollup) put(explicitColumn(schema.aggregation), this.explicit);
    this.hasRollup = false;
    this.hasSpread = false;
    this.from = Infinity;
    this.to = 0;
  }
}
