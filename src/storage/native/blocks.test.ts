import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import { type BlockInfo, BlockReader, BlockWriter, CorruptBlockError, WINDOW_SLOTS } from './blockFile.ts';
import { blocksFolder } from './compaction.ts';
import { readManifest } from './manifest.ts';
import { expiredBlocks, nextMerge } from './mergePolicy.ts';
import type { NativeEngine } from './nativeEngine.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-blocks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeBlock(): string {
  const path = join(folder, 'one.blk');
  const writer = new BlockWriter(path);
  for (let series = 0; series < 5; series++) {
    const window = new Float64Array(WINDOW_SLOTS).fill(Number.NaN);
    for (let slot = 100 * series; slot < 100 * series + 1500; slot++) window[slot] = series + slot / 100;
    writer.add(series * 3, window);
  }
  writer.finish({ step: 10, retention: 86_400, window: 0, generation: 1 });
  return path;
}

function read(path: string, series: number, from: number, slots: number, corrupt: string[] = []): number[] {
  const reader = new BlockReader(path, (_file, which) => corrupt.push(`series ${which}`));
  try {
    const out = new Float64Array(slots).fill(Number.NaN);
    const row = reader.firstRow(series);
    if (row >= 0) reader.readOver(row, out, from);
    return [...out];
  } finally {
    reader.close();
  }
}

describe('a block', () => {
  test('returns any part of any series', () => {
    const path = writeBlock();
    expect(read(path, 6, 700, 3)).toEqual([2 + 7, 2 + 7.01, 2 + 7.02]);
    expect(read(path, 6, 198, 4)).toEqual([Number.NaN, Number.NaN, 4, 4.01]);
    expect(read(path, 6, 1698, 3)).toEqual([2 + 16.98, 2 + 16.99, Number.NaN]);
    expect(read(path, 7, 700, 1)).toEqual([Number.NaN]);
    expect(read(path, 0, -2, 3)).toEqual([Number.NaN, Number.NaN, 0]);
  });

  test('a flipped bit anywhere is found: the file is refused, or one chunk left out and reported', () => {
    const path = writeBlock();
    const good = readFileSync(path);
    const whole = (): string =>
      [0, 3, 6, 9, 12].map((series) => read(path, series, 0, 2200).join()).join('|');
    const before = whole();
    for (let at = 0; at < good.length; at += 97) {
      const bad = Buffer.from(good);
      bad[at] ^= 1 << (at % 8);
      writeFileSync(path, bad);
      const corrupt: string[] = [];
      let refused = false;
      let answer = '';
      try {
        answer = [0, 3, 6, 9, 12].map((series) => read(path, series, 0, 2200, corrupt).join()).join('|');
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptBlockError);
        refused = true;
      }
      // Bytes that nothing reads (the header's and footer's spare ones) may differ without harm.
      if (!refused && corrupt.length === 0) expect(answer).toBe(before);
      else if (!refused) expect(corrupt).toHaveLength(1);
    }
  });
});

const info = (generation: number, level: number, window = 0): BlockInfo => ({
  file: `${generation}-${level}-${window}`,
  step: 10,
  retention: 86_400,
  window,
  generation,
  level,
  bytes: 1,
  rows: 1,
});

describe('merging', () => {
  const during = WINDOW_SLOTS * 10 - 1;
  test.each([
    ['too few', [info(1, 0), info(2, 0), info(3, 0)], null],
    ['four of a level', [info(1, 0), info(2, 0), info(3, 0), info(4, 0)], [1, 2, 3, 4]],
    ['the newest four', [info(1, 1), info(2, 0), info(3, 0), info(4, 0), info(5, 0)], [2, 3, 4, 5]],
    ['only neighbours', [info(1, 0), info(2, 0), info(3, 1), info(4, 0), info(5, 0)], null],
    ['windows apart', [info(1, 0), info(2, 0), info(3, 0, WINDOW_SLOTS), info(4, 0, WINDOW_SLOTS)], null],
  ])('%s', (_what, blocks, expected) => {
    expect(nextMerge(blocks, during)?.map((block) => block.generation) ?? null).toEqual(expected);
  });

  test('a window that is over becomes one block', () => {
    expect(
      nextMerge([info(2, 1), info(1, 2), info(3, 0)], during + 4000)?.map((block) => block.generation),
    ).toEqual([1, 2, 3]);
  });

  test('what is older than its retention goes', () => {
    expect(expiredBlocks([info(1, 0), info(2, 0, WINDOW_SLOTS)], during + 86_400 + 10)).toEqual(['1-0-0']);
  });
});

describe('the data folder', () => {
  const open = (errors: string[] = []): NativeEngine =>
    openTestEngine(folder, { log: { info() {}, warn() {}, error: (message) => errors.push(message) } });
  const last = (engine: NativeEngine, name: string): number =>
    engine.fetch([{ pattern: name, from: NOW - 10, until: NOW }])[0][0].values.at(-1)!;
  const write = (engine: NativeEngine, name: string, value: number): void =>
    engine.append({ seconds: NOW, names: [name], values: Float64Array.of(value) });

  test('litter of an unfinished step is deleted on start', async () => {
    const engine = open();
    write(engine, 'a', 1);
    await engine.flush();
    await engine.close();
    writeFileSync(join(blocksFolder(folder), '10s-1000000s-0-99.blk'), 'half a block');
    writeFileSync(join(blocksFolder(folder), '10s-1000000s-0-98.blk.tmp'), 'less');
    const again = open();
    expect(readdirSync(blocksFolder(folder))).toHaveLength(1);
    expect(last(again, 'a')).toBe(1);
    await again.close();
  });

  test('a missing block costs its points only, and is reported once', async () => {
    const engine = open();
    write(engine, 'a', 1);
    await engine.flush();
    write(engine, 'b', 2);
    await engine.flush();
    await engine.close();
    rmSync(join(blocksFolder(folder), readManifest(folder).blocks[0].file));
    const errors: string[] = [];
    const again = open(errors);
    expect([last(again, 'a'), last(again, 'a'), last(again, 'b')]).toEqual([Number.NaN, Number.NaN, 2]);
    expect(errors).toHaveLength(1);
    await again.close();
  });

  test('a damaged manifest is refused with what to do', async () => {
    const engine = open();
    write(engine, 'a', 1);
    await engine.flush();
    await engine.close();
    const path = join(folder, 'manifest');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"level":0', '"level":1'));
    expect(() => open()).toThrow(/damaged.*backup/);
  });

  test('a year of one-second slots is answered from its coarser archive, however little is there', async () => {
    const year = 365 * 86_400;
    const engine = openTestEngine(folder, {
      schemaOf: () => ({
        archives: [
          { step: 1, points: 3600 },
          { step: 60, points: year / 60 },
        ],
        aggregation: 'sum',
        xFilesFactor: 0,
      }),
    });
    const ages = [10, 4000, 4001, 90_000, 200 * 86_400, year - 120];
    for (const [i, age] of ages.entries()) {
      engine.append({ seconds: NOW - age, names: ['a'], values: Float64Array.of(i + 1) });
      if (i === 3) await engine.flush();
    }
    const answer = engine.fetch([{ pattern: 'a', from: NOW - year, until: NOW }], {
      maxPoints: year / 60 + 1,
    })[0][0];
    const known = Array.from(answer.values, (value, i) => [answer.start + i * 60, value]).filter(
      ([, value]) => !Number.isNaN(value),
    );
    const minute = (age: number): number => Math.floor((NOW - age) / 60) * 60;
    expect(minute(4000)).toBe(minute(4001));
    expect(known).toEqual([
      [minute(year - 120), 6],
      [minute(200 * 86_400), 5],
      [minute(90_000), 4],
      [minute(4000), 2 + 3],
      [minute(10), 1],
    ]);
    expect(() => engine.fetch([{ pattern: 'a', from: NOW - year, until: NOW }], { maxPoints: 1000 })).toThrow(
      /1,000/,
    );
    await engine.close();
  });

  test('a failed flush loses nothing and is tried again', async () => {
    const engine = open();
    write(engine, 'a', 1);
    rmSync(blocksFolder(folder), { recursive: true });
    await engine.flush();
    expect(last(engine, 'a')).toBe(1);
    write(engine, 'a', 2);
    mkdirSync(blocksFolder(folder));
    await engine.flush();
    expect(last(engine, 'a')).toBe(2);
    expect(engine.status().blocks).toBe(1);
    await engine.close();
    const again = open();
    expect(last(again, 'a')).toBe(2);
    await again.close();
  });

  test('numbers of series whose definitions are lost are never given to others', async () => {
    const engine = open();
    write(engine, 'kept', 1);
    await engine.flush();
    write(engine, 'lost', 2);
    engine.commit();
    write(engine, 'lost', 3);
    await engine.close();
    // The second log segment: a header, the record that defines "lost", its points. The definition is damaged.
    const wal = join(folder, 'wal');
    const file = join(wal, readdirSync(wal).sort().at(-1)!);
    const bytes = readFileSync(file);
    bytes[16 + 24 + 8] ^= 1;
    writeFileSync(file, bytes);
    const errors: string[] = [];
    const again = open(errors);
    write(again, 'new', 7);
    expect(last(again, 'new')).toBe(7);
    expect(last(again, 'kept')).toBe(1);
    expect(errors.some((message) => message.includes('names are lost'))).toBe(true);
    await again.close();
    const third = open();
    expect([last(third, 'new'), last(third, 'kept')]).toEqual([7, 1]);
    await third.close();
  });
});
