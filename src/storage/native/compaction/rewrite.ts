import { classArchives, windowOf, windowSlots } from '../archiveClass.ts';
import { ArchiveReader, NO_TAIL, type ReadSchema } from '../archiveReader.ts';
import type { OnCorruptChunk } from '../blockFile.ts';
import { BlockSet } from '../blockSet.ts';
import { COLUMN } from '../columns.ts';
import { blocksFolder } from '../folders.ts';
import type { Manifest } from '../manifest.ts';
import { type Regridded, regrid } from '../regrid.ts';
import { type Move, type RewriteJob, schemaIn } from './jobs.ts';
import { BlockMaker, publish } from './publish.ts';
import { writeRows } from './rollUpWindow.ts';

/**
 * Writes what is stored of series once more, on the grid of their new schema or for another series. All moves of a job
 * lead into one class, which holds no rows of series that move into it. The old rows stay where they are: nobody reads them
 * once the series has moved, and a purge gives their space back.
 */
export function rewrite(job: RewriteJob, onCorrupt: OnCorruptChunk): Manifest {
  const { manifest, folder, table, nowSeconds } = job;
  const moves = [...job.moves].sort((a, b) => a.into - b.into);
  const blocks = new BlockSet(blocksFolder(folder), onCorrupt, () => {});
  try {
    blocks.replace(manifest.blocks, manifest.rolled);
    const read = new ArchiveReader(blocks, NO_TAIL);
    const maker = new BlockMaker(job);
    const { classKey } = moves[0]!.schema;
    const archives = classArchives(classKey);
    const sources = new Set(moves.map(({ series }) => schemaIn(table, series)?.classKey));
    const ranges = timeRanges(manifest, sources);
    const generation = manifest.nextGeneration;
    for (const [level, { step, points }] of archives.entries()) {
      const slots = windowSlots(archives, level);
      const oldest = Math.floor((nowSeconds - step * points) / step);
      for (const window of windowsOver(ranges, step, slots)) {
        if (window + slots <= oldest) continue;
        maker.make({ classKey, level, window, generation }, 0, (writer) => {
          for (const move of moves) {
            const source = schemaIn(table, move.series);
            if (source === undefined) continue;
            const found = regrid(read, move.series, source, move.schema, level, window, slots, nowSeconds);
            if (found === null) continue;
            if (move.into !== move.series) leaveOut(found, read, move, level, window);
            const { points, spread, rows } = found;
            // In the order of columns, as the directory wants them.
            if (points !== null) writer.add(move.into, COLUMN.point, points, 0, slots);
            if (rows !== null)
              writeRows(writer, move.into, move.schema, rows, step / archives[0].step, 0, slots, spread);
            else if (spread !== null) writer.add(move.into, COLUMN.spread, spread, 0, slots);
          }
        });
      }
    }
    // Until the series have moved, the new rows are nobody's: whoever finds the job done and no move takes them out again.
    const moving = moves.some((move) => move.into === move.series);
    const purge = new Set(moving ? [...manifest.purge, classKey] : manifest.purge);
    return publish(job, {
      with: maker.blocks,
      fields: { nextFile: maker.nextFile, nextGeneration: generation + 1, purge: [...purge] },
    });
  } finally {
    blocks.close();
  }
}

/** Takes out of `found` what the series that gets the points has itself. */
function leaveOut(found: Regridded, read: ArchiveReader, move: Move, level: number, window: number): void {
  const slots = (found.points ?? found.spread ?? found.rows!.value).length;
  const own = new Float64Array(slots).fill(Number.NaN);
  const count = new Float64Array(slots).fill(Number.NaN);
  const schema: ReadSchema = move.schema;
  read.read(move.into, schema, level, window, own);
  read.read(move.into, schema, level, window, count, 'count');
  const columns = [found.points, found.spread, ...(found.rows ? Object.values(found.rows) : [])];
  for (let i = 0; i < slots; i++) {
    if (Number.isNaN(own[i]) && Number.isNaN(count[i])) continue;
    for (const column of columns) if (column !== null) column[i] = Number.NaN;
  }
}

/** Seconds (from, to) that blocks of some classes cover. */
function timeRanges(manifest: Manifest, classes: ReadonlySet<string | undefined>): [number, number][] {
  return manifest.blocks
    .filter((block) => classes.has(block.classKey))
    .map(({ classKey, level, window }) => {
      const archives = classArchives(classKey);
      const { step } = archives[level];
      return [window * step, (window + windowSlots(archives, level)) * step];
    });
}

/** First slots of all windows that overlap the ranges, ascending. */
function windowsOver(ranges: readonly (readonly [number, number])[], step: number, slots: number): number[] {
  const windows = new Set<number>();
  for (const [from, to] of ranges) {
    for (
      let window = windowOf(Math.floor(from / step), slots);
      window < Math.ceil(to / step);
      window += slots
    )
      windows.add(window);
  }
  return [...windows].sort((a, b) => a - b);
}
