import { classArchives, ratioAbove, windowOf, windowSlots } from '../archiveClass.ts';
import { ArchiveReader, merged, NO_TAIL, type ReadSchema } from '../archiveReader.ts';
import type { BlockWriter, OnCorruptChunk } from '../blockFile.ts';
import { BlockSet } from '../blockSet.ts';
import { COLUMN, explicitColumn, ROLLUP_COLUMNS } from '../columns.ts';
import { blocksFolder } from '../folders.ts';
import type { Manifest } from '../manifest.ts';
import { explicitValues, type RollupRows, rollUp } from '../rollup.ts';
import { type RollUpJob, schemaIn } from './jobs.ts';
import { BlockMaker, publish } from './publish.ts';

/**
 * Makes the rows of the next coarser level from one window. Only series are read that blocks newer than the last time
 * hold: late points cost what they are, not the window.
 */
export function rollUpWindow(job: RollUpJob, onCorrupt: OnCorruptChunk): Manifest {
  const { manifest, folder, classKey, level, window, table } = job;
  const blocks = new BlockSet(blocksFolder(folder), onCorrupt, (_, error) => {
    // A rollup without it would be wrong for good; so the window waits for the doctor.
    throw error;
  });
  try {
    blocks.replace(manifest.blocks, manifest.rolled);
    const partition = blocks.partition(classKey, level)!;
    const sources = partition.windows.get(window) ?? [];
    const upTo = partition.rolled.get(window) ?? 0;
    const generation = Math.max(...sources.map((block) => block.generation));
    const archives = classArchives(classKey);
    const ratio = ratioAbove(archives, level);
    const slots = windowSlots(archives, level);
    const coarseSlots = windowSlots(archives, level + 1);
    const maker = new BlockMaker(job);
    const readers = sources.filter((block) => block.generation > upTo).map((block) => blocks.reader(block)!);
    const read = new ArchiveReader(blocks, NO_TAIL);
    const coarseFirst = window / ratio;
    const coarseCount = slots / ratio;
    // The coarser level's windows may be cut elsewhere: a fine window can lie in two of them.
    for (
      let place = windowOf(coarseFirst, coarseSlots);
      place < coarseFirst + coarseCount;
      place += coarseSlots
    ) {
      const from = Math.max(place, coarseFirst);
      const to = Math.min(place + coarseSlots, coarseFirst + coarseCount);
      const target = { classKey, level: level + 1, window: place, generation: manifest.nextGeneration };
      maker.make(target, 0, (writer) => {
        for (const series of seriesOf(readers)) {
          const schema = schemaIn(table, series);
          if (schema?.classKey !== classKey) continue;
          // Most of a window may have nothing of a series.
          const extent = read.extent(series, schema, level, from * ratio, to * ratio);
          if (extent === null) continue;
          const begin = Math.floor(extent[0] / ratio);
          const slots = Math.ceil(extent[1] / ratio) - begin;
          const lost: number[] = [];
          const fine = read.rowsToRollUp(series, schema, level, begin * ratio, slots * ratio, ratio, lost);
          if (fine === null) continue;
          const rows = rollUp(fine, ratio, schema);
          // What is made of a part of its points would be wrong: better nothing.
          for (const [a, b] of merged(lost, ratio))
            for (const column of Object.values(rows) as Float64Array[])
              column.fill(Number.NaN, Math.max(0, a - begin), b - begin);
          const span = archives[level + 1].step / archives[0].step;
          writeRows(writer, series, schema, rows, span, begin - place, coarseSlots);
        }
      });
    }
    return publish(job, {
      with: maker.blocks,
      rolled: [{ classKey, level, window, generation }],
      fields: { nextFile: maker.nextFile, nextGeneration: manifest.nextGeneration + 1 },
    });
  } finally {
    blocks.close();
  }
}

/**
 * Adds the rows of a rollup to a block: `rows` begins at slot `at` of the block's window. `spread`, a column of the whole
 * window, has its place among them.
 */
export function writeRows(
  writer: BlockWriter,
  series: number,
  schema: ReadSchema,
  rows: RollupRows,
  span: number,
  at: number,
  windowLength: number,
  spread: Float64Array | null = null,
): void {
  if (work.length < windowLength) work = new Float64Array(windowLength);
  const window = work;
  const add = (column: number, values: Float64Array): void => {
    window.set(values, at);
    writer.add(series, column, window, at, at + values.length);
  };
  const { min, max, sum, count, last } = rows;
  const columns = [min, max, sum, count, last];
  for (const [i, column] of ROLLUP_COLUMNS.entries()) add(column, columns[i]!);
  if (spread !== null) writer.add(series, COLUMN.spread, spread, 0, windowLength);
  const explicit = explicitValues(schema.aggregation, rows, span);
  if (explicit !== null) add(explicitColumn(schema.aggregation), explicit);
}

/** Only what has just been set of it is read. */
let work = new Float64Array(0);

/** All series of some blocks, ascending, each once. */
export function* seriesOf(
  readers: readonly { rows: number; seriesAt(row: number): number; rowFrom(series: number): number }[],
): Generator<number> {
  const rows = readers.map(() => 0);
  for (;;) {
    let series = Infinity;
    for (const [i, reader] of readers.entries())
      if (rows[i] < reader.rows) series = Math.min(series, reader.seriesAt(rows[i]));
    if (series === Infinity) return;
    yield series;
    for (const [i, reader] of readers.entries())
      if (rows[i] < reader.rows && reader.seriesAt(rows[i]) === series) rows[i] = reader.rowFrom(series + 1);
  }
}
