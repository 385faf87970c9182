import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classArchives, windowSlots } from '../archiveClass.ts';
import { ArchiveReader, NO_TAIL, type Want } from '../archiveReader.ts';
import type { BlockInfo } from '../blockFile.ts';
import { BlockSet } from '../blockSet.ts';
import { COLUMN, explicitColumn, ROLLUP_COLUMNS, UNKNOWN } from '../columns.ts';
import { blocksFolder } from '../folders.ts';
import { EMPTY_MANIFEST, type Manifest } from '../manifest.ts';
import type { JobSchema, SeriesTable } from './jobs.ts';
import { mergeBlocks } from './mergeBlocks.ts';
import { BlockMaker, publish } from './publish.ts';

const CLASS = '10:600,60:6000';
const OTHER: JobSchema = {
  classKey: '1:60',
  archives: classArchives('1:60'),
  aggregation: 'sum',
  xFilesFactor: 0,
};
const SCHEMA: JobSchema = {
  classKey: CLASS,
  archives: classArchives(CLASS),
  aggregation: 'average',
  xFilesFactor: 0.5,
};
/** Series 0 to 3 are there; 4 has another class by now, 5 is gone. */
const TABLE: SeriesTable = { schemaOf: Uint16Array.of(0, 0, 0, 0, 1, 2), schemas: [SCHEMA, OTHER] };
const WANTS: readonly Want[] = ['value', 'min', 'max', 'sum', 'count', 'last'];
const SLOTS = windowSlots(SCHEMA.archives, 1);

interface Row {
  readonly series: number;
  readonly cells: { readonly slot: number; readonly kind: string; readonly value: number }[];
}

const slot = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: SLOTS - 1 }));
const cell = fc.record({
  slot,
  kind: fc.constantFrom('point', 'rollup', 'explicit', 'unknown', 'spread'),
  value: fc.integer({ min: -99, max: 99 }),
});
const block = fc.uniqueArray(
  fc.record({ series: fc.nat({ max: 5 }), cells: fc.array(cell, { minLength: 1, maxLength: 12 }) }),
  { selector: ({ series }) => series, minLength: 1, maxLength: 5 },
);

function withBlocks(folder: string, blocks: Row[][]): Manifest {
  const maker = new BlockMaker({ folder, manifest: EMPTY_MANIFEST });
  for (const [i, rows] of blocks.entries()) {
    maker.make({ classKey: CLASS, level: 1, window: SLOTS, generation: i + 1 }, 0, (writer) => {
      for (const { series, cells } of rows.sort((a, b) => a.series - b.series)) {
        const columns = new Map<number, Float64Array>();
        const put = (column: number, at: number, value: number): void => {
          const values = columns.get(column) ?? new Float64Array(SLOTS).fill(Number.NaN);
          columns.set(column, values);
          values[at] = value;
        };
        for (const { slot, kind, value } of cells) {
          if (kind === 'point') put(COLUMN.point, slot, value);
          else if (kind === 'spread') put(COLUMN.spread, slot, value);
          else {
            for (const column of ROLLUP_COLUMNS) put(column, slot, Math.abs(value) + column);
            // Later cells of the same slot decide whether its value follows from the columns.
            const explicit = kind === 'explicit' ? value : kind === 'unknown' ? UNKNOWN : Number.NaN;
            put(explicitColumn('average'), slot, explicit);
          }
        }
        for (const column of [...columns.keys()].sort((a, b) => a - b))
          writer.add(series, column, columns.get(column)!, 0, SLOTS);
      }
    });
  }
  const fields = { nextFile: maker.nextFile, nextGeneration: blocks.length + 1 };
  return publish({ folder, manifest: EMPTY_MANIFEST }, { with: maker.blocks, fields });
}

/** All that the blocks answer for the series that are there. */
function answers(folder: string, manifest: Manifest): string[] {
  const blocks = new BlockSet(blocksFolder(folder), expect.fail, expect.fail);
  blocks.replace(manifest.blocks, manifest.rolled);
  const reader = new ArchiveReader(blocks, NO_TAIL);
  const out: string[] = [];
  for (let series = 0; series < 4; series++) {
    for (const want of WANTS) {
      const values = new Float64Array(SLOTS).fill(Number.NaN);
      reader.read(series, SCHEMA, 1, SLOTS, values, want);
      out.push(
        `${series} ${want}: ${Array.from(values, (value, i) => (Number.isNaN(value) ? '' : `${i}=${value}`)).filter((text) => text !== '')}`,
      );
    }
  }
  blocks.close();
  return out;
}

test('merged blocks answer as they did laid over each other', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (written, a, b) => {
      const folder = mkdtempSync(join(tmpdir(), 'plumbago-merge-'));
      try {
        mkdirSync(blocksFolder(folder));
        const manifest = withBlocks(folder, written);
        const before = answers(folder, manifest);
        // Any run of neighbours.
        const from = a % manifest.blocks.length;
        const blocks = manifest.blocks.slice(from, from + 1 + (b % (manifest.blocks.length - from)));
        const merged = mergeBlocks({ kind: 'merge', folder, manifest, table: TABLE, blocks }, expect.fail);
        expect(answers(folder, merged)).toEqual(before);
        const gone = new Set(blocks.map(({ file }) => file));
        const added = merged.blocks.filter((each) => !manifest.blocks.includes(each));
        expect(merged.blocks.some(({ file }) => gone.has(file))).toBe(false);
        expect(added.length).toBeLessThanOrEqual(1);
        for (const each of added) checkMerged(each, blocks);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
});

function checkMerged(merged: BlockInfo, sources: readonly BlockInfo[]): void {
  expect(merged).toMatchObject({
    classKey: CLASS,
    level: 1,
    window: SLOTS,
    generation: sources.at(-1)!.generation,
    tier: sources.length > 1 ? 1 : 0,
  });
}

test('rows of series that are gone or have moved are left out, and a block without rows is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbago-merge-'));
  try {
    mkdirSync(blocksFolder(folder));
    const row = (series: number) => ({ series, cells: [{ slot: 1, kind: 'point', value: 1 }] });
    const manifest = withBlocks(folder, [[row(1), row(4)], [row(5)], [row(4), row(5)]]);
    const job = { kind: 'merge', folder, manifest, table: TABLE } as const;
    const one = mergeBlocks({ ...job, blocks: manifest.blocks.slice(0, 2) }, expect.fail);
    expect(one.blocks.map(({ rows, generation }) => [rows, generation])).toEqual([
      [2, 3],
      [1, 2],
    ]);
    const none = mergeBlocks({ ...job, blocks: manifest.blocks.slice(1) }, expect.fail);
    expect(none.blocks).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
