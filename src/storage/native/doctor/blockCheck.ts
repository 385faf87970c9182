import { statSync } from 'node:fs';
import { join } from 'node:path';
import { classArchives, windowSlots } from '../archiveClass.ts';
import { type BlockInfo, BlockReader, CorruptBlockError } from '../blockFile.ts';
import { COLUMN } from '../columns.ts';
import type { BlockMaker } from '../compaction/publish.ts';
import { blocksFolder } from '../folders.ts';

export interface DamagedChunk {
  readonly row: number;
  readonly series: number;
  readonly column: number;
  /** Slots from the window's first. */
  readonly first: number;
  readonly slots: number;
}

export interface BlockReport {
  readonly block: BlockInfo;
  /** Why nothing of it can be read; null when it can. */
  readonly unreadable: string | null;
  readonly damaged: readonly DamagedChunk[];
  readonly disordered: boolean;
  /** Bytes and rows of the file. */
  readonly bytes: number;
  readonly rows: number;
}

/** Reads all of a block. `visit` is called with its reader when there is one. */
export function checkBlock(
  folder: string,
  block: BlockInfo,
  visit: (reader: BlockReader) => void,
): BlockReport {
  const report = { block, damaged: [], disordered: false, bytes: 0, rows: 0 };
  const path = join(blocksFolder(folder), block.file);
  let corrupt = false;
  let reader: BlockReader;
  try {
    reader = new BlockReader(path, () => {
      corrupt = true;
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...report, unreadable: 'is missing' };
    if (!(error instanceof CorruptBlockError)) throw error;
    return { ...report, unreadable: error.message.replace(/^the block \S+ /, '') };
  }
  try {
    const { classKey, level, window, generation } = block;
    const { place } = reader;
    if (
      place.classKey !== classKey ||
      place.level !== level ||
      place.window !== window ||
      place.generation !== generation ||
      reader.windowSlots !== windowSlots(classArchives(classKey), level)
    )
      return { ...report, unreadable: 'is another block than the manifest says' };
    const damaged: DamagedChunk[] = [];
    let disordered = false;
    for (let row = 0; row < reader.rows; row++) {
      const series = reader.seriesAt(row);
      const column = reader.columnAt(row);
      const first = reader.firstAt(row);
      const slots = reader.slotsAt(row);
      if (row > 0 && !inOrder(reader, row)) disordered = true;
      corrupt = first + slots > reader.windowSlots;
      try {
        reader.readOver(row, column, scratchOf(slots), first);
      } catch {
        // Its checksum holds, but it cannot be decoded.
        corrupt = true;
      }
      if (corrupt) damaged.push({ row, series, column, first, slots });
    }
    visit(reader);
    return { block, unreadable: null, damaged, disordered, bytes: statSync(path).size, rows: reader.rows };
  } finally {
    reader.close();
  }
}

let scratch = new Float64Array(4096);

function scratchOf(slots: number): Float64Array {
  if (scratch.length < slots) scratch = new Float64Array(slots);
  return scratch.subarray(0, slots).fill(Number.NaN);
}

function inOrder(reader: BlockReader, row: number): boolean {
  const series = reader.seriesAt(row) - reader.seriesAt(row - 1);
  const column = reader.columnAt(row) - reader.columnAt(row - 1);
  if (series !== 0) return series > 0;
  if (column !== 0) return column > 0;
  return reader.firstAt(row) >= reader.firstAt(row - 1) + reader.slotsAt(row - 1);
}

/** Whether a column is part of a rollup: its parts mean something only together. */
export function isRollup(column: number): boolean {
  return column !== COLUMN.point && column !== COLUMN.spread;
}

/** Writes what can be read of a block as another file of the same place, in order. */
export function rewriteBlock(folder: string, { block, damaged }: BlockReport, maker: BlockMaker): void {
  const reader = new BlockReader(join(blocksFolder(folder), block.file), () => {});
  try {
    const bad = new Map(damaged.map((chunk) => [chunk.row, chunk]));
    const order = Array.from({ length: reader.rows }, (_, row) => row).sort(
      (a, b) => reader.seriesAt(a) - reader.seriesAt(b) || a - b,
    );
    const { classKey, level, window, generation, tier } = block;
    maker.make({ classKey, level, window, generation }, tier, (writer) => {
      for (let i = 0; i < order.length; ) {
        const series = reader.seriesAt(order[i]!);
        const columns = new Map<number, Float64Array>();
        const lost: DamagedChunk[] = [];
        for (; i < order.length && reader.seriesAt(order[i]!) === series; i++) {
          const row = order[i]!;
          const chunk = bad.get(row);
          if (chunk !== undefined) {
            lost.push(chunk);
            continue;
          }
          const column = reader.columnAt(row);
          const values = columns.get(column) ?? new Float64Array(reader.windowSlots).fill(Number.NaN);
          columns.set(column, values);
          const first = reader.firstAt(row);
          reader.readOver(row, column, values.subarray(first, first + reader.slotsAt(row)), first);
        }
        for (const { column, first, slots } of lost) {
          if (!isRollup(column)) continue;
          for (const [other, values] of columns)
            if (isRollup(other)) values.fill(Number.NaN, first, first + slots);
        }
        for (const column of [...columns.keys()].sort((a, b) => a - b))
          writer.add(series, column, columns.get(column)!, 0, reader.windowSlots);
      }
    });
  } finally {
    reader.close();
  }
}
