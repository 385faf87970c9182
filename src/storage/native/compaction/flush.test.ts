import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classArchives } from '../archiveClass.ts';
import { BlockReader } from '../blockFile.ts';
import { COLUMN } from '../columns.ts';
import { blocksFolder } from '../folders.ts';
import { EMPTY_MANIFEST, type Manifest } from '../manifest.ts';
import { MemoryTail } from '../memoryTail.ts';
import { SeriesActivity } from '../seriesActivity.ts';
import { flush } from './flush.ts';
import type { JobSchema } from './jobs.ts';

const schema = (classKey: string): JobSchema => ({
  classKey,
  archives: classArchives(classKey),
  aggregation: 'average',
  xFilesFactor: 0,
});
const TWO = '10:8640,60:43200';
const ONE = '10:8640';
/** Series 0 and 1 are of one class, 2 of another, 3 is gone. */
const TABLE = { schemaOf: Uint16Array.of(0, 0, 1, 2), schemas: [schema(TWO), schema(ONE)] };

let folder: string;
let tail: MemoryTail;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-flush-'));
  mkdirSync(blocksFolder(folder));
  tail = new MemoryTail(() => {});
  tail.head.ensure(4);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function flushed(manifest: Manifest = EMPTY_MANIFEST): Manifest {
  const activity = new SeriesActivity();
  activity.ensure(TABLE.schemaOf.length);
  const next = flush({
    kind: 'flush',
    folder,
    manifest,
    table: TABLE,
    sealed: tail.startFlush(),
    definitions: [],
    registryFile: null,
    firstSegment: 7,
    activity,
  });
  tail.flushed();
  return next;
}

/** All points of the manifest's blocks: `series class/level window+slot=value`. */
function contents(manifest: Manifest): string[] {
  const out: string[] = [];
  for (const { file, classKey, level, window } of manifest.blocks) {
    const reader = new BlockReader(join(blocksFolder(folder), file), expect.fail);
    const values = new Float64Array(reader.windowSlots);
    for (let row = 0; row < reader.rows; row++) {
      values.fill(Number.NaN);
      reader.readOver(row, COLUMN.point, values, 0);
      values.forEach((value, slot) => {
        if (!Number.isNaN(value))
          out.push(`${reader.seriesAt(row)} ${classKey}/${level} ${window}+${slot}=${value}`);
      });
    }
    reader.close();
  }
  return out.sort();
}

describe('a flush', () => {
  test('cuts a page where a window ends that is no multiple of 16', () => {
    for (let slot = 8184; slot < 8200; slot++) tail.head.write(1, 0, slot, slot);
    tail.head.write(2, 0, 8190, 5);
    const manifest = flushed();
    const expected = [`2 ${ONE}/0 0+8190=5`];
    for (let slot = 8184; slot < 8200; slot++)
      expected.push(slot < 8190 ? `1 ${TWO}/0 0+${slot}=${slot}` : `1 ${TWO}/0 8190+${slot - 8190}=${slot}`);
    expect(contents(manifest)).toEqual(expected.sort());
    expect(manifest.blocks).toHaveLength(3);
  });

  test('writes one block for each partition and window, later generations later', () => {
    tail.head.write(0, 0, 100, 1);
    tail.head.write(0, 1, 100, 2);
    tail.head.write(1, 0, 9000, 3);
    tail.head.write(2, 0, 100, 4);
    const first = flushed({ ...EMPTY_MANIFEST, nextGeneration: 5, nextFile: 9 });
    expect(contents(first)).toEqual([
      `0 ${TWO}/0 0+100=1`,
      `0 ${TWO}/1 0+100=2`,
      `1 ${TWO}/0 8190+810=3`,
      `2 ${ONE}/0 0+100=4`,
    ]);
    expect(first).toMatchObject({ nextGeneration: 9, nextFile: 13, firstSegment: 7 });
    tail.head.write(0, 0, 100, 10);
    const second = flushed(first);
    expect(second.blocks).toHaveLength(5);
    expect(second.blocks.at(-1)).toMatchObject({ generation: 9, window: 0, tier: 0, rows: 1 });
  });

  test('keeps the value that was written last', () => {
    tail.head.write(0, 0, 100, 1);
    tail.head.write(0, 0, 500, 2);
    tail.head.write(0, 0, 100, 3);
    tail.head.write(0, 0, 101, 4);
    expect(contents(flushed())).toEqual([`0 ${TWO}/0 0+100=3`, `0 ${TWO}/0 0+101=4`, `0 ${TWO}/0 0+500=2`]);
  });

  test('leaves out series that are gone, and levels that a series has no more', () => {
    tail.head.write(3, 0, 100, 1);
    tail.head.write(2, 1, 100, 1);
    tail.head.write(0, 0, 100, 1);
    tail.remove(0);
    expect(flushed().blocks).toEqual([]);
  });

  test('of nothing makes no block', () => {
    expect(flushed()).toEqual({ ...EMPTY_MANIFEST, firstSegment: 7 });
  });
});
