/** Data folders that an accident has been to: what an engine makes of them when it starts. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import { inlineCompactor } from './compactor.ts';
import type { NativeEngineOptions } from './engineOptions.ts';
import { blocksFolder, walFolder } from './folders.ts';
import type { NativeEngine } from './nativeEngine.ts';

let folder: string;
let errors: string[];
let engines: NativeEngine[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-folder-'));
  errors = [];
  engines = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(overrides: Partial<NativeEngineOptions> = {}): NativeEngine {
  const engine = openTestEngine(folder, {
    log: { info() {}, warn() {}, error: (message) => errors.push(message) },
    compactor: inlineCompactor((_file, series) => errors.push(`compaction: series ${series}`)),
    ...overrides,
  });
  engines.push(engine);
  return engine;
}

const last = (engine: NativeEngine, name: string): number =>
  engine.fetch([{ pattern: name, from: NOW - 10, until: NOW }])[0]![0]!.values.at(-1)!;
const write = (engine: NativeEngine, name: string, value: number, seconds = NOW): void =>
  engine.append({ seconds, names: [name], values: Float64Array.of(value) });
const blockPaths = (): string[] =>
  readdirSync(blocksFolder(folder))
    .sort()
    .map((file) => join(blocksFolder(folder), file));

describe('the data folder', () => {
  test('litter of an unfinished step is deleted on start', async () => {
    const engine = open();
    write(engine, 'a', 1);
    await engine.flush();
    await engine.close();
    const kept = blockPaths();
    writeFileSync(join(blocksFolder(folder), '10s-0-99.blk'), 'half a block');
    writeFileSync(join(blocksFolder(folder), '10s-0-98.blk.tmp'), 'less');
    writeFileSync(join(folder, 'manifest.tmp'), 'half a manifest');
    writeFileSync(join(folder, 'registry-77'), 'half a registry');
    copyFileSync(join(walFolder(folder), '00000002.wal'), join(walFolder(folder), '00000001.wal'));
    const again = open();
    expect(blockPaths()).toEqual(kept);
    expect(readdirSync(folder).sort()).toEqual(['activity', 'blocks', 'manifest', 'registry', 'wal']);
    expect(readdirSync(walFolder(folder))).not.toContain('00000001.wal');
    expect(last(again, 'a')).toBe(1);
  });

  test('a missing block costs its points only, and is told once', async () => {
    const engine = open();
    write(engine, 'a', 1);
    await engine.flush();
    write(engine, 'b', 2);
    await engine.flush();
    await engine.close();
    rmSync(blockPaths()[0]!);
    const again = open();
    expect([last(again, 'a'), last(again, 'a'), last(again, 'b')]).toEqual([Number.NaN, Number.NaN, 2]);
    expect(errors).toEqual(['a block cannot be read and is left out of answers']);
  });

  test('a damaged directory takes its block alone', async () => {
    const engine = open();
    write(engine, 'a', 1);
    await engine.flush();
    write(engine, 'b', 2);
    await engine.flush();
    await engine.close();
    const [path] = blockPaths();
    const bytes = readFileSync(path!);
    bytes[bytes.length - 32 - 6] ^= 1;
    writeFileSync(path!, bytes);
    const again = open();
    expect([last(again, 'a'), last(again, 'b')]).toEqual([Number.NaN, 2]);
    expect(errors).toEqual(['a block cannot be read and is left out of answers']);
  });

  test('a damaged chunk is left out, and the rest of its series is not', async () => {
    const engine = open();
    // 600 slots: two chunks.
    for (let i = 0; i < 600; i++) write(engine, 'a', i, NOW - (600 - i) * 10);
    write(engine, 'b', 2);
    await engine.flush();
    await engine.close();
    const [path] = blockPaths();
    const bytes = readFileSync(path!);
    // The first chunk begins behind the header, of which the class's text makes 16 bytes.
    bytes[64 + 16 + 6] ^= 1;
    writeFileSync(path!, bytes);
    const again = open();
    const { values } = again.fetch([{ pattern: 'a', from: NOW - 6010, until: NOW - 10 }])[0]![0]!;
    const known = [...values].filter((value) => !Number.isNaN(value));
    expect(known).toEqual(Array.from({ length: 88 }, (_, i) => 512 + i));
    expect(last(again, 'b')).toBe(2);
    expect(errors).toContain('a chunk fails its checksum and is left out of answers');
  });

  test('a block that cannot be read does not hold up the work on others', async () => {
    const archives = [
      { step: 10, points: 100 },
      { step: 60, points: 100_000 },
    ];
    let now = NOW;
    const options = {
      schemaOf: () => ({ archives, aggregation: 'sum', xFilesFactor: 0 }) as const,
      now: () => now,
    };
    const engine = open(options);
    for (const value of [1, 2]) {
      write(engine, 'a', value);
      await engine.flush();
    }
    now += 8190 * 10;
    for (const value of [1, 2]) {
      write(engine, 'b', value, now);
      await engine.flush();
    }
    await engine.close();
    writeFileSync(blockPaths()[0]!, 'nothing of a block');
    now += 8190 * 10 + 3600;
    const again = open(options);
    for (let i = 0; i < 2; i++) {
      await again.settle();
      now += 40;
    }
    expect(errors).toContain('a merge failed and will be tried again; nothing is lost');
    expect(again.maintenance.manifest.blocks.filter(({ level }) => level === 1)).toHaveLength(1);
    const { values } = again.fetch([{ pattern: '*', from: NOW - 60, until: now }])[0]![1]!;
    expect([...values].filter((value) => !Number.isNaN(value))).toEqual([2]);
  });

  test('a damaged manifest is refused with what to do', async () => {
    const engine = open();
    write(engine, 'a', 1);
    await engine.flush();
    await engine.close();
    const path = join(folder, 'manifest');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"nextFile":2', '"nextFile":1'));
    expect(() => open()).toThrow(/damaged.*doctor.*backup/);
  });

  test('a failed flush loses nothing and is tried again', async () => {
    const engine = open();
    write(engine, 'a', 1);
    rmSync(blocksFolder(folder), { recursive: true });
    expect(await engine.flush()).toBe(false);
    expect(last(engine, 'a')).toBe(1);
    write(engine, 'a', 2);
    mkdirSync(blocksFolder(folder));
    expect(await engine.flush()).toBe(true);
    expect(await engine.flush()).toBe(true);
    expect(last(engine, 'a')).toBe(2);
    expect(engine.status().blocks).toBe(2);
    await engine.close();
    expect(last(open(), 'a')).toBe(2);
  });

  test('a flush that cannot even begin is tried again', async () => {
    let now = NOW;
    const engine = open({ now: () => now });
    write(engine, 'a', 1);
    engine.commit();
    rmSync(walFolder(folder), { recursive: true });
    expect(await engine.flush()).toBe(false);
    expect(engine.maintenance.resting).toBe(true);
    mkdirSync(walFolder(folder));
    now += 60;
    expect(await engine.flush()).toBe(true);
    expect(last(engine, 'a')).toBe(1);
  });

  test('a registry that is written anew again and again, without points between, is never lost', async () => {
    const limits = {
      maxNameBytes: 1000,
      maxNameDepth: 50,
      maxSeries: 1e6,
      maxNewSeriesPerMinute: 0,
      prefixLimits: [],
    };
    const engine = open({ limits, refused() {} });
    write(engine, 'kept', 1);
    await engine.flush();
    const files = new Set<string>();
    for (let round = 0; round < 3; round++) {
      // Points too old to be taken make their series all the same.
      const names = Array.from({ length: 11_000 }, (_, i) => `round${round}.n${i}`);
      engine.append({ seconds: 1000, names, values: new Float64Array(names.length) });
      await engine.flush();
      engine.change(() => {
        for (const series of engine.seriesMatching(`round${round}.*`)) engine.removeSeries(series);
      });
      await engine.flush();
      files.add(engine.maintenance.manifest.registryFile);
      expect(readdirSync(folder)).toContain(engine.maintenance.manifest.registryFile);
    }
    expect(files.size).toBeGreaterThan(1);
    await engine.close();
    expect(last(open(), 'kept')).toBe(1);
  });

  test('a series that is new does not inherit the points of one whose name the registry has lost', async () => {
    const engine = open();
    write(engine, 'kept', 1);
    await engine.flush();
    write(engine, 'lost', 2);
    await engine.flush();
    await engine.close();
    const path = join(folder, 'registry');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
    const again = open();
    expect(errors).toContain('part of the registry file is damaged: its series are lost');
    write(again, 'new', 7, NOW - 10);
    expect([last(again, 'new'), last(again, 'kept')]).toEqual([Number.NaN, 1]);
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
    const file = join(walFolder(folder), readdirSync(walFolder(folder)).sort().at(-1)!);
    const bytes = readFileSync(file);
    bytes[16 + 24 + 8] ^= 1;
    writeFileSync(file, bytes);
    const again = open();
    write(again, 'new', 7);
    expect([last(again, 'new'), last(again, 'kept')]).toEqual([7, 1]);
    expect(errors.some((message) => message.includes('names are lost'))).toBe(true);
    await again.close();
    const third = open();
    expect([last(third, 'new'), last(third, 'kept')]).toEqual([7, 1]);
  });
});
