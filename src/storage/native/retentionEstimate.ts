import { join } from 'node:path';
import { type Archive, archiveSeconds } from '../../model/retention.ts';
import { type BlockInfo, BlockReader, CorruptBlockError } from './blockFile.ts';
import { COLUMN } from './columns.ts';
import { blocksFolder } from './folders.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { Slices } from './slices.ts';

/** After so long the rest of the blocks is taken to be like those that were looked at. */
const MOST_MILLISECONDS = 3000;
/** Bytes of an average of several points: it has more digits than they. */
const AVERAGE_BYTES = 6;
/** Bytes of a rollup's columns for each byte of a point, where no rollup is there to be measured. */
const ROLLUP_BYTES = 3;

type MeasuredEngine = Pick<NativeEngine, 'maintenance' | 'options' | 'nowSeconds'>;

/** A change of archives that some series share. */
interface ArchiveChange {
  readonly classKey: string;
  readonly from: readonly Archive[];
  readonly to: readonly Archive[];
}

/** Values and bytes over all archives, before and after. */
interface ChangeEstimate {
  readonly pointsBefore: number;
  readonly pointsAfter: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/**
 * What changes of archives do to what blocks hold, from their directories alone. `changeOf` gives each series' number in
 * `changes`, -1 (or nothing, behind the end) for those that stay. Both sides are what is there when the background work
 * has caught up; values that a finer grid repeats are not counted, for nothing is known that was not known before.
 */
export async function estimateChanges(
  engine: MeasuredEngine,
  changes: readonly ArchiveChange[],
  changeOf: Int32Array,
): Promise<ChangeEstimate> {
  const now = engine.nowSeconds();
  const sums = changes.map((change) => new ChangeSums(change, now));
  const classes = new Set(changes.map(({ classKey }) => classKey));
  const share = await walkRows(engine, classes, (block, reader, row) => {
    const series = reader.seriesAt(row);
    const number = series < changeOf.length ? changeOf[series] : -1;
    if (number < 0 || changes[number]!.classKey !== block.classKey) return;
    sums[number]!.add(block, reader, row);
  });
  const total = { pointsBefore: 0, pointsAfter: 0, bytesBefore: 0, bytesAfter: 0 };
  for (const each of sums) {
    const estimate = each.estimate();
    for (const key of KEYS) total[key] += estimate[key] / share;
  }
  for (const key of KEYS) total[key] = Math.round(total[key]);
  return total;
}

const KEYS = ['pointsBefore', 'pointsAfter', 'bytesBefore', 'bytesAfter'] as const;

/** Bytes that blocks of some classes hold of the series for which `chosen` is 1; an estimate where there are many blocks. */
export async function storedBytes(
  engine: MeasuredEngine,
  classes: ReadonlySet<string>,
  chosen: Uint8Array,
): Promise<number> {
  let bytes = 0;
  const share = await walkRows(engine, classes, (_, reader, row) => {
    if (chosen[reader.seriesAt(row)] === 1) bytes += reader.bytesAt(row);
  });
  return Math.round(bytes / share);
}

/** What one change means for the rows of its series. */
class ChangeSums {
  private readonly change: ArchiveChange;
  private readonly now: number;
  private readonly before: Float64Array;
  private readonly after: Float64Array;
  /** Bytes of the finest level, and of all others. */
  private finestBytes = 0;
  private rollupBytes = 0;
  /** Slots of the new finest level that are made of several points, and those that repeat a coarser slot. */
  private condensed = 0;
  private repeated = 0;

  constructor(change: ArchiveChange, now: number) {
    this.change = change;
    this.now = now;
    this.before = new Float64Array(change.from.length);
    this.after = new Float64Array(change.to.length);
  }

  add({ level, window }: BlockInfo, reader: BlockReader, row: number): void {
    const bytes = reader.bytesAt(row);
    if (level === 0) this.finestBytes += bytes;
    else this.rollupBytes += bytes;
    const column = reader.columnAt(row);
    if (column !== COLUMN.point && column !== COLUMN.count) return;
    const { from, to } = this.change;
    const { step } = from[level];
    const start = (window + reader.firstAt(row)) * step;
    const end = start + reader.slotsAt(row) * step;
    this.count(level, start, end, from, this.before);
    this.count(level, start, end, to, this.after);
    if (to[0].step < step) this.repeated += this.within(level, start, end, to[0]) / to[0].step;
    if (to[0].step > step) this.condensed += this.within(level, start, end, to[0]) / to[0].step;
  }

  estimate(): ChangeEstimate {
    const { before, after, finestBytes, rollupBytes } = this;
    const pointsBefore = sum(before);
    const rollups = sum(before.subarray(1));
    const known =
      before[0] > 0 ? finestBytes / before[0] : rollups > 0 ? rollupBytes / rollups / ROLLUP_BYTES : 0;
    const rolled = rollups > 0 && rollupBytes > 0 ? rollupBytes / rollups : known * ROLLUP_BYTES;
    return {
      pointsBefore,
      pointsAfter: sum(after),
      bytesBefore: finestBytes + rollupBytes,
      bytesAfter:
        (after[0] - this.condensed + this.repeated) * known +
        this.condensed * Math.max(known, AVERAGE_BYTES) +
        sum(after.subarray(1)) * rolled,
    };
  }

  /** Adds to `counts` the slots of each of `archives` that are made of a stretch of seconds of one level. */
  private count(
    level: number,
    start: number,
    end: number,
    archives: readonly Archive[],
    counts: Float64Array,
  ): void {
    const { step } = this.change.from[level];
    for (const [k, archive] of archives.entries())
      if (archive.step >= step) counts[k] += this.within(level, start, end, archive) / archive.step;
  }

  /** Seconds of a stretch that a level is asked for: as far as it and the archive reach, and no finer one does. */
  private within(level: number, start: number, end: number, archive: Archive): number {
    const { from } = this.change;
    const reach = Math.min(archiveSeconds(from[level]), archiveSeconds(archive));
    const oldest = this.now - reach;
    // A finer level of this change's source that still reaches so far tells more.
    const newest = level > 0 ? this.now - archiveSeconds(from[level - 1]) : Infinity;
    return Math.max(0, Math.min(end, newest) - Math.max(start, oldest));
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Shows the directory's rows of all blocks of some classes, in slices. Answers the share of the bytes that it came to (above 0).
 */
async function walkRows(
  engine: MeasuredEngine,
  classes: ReadonlySet<string>,
  visit: (block: BlockInfo, reader: BlockReader, row: number) => void,
): Promise<number> {
  const blocks = engine.maintenance.manifest.blocks.filter((block) => classes.has(block.classKey));
  const all = blocks.reduce((bytes, block) => bytes + block.bytes, 0);
  const slices = new Slices();
  const started = performance.now();
  let seen = 0;
  for (const block of blocks) {
    if (performance.now() - started > MOST_MILLISECONDS) break;
    seen += block.bytes;
    const reader = openBlock(join(blocksFolder(engine.options.folder), block.file));
    if (reader === null) continue;
    try {
      for (let row = 0; row < reader.rows; row++) {
        visit(block, reader, row);
        if (slices.due) await slices.pause();
      }
    } finally {
      reader.close();
    }
    await slices.pause();
  }
  return all > 0 ? seen / all : 1;
}

/** Null when the block can't be read, or has been merged into another meanwhile. */
function openBlock(path: string): BlockReader | null {
  try {
    return new BlockReader(path, () => {});
  } catch (error) {
    if (error instanceof CorruptBlockError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
