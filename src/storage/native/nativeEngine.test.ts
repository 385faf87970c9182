import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import type { SeriesSchema } from '../../model/retention.ts';
import { PlaintextParser } from '../../protocol/plaintext.ts';
import type { NativeEngineOptions } from './engineOptions.ts';
import type { NativeEngine } from './nativeEngine.ts';

const schema: SeriesSchema = {
  archives: [
    { step: 10, points: 8640 },
    { step: 60, points: 10_080 },
  ],
  aggregation: 'average',
  xFilesFactor: 0,
};

let folder: string;
let refused: Record<string, number>;
let engines: NativeEngine[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-engine-'));
  refused = {};
  engines = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(overrides: Partial<NativeEngineOptions> = {}): NativeEngine {
  const engine = openTestEngine(folder, {
    ...overrides,
    schemaOf: () => schema,
    refused: (reason) => {
      refused[reason] = (refused[reason] ?? 0) + 1;
    },
  });
  engines.push(engine);
  return engine;
}

function send(engine: NativeEngine, text: string): void {
  const bytes = Buffer.from(text);
  const parser = new PlaintextParser(engine, 4096);
  parser.push(bytes, 0, bytes.length);
  parser.end({ complete: false });
}

function values(
  engine: NativeEngine,
  pattern: string,
  from: number,
  until: number,
): Record<string, (number | null)[]> {
  const [series] = engine.fetch([{ pattern, from, until }]);
  return Object.fromEntries(
    series!.map((each) => [
      each.name,
      Array.from(each.values, (value) => (Number.isNaN(value) ? null : value)),
    ]),
  );
}

describe('the native engine', () => {
  const lines = [`a.b 1 ${NOW - 30}`, `a.b 2.5 ${NOW - 20}`, `a.c -7 ${NOW - 20}`, `a.b 3 ${NOW}`, ''].join(
    '\n',
  );
  const expected = { 'a.b': [1, 2.5, null, 3], 'a.c': [null, -7, null, null] };

  test('answers what it was sent', () => {
    const engine = open();
    send(engine, lines);
    expect(values(engine, 'a.*', NOW - 40, NOW)).toEqual(expected);
    expect(engine.find('a.*').nodes.map((node) => node.path)).toEqual(['a.b', 'a.c']);
    expect(engine.find('*').nodes).toEqual([{ path: 'a', text: 'a', leaf: false, branch: true }]);
  });

  test('keeps it over a restart, from the log', async () => {
    const first = open();
    send(first, lines);
    await first.close();
    expect(values(open(), 'a.*', NOW - 40, NOW)).toEqual(expected);
  });

  test('keeps it over a flush and a restart, from blocks', async () => {
    const first = open();
    send(first, lines);
    await first.flush();
    expect(values(first, 'a.*', NOW - 40, NOW)).toEqual(expected);
    send(first, `a.b 9 ${NOW - 10}\na.b 8 ${NOW}\n`);
    await first.flush();
    const after = { ...expected, 'a.b': [1, 2.5, 9, 8] };
    expect(values(first, 'a.*', NOW - 40, NOW)).toEqual(after);
    await first.close();
    expect(values(open(), 'a.*', NOW - 40, NOW)).toEqual(after);
  });

  test('answers an old range from the coarser archive, where the last point of a slot counts', () => {
    const engine = open();
    const old = NOW - 2 * 86_400;
    const minute = old - (old % 60);
    send(engine, `a.b 1 ${minute}\na.b 3 ${minute + 50}\na.b 5 ${minute + 60}\n`);
    expect(values(engine, 'a.b', minute - 60, minute + 60)).toEqual({ 'a.b': [3, 5] });
  });

  test('refuses and counts what it cannot keep', () => {
    const engine = open();
    send(engine, `a.b 1 1000\na.b 1 ${NOW + 30 * 86_400}\na;b 1 ${NOW}\nnonsense\na.b nan ${NOW}\n`);
    expect(refused).toEqual({
      'too-old': 1,
      'in-the-future': 1,
      'name-tags': 1,
      'bad-line': 1,
      'not-finite': 1,
    });
  });

  test('folds what is asked beside patterns that match one series, or none', () => {
    const engine = open();
    send(engine, lines);
    const ask = (pattern: string) => ({ pattern, from: NOW - 40, until: NOW, fold: 'sum' }) as const;
    for (const others of [[], ['no.*'], ['a.b'], ['no.*', 'a.b']]) {
      const patterns = [...others, 'a.*', ...others];
      const found = engine.fold(patterns.map(ask)).map((folded) => folded && Array.from(folded.values));
      expect(found).toEqual(patterns.map((pattern) => (pattern === 'a.*' ? [1, -4.5, Number.NaN, 3] : null)));
    }
  });

  test('knows a tagged series in any order of its tags', () => {
    const engine = open();
    send(engine, `disk;b=2;a=1 1 ${NOW - 10}\ndisk;a=1;b=2 2 ${NOW}\n`);
    expect(values(engine, 'disk;a=1;b=2', NOW - 20, NOW)).toEqual({ 'disk;a=1;b=2': [1, 2] });
  });

  test('an exact name is found however it is spelled, before and after a restart', async () => {
    const first = open();
    send(first, `disk;b=2;a=1 1 ${NOW}\n`);
    const expected = { 'disk;a=1;b=2': [1] };
    expect(values(first, 'disk;b=2;a=1', NOW - 10, NOW)).toEqual(expected);
    await first.close();
    expect(values(open(), 'disk;b=2;a=1', NOW - 10, NOW)).toEqual(expected);
  });

  describe('tells when everything is in the log', () => {
    /** What another program would find if this one died now. */
    async function afterDeath(): Promise<unknown> {
      const copy = mkdtempSync(join(tmpdir(), 'plumbago-engine-copy-'));
      cpSync(folder, copy, { recursive: true });
      const engine = openTestEngine(copy, { schemaOf: () => schema });
      const found = values(engine, 'a.*', NOW - 40, NOW);
      await engine.close();
      rmSync(copy, { recursive: true });
      return found;
    }

    test('which is at once, without a sync', async () => {
      const engine = open();
      send(engine, lines);
      expect(await afterDeath()).toEqual({});
      const told = vi.fn();
      engine.whenCommitted(told);
      expect(told).toHaveBeenCalledTimes(1);
      expect(await afterDeath()).toEqual(expected);
      engine.whenCommitted(told);
      expect(told).toHaveBeenCalledTimes(2);
    });

    test('or with the batch, where each commit is a sync: many senders that end cost one', async () => {
      const engine = open({ walSync: 'always' });
      const told = vi.fn();
      send(engine, lines);
      engine.whenCommitted(told);
      send(engine, `a.d 1 ${NOW}\n`);
      engine.whenCommitted(told);
      expect(told).toHaveBeenCalledTimes(0);
      const { 'wal.commits_total': before } = engine.status().figures;
      await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2));
      expect(engine.status().figures['wal.commits_total']).toBe(before! + 1);
      expect(await afterDeath()).toEqual({ ...expected, 'a.d': [null, null, null, 1] });
      engine.whenCommitted(told);
      expect(told).toHaveBeenCalledTimes(3);
    });

    test('or when the log can be written again', async () => {
      // One batch fits; the next has to wait until a flush has given the segment of the first back.
      const engine = open({
        walMaxBytes: 260,
        writable: () => {},
        log: { info() {}, warn() {}, error() {} },
      });
      const told = vi.fn();
      send(engine, lines);
      engine.whenCommitted(told);
      expect(told).toHaveBeenCalledTimes(1);
      send(engine, `a.d 1 ${NOW}\n`);
      engine.whenCommitted(told);
      expect(told).toHaveBeenCalledTimes(1);
      await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2), 5000);
      expect(await afterDeath()).toEqual({ ...expected, 'a.d': [null, null, null, 1] });
    });
  });

  test('the log is as long as its files are, after a restart and after a flush too', async () => {
    const onDisk = () => {
      const wal = join(folder, 'wal');
      return readdirSync(wal).reduce((sum, file) => sum + statSync(join(wal, file)).size, 0);
    };
    const first = open();
    send(first, lines);
    expect(first.status().walBytes).toBe(onDisk());
    await first.close();
    const second = open();
    expect(second.status().walBytes).toBe(onDisk());
    expect(second.status().walBytes).toBeGreaterThan(200);
    await second.flush();
    // Old segments go in the background.
    await vi.waitFor(() => expect(second.status().walBytes).toBe(onDisk()));
  });
});
