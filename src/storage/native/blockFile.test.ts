import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BlockReader, BlockWriter, CorruptBlockError } from './blockFile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-block-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const absent = Number.NaN;
const SLOTS = 2200;
const PLACE = { classKey: '10:8640,60:43200', level: 1, window: 6600, generation: 7 };

/** Five series with a few thousand points in two columns each. */
function writeBlock(): string {
  const path = join(folder, 'one.blk');
  const writer = new BlockWriter(path, PLACE, SLOTS);
  for (let series = 0; series < 5; series++) {
    for (const column of [0, 17]) {
      const window = new Float64Array(SLOTS).fill(absent);
      for (let slot = 100 * series; slot < 100 * series + 1500; slot++)
        window[slot] = (100 * (column + series) + slot) / 100;
      writer.add(series * 3, column, window, 0, SLOTS);
    }
  }
  writer.finish();
  return path;
}

function read(
  path: string,
  series: number,
  column: number,
  from: number,
  slots: number,
  damaged: number[] = [],
): number[] {
  const reader = new BlockReader(path, (_file, which) => damaged.push(which));
  try {
    const out = new Float64Array(slots).fill(absent);
    const row = reader.firstRow(series);
    if (row >= 0) reader.readOver(row, column, out, from);
    return [...out];
  } finally {
    reader.close();
  }
}

describe('a block', () => {
  test('returns any part of any column of any series', () => {
    const path = writeBlock();
    expect(read(path, 6, 0, 700, 3)).toEqual([9, 9.01, 9.02]);
    expect(read(path, 6, 17, 198, 4)).toEqual([absent, absent, 21, 21.01]);
    expect(read(path, 6, 0, 1698, 3)).toEqual([18.98, 18.99, absent]);
    expect(read(path, 7, 0, 700, 1)).toEqual([absent]);
    expect(read(path, 6, 1, 700, 1)).toEqual([absent]);
    expect(read(path, 0, 0, -2, 3)).toEqual([absent, absent, 0]);
  });

  test('knows its place, its columns and its rows', () => {
    const reader = new BlockReader(writeBlock(), () => {});
    expect(reader.place).toEqual(PLACE);
    expect(reader.windowSlots).toBe(SLOTS);
    expect([...reader.columns]).toEqual([0, 17]);
    // 1,500 slots are three chunks.
    expect(reader.rows).toBe(5 * 2 * 3);
    expect([reader.rowFrom(0), reader.rowFrom(1), reader.rowFrom(12), reader.rowFrom(13)]).toEqual([
      0, 6, 24, 30,
    ]);
    reader.close();
  });

  test('appears under its name when it is whole, and not at all when it is given up', () => {
    const path = join(folder, 'late.blk');
    const writer = new BlockWriter(path, PLACE, SLOTS);
    writer.add(1, 0, Float64Array.of(1, 2), 0, 2);
    expect(() => readFileSync(path)).toThrow('ENOENT');
    writer.abandon();
    expect(() => readFileSync(`${path}.tmp`)).toThrow('ENOENT');
    const again = new BlockWriter(path, PLACE, SLOTS);
    again.add(1, 0, Float64Array.of(1, 2), 0, 2);
    const { bytes, rows } = again.finish();
    expect([readFileSync(path).length, rows]).toEqual([bytes, 1]);
  });

  test('a flipped bit anywhere is found: the file is refused, or one chunk left out and told', () => {
    const path = writeBlock();
    const good = readFileSync(path);
    const whole = (damaged: number[] = []): string =>
      [0, 3, 6, 9, 12]
        .flatMap((series) => [0, 17].map((column) => read(path, series, column, 0, SLOTS, damaged).join()))
        .join('|');
    const before = whole();
    for (let at = 0; at < good.length; at += 41) {
      const bad = Buffer.from(good);
      bad[at] ^= 1 << (at % 8);
      writeFileSync(path, bad);
      const damaged: number[] = [];
      try {
        const answer = whole(damaged);
        // Bytes that nothing reads (the footer's spare ones) may differ without harm.
        if (damaged.length === 0) expect(answer).toBe(before);
        else expect(damaged).toHaveLength(1);
      } catch (error) {
        if (!(error instanceof CorruptBlockError)) throw error;
      }
    }
  });

  test('cut off anywhere it is refused', () => {
    const path = writeBlock();
    for (let length = readFileSync(path).length - 1; length >= 0; length -= 197) {
      truncateSync(path, length);
      expect(() => new BlockReader(path, () => {})).toThrow(CorruptBlockError);
    }
  });

  const value = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -1000, max: 1000 }).map((n) => n / 100) },
    { weight: 2, arbitrary: fc.double({ noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(-Infinity) },
  );
  /** Runs of values and of gaps. */
  const stretches = fc.array(
    fc.record({
      gap: fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 900 })),
      count: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 1200 })),
      values: fc.array(value, { minLength: 1, maxLength: 20 }),
    }),
    { maxLength: 6 },
  );
  const rows = fc.uniqueArray(
    fc.record({ series: fc.nat({ max: 12 }), column: fc.constantFrom(0, 1, 4, 6, 16, 23), stretches }),
    { selector: ({ series, column }) => series * 100 + column, maxLength: 25 },
  );

  test('whatever is written is read back, part by part', () => {
    fc.assert(
      fc.property(
        // Windows that are multiples of 16 or not, and shorter than a chunk.
        fc.constantFrom<number[]>(8192, 8190, 8184, 1000, 7),
        rows,
        fc.array(fc.record({ from: fc.integer({ min: -600, max: 8400 }), slots: fc.nat({ max: 3000 }) }), {
          minLength: 3,
          maxLength: 3,
        }),
        (slots, written, parts) => {
          const path = join(folder, 'any.blk');
          const writer = new BlockWriter(path, { ...PLACE, window: slots * 3 }, slots);
          const columns = new Map<string, Float64Array>();
          for (const row of written.sort((a, b) => a.series - b.series || a.column - b.column)) {
            const window = new Float64Array(slots).fill(absent);
            let at = 0;
            let low = slots;
            let high = 0;
            for (const stretch of row.stretches) {
              at += stretch.gap;
              for (let i = 0; i < stretch.count && at < slots; i++, at++) {
                window[at] = stretch.values[i % stretch.values.length]!;
                low = Math.min(low, at);
                high = at + 1;
              }
            }
            writer.add(row.series, row.column, window, Math.max(0, low - 3), Math.min(slots, high + 2));
            columns.set(`${row.series}/${row.column}`, window);
          }
          writer.finish();
          const reader = new BlockReader(path, () => expect.fail('a chunk is told to be damaged'));
          try {
            for (let row = 1; row < reader.rows; row++) {
              const order = (r: number): number =>
                reader.seriesAt(r) * 1e9 + reader.columnAt(r) * 1e5 + reader.firstAt(r);
              expect(order(row)).toBeGreaterThan(order(row - 1));
            }
            for (const [key, window] of columns) {
              const [series, column] = key.split('/').map(Number) as [number, number];
              const row = reader.firstRow(series);
              for (const { from, slots: count } of parts) {
                const out = new Float64Array(count).fill(absent);
                if (row >= 0) reader.readOver(row, column, out, from);
                const expected = Float64Array.from({ length: count }, (_, i) => window[from + i] ?? absent);
                expect(Buffer.from(out.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
              }
            }
          } finally {
            reader.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
