import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import { backupEngine } from './backup.ts';
import { startCompactor } from './compactor.ts';
import type { NativeEngineOptions } from './engineOptions.ts';
import { blocksFolder, walFolder } from './folders.ts';
import type { NativeEngine } from './nativeEngine.ts';

let root: string;
let folder: string;
let copy: string;
let engines: NativeEngine[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plumbago-backup-'));
  folder = join(root, 'data');
  copy = join(root, 'copy', 'native');
  engines = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  rmSync(root, { recursive: true, force: true });
});

function open(where: string, overrides: Partial<NativeEngineOptions> = {}): NativeEngine {
  const engine = openTestEngine(where, overrides);
  engines.push(engine);
  return engine;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** All points of the last `slots` slots: `name second=value`. */
function points(engine: NativeEngine, slots: number): string[] {
  const [series] = engine.fetch([{ pattern: 'n*', from: NOW - slots * 10, until: NOW }]);
  return series!.flatMap(({ name, values }) =>
    Array.from(values, (value, i) => `${name} ${i}=${value}`).filter((text) => !text.endsWith('NaN')),
  );
}

describe('a backup', () => {
  test('taken while points come in and blocks are flushed and merged holds every point written before', async () => {
    let now = NOW - 100_000;
    const engine = open(folder, {
      compactor: startCompactor(expect.fail),
      now: () => now,
      schemaOf: () => ({ archives: [{ step: 10, points: 100_000 }], aggregation: 'sum', xFilesFactor: 0 }),
    });
    let written = 0;
    const write = (): void => {
      const names = Array.from({ length: 20 }, (_, i) => `n${i + (written % 7)}`);
      engine.append({ seconds: now, names, values: Float64Array.from(names, (_, i) => written + i) });
      written++;
      now += 10;
    };
    let atWork = true;
    let work: Promise<unknown> = Promise.resolve();
    const writing = (async () => {
      for (let i = 0; atWork; i++) {
        write();
        if (i % 5 === 0 && !engine.maintenance.busy)
          work = engine.flush().then(() => (engine.maintenance.busy ? undefined : engine.settle()));
        await turn();
      }
      await work;
    })();
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 20; i++) await turn();
      const before = points(engine, 10_000);
      const from = written;
      const target = join(copy, String(round));
      const report = await backupEngine(engine, target);
      const during = points(engine, 10_000);
      expect(written).toBeGreaterThan(from);
      expect(report.folder).toBe(target);
      const restored = open(target, { now: () => NOW });
      const found = points(restored, 10_000);
      const has = new Set(found);
      expect(before.filter((point) => !has.has(point))).toEqual([]);
      const may = new Set(during);
      expect(found.filter((point) => !may.has(point))).toEqual([]);
      await restored.close();
    }
    atWork = false;
    await writing;
  });

  test('tells its files and bytes, and leaves the engine as it was', async () => {
    const engine = open(folder);
    engine.append({ seconds: NOW, names: ['n1', 'n2'], values: Float64Array.of(1, 2) });
    await engine.flush();
    engine.append({ seconds: NOW, names: ['n1'], values: Float64Array.of(3) });
    const report = await backupEngine(engine, copy);
    const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const bytes = files.reduce((sum, each) => sum + statSync(join(each.parentPath, each.name)).size, 0);
    expect(report).toEqual({ folder: copy, files: files.length, bytes });
    expect(readdirSync(copy).sort()).toEqual(['activity', 'blocks', 'manifest', 'registry', 'wal']);
    expect(points(engine, 1)).toEqual(points(open(copy), 1));
  });

  test('of a new engine is an empty one', async () => {
    await backupEngine(open(folder), copy);
    expect(points(open(copy), 100)).toEqual([]);
  });

  test('goes on when the copy is changed: blocks are shared, nothing is written to them', async () => {
    const engine = open(folder);
    engine.append({ seconds: NOW, names: ['n1'], values: Float64Array.of(1) });
    await backupEngine(engine, copy);
    const other = open(copy);
    other.append({ seconds: NOW, names: ['n1'], values: Float64Array.of(2) });
    await other.flush();
    await other.settle();
    await other.close();
    expect(points(engine, 1)).toEqual(['n1 0=1']);
  });

  test('goes into an empty folder alone', async () => {
    const engine = open(folder);
    mkdirSync(copy, { recursive: true });
    writeFileSync(join(copy, 'mine'), '');
    await expect(backupEngine(engine, copy)).rejects.toThrow(/not empty/);
    expect(readdirSync(copy)).toEqual(['mine']);
  });

  test('leaves nothing when it fails, and blocks are deleted again afterwards', async () => {
    const engine = open(folder);
    for (let i = 0; i < 4; i++) {
      engine.append({ seconds: NOW - i * 10, names: ['n1'], values: Float64Array.of(i) });
      await engine.flush();
    }
    const registry = join(folder, engine.maintenance.manifest.registryFile);
    const [block] = readdirSync(blocksFolder(folder));
    copyFileSync(registry, join(root, 'aside'));
    rmSync(registry);
    await expect(backupEngine(engine, copy)).rejects.toThrow('ENOENT');
    expect(readdirSync(copy)).toEqual([]);
    copyFileSync(join(root, 'aside'), registry);
    await engine.settle();
    await turn();
    expect(existsSync(join(blocksFolder(folder), block!))).toBe(false);
  });

  test('takes what is in the log when nothing can be flushed', async () => {
    const errors: string[] = [];
    const engine = open(folder, { log: { info() {}, warn() {}, error: (message) => errors.push(message) } });
    engine.append({ seconds: NOW, names: ['n1'], values: Float64Array.of(1) });
    rmSync(blocksFolder(folder), { recursive: true });
    await backupEngine(engine, copy);
    expect(errors[0]).toContain('flush failed');
    expect(readdirSync(walFolder(copy)).length).toBeGreaterThan(0);
    expect(points(open(copy), 1)).toEqual(['n1 0=1']);
  });
});
