import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import { watchedCompactor } from '../../../test/support/watchedCompactor.ts';
import type { SeriesSchema } from '../../model/retention.ts';
import { BadRequestError } from '../store.ts';
import { Administration } from './administration.ts';
import type { NativeEngineOptions } from './engineOptions.ts';
import type { NativeEngine } from './nativeEngine.ts';

const schema: SeriesSchema = {
  archives: [
    { step: 10, points: 8640 },
    { step: 60, points: 100_000 },
  ],
  aggregation: 'average',
  xFilesFactor: 0,
};
const real = { dryRun: false };
const dry = { dryRun: true };

let folder: string;
let engine: NativeEngine;
let administration: Administration;

function open(overrides: Partial<NativeEngineOptions> = {}): void {
  engine = openTestEngine(folder, { schemaOf: () => schema, ...overrides });
  administration = new Administration(engine);
}

async function reopen(overrides: Partial<NativeEngineOptions> = {}): Promise<void> {
  await engine.close();
  open(overrides);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-administration-'));
  open();
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, seconds: number, value: number): void {
  engine.append({ seconds, names: [name], values: Float64Array.of(value) });
}

/** Values of the last `slots` slots of 10 s, null where there is none; undefined when there is no such series. */
function values(name: string, slots = 4, rollup?: 'max'): (number | null)[] | undefined {
  const [found] = engine.fetch([{ pattern: name, from: NOW - slots * 10, until: NOW, rollup }]);
  const [series] = found!;
  return series && Array.from(series.values, (value) => (Number.isNaN(value) ? null : value));
}

const names = (): string[] => engine.registry.tree.names(null, 1000);

async function said(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BadRequestError);
  return (error as Error).message;
}

describe('selection', () => {
  beforeEach(() => {
    for (const name of ['a', 'a.b', 'a.b.c', 'a.x', 'ab.c', 'a.t;host=w', 'disk;b=2;a=1'])
      write(name, NOW, 1);
  });
  const described = async (...patterns: string[]) =>
    (await administration.describe({ patterns }, 100)).map(({ name }) => name);

  test.each<[string[], string[]]>([
    [['a'], ['a']],
    [['a.*'], ['a.b', 'a.x']],
    [['a.**'], ['a.b', 'a.b.c', 'a.t;host=w', 'a.x']],
    [['{a,ab}.**'], ['a.b', 'a.b.c', 'a.t;host=w', 'a.x', 'ab.c']],
    [['**'], ['a', 'a.b', 'a.b.c', 'a.t;host=w', 'a.x', 'ab.c', 'disk;a=1;b=2']],
    [['disk;b=2;a=1'], ['disk;a=1;b=2']],
    [['a.t;host=*'], ['a.t;host=w']],
    [
      ['ab.c', 'a.b.**', 'a.*.c'],
      ['a.b.c', 'ab.c'],
    ],
    [['nothing', 'nothing.**', 'no.*'], []],
  ])('%j means %j', async (patterns, expected) => {
    expect(await described(...patterns)).toEqual(expected);
  });

  test('refuses what means nothing', async () => {
    expect(await said(described(''))).toContain('empty pattern');
    expect(await said(described('a.**.c'))).toContain('at the end');
  });
});

describe('describe and unused', () => {
  test('tell of points and questions', async () => {
    write('a', NOW - 100, 1);
    write('a', NOW - 10, 2);
    write('b', NOW - 5000, 1);
    write('b', NOW - 4000, 1);
    await engine.flush();
    values('a');
    expect(await administration.describe({ patterns: ['*'] }, 10)).toEqual([
      { name: 'a', schema, pinned: false, firstPoint: NOW - 100, lastPoint: NOW - 10, lastAsked: NOW },
      { name: 'b', schema, pinned: false, firstPoint: NOW - 5000, lastPoint: NOW - 4000, lastAsked: null },
    ]);
    expect(await administration.describe({ patterns: ['*'] }, 1)).toHaveLength(1);
    const b = { name: 'b', lastPoint: NOW - 4000, lastAsked: null };
    const a = { name: 'a', lastPoint: NOW - 10, lastAsked: NOW };
    expect(await administration.unused({ silentSeconds: 3600, limit: 10 })).toEqual({
      series: [b],
      truncated: false,
    });
    expect(await administration.unused({ unaskedSeconds: Infinity, limit: 10 })).toEqual({
      series: [b],
      truncated: false,
    });
    expect(await administration.unused({ limit: 1 })).toEqual({ series: [a], truncated: true });
    expect(await administration.unused({ patterns: ['a'], silentSeconds: 60, limit: 1 })).toEqual({
      series: [],
      truncated: false,
    });
  });
});

describe('delete', () => {
  test('tries without doing, then does, and it lasts', async () => {
    for (const name of ['a.x', 'a.y', 'b']) write(name, NOW, 1);
    await engine.flush();
    const tried = await administration.delete({ patterns: ['a.*'] }, dry);
    expect(tried).toMatchObject({ series: 2, names: ['a.x', 'a.y'] });
    expect(tried.bytes).toBeGreaterThan(0);
    expect(names()).toEqual(['a.x', 'a.y', 'b']);
    expect(await administration.delete({ patterns: ['a.*'] }, real)).toEqual(tried);
    expect(names()).toEqual(['b']);
    await reopen();
    expect(names()).toEqual(['b']);
    expect(values('a.x')).toBeUndefined();
  });

  test.each(['in memory', 'in blocks'])(
    'a name that comes again has nothing of what was %s',
    async (where) => {
      write('a', NOW - 20, 1);
      if (where === 'in blocks') await engine.flush();
      await administration.delete({ patterns: ['a'] }, real);
      write('a', NOW, 2);
      expect(values('a')).toEqual([null, null, null, 2]);
      await reopen();
      expect(values('a')).toEqual([null, null, null, 2]);
      await engine.flush();
      await engine.settle();
      expect(values('a')).toEqual([null, null, null, 2]);
    },
  );

  test.each([false, true])('the space comes back (after a restart: %s)', async (restart) => {
    for (let series = 0; series < 100; series++)
      for (let slot = 0; slot < 50; slot++)
        write(`a.${series % 2}.s${series}`, NOW - slot * 10, Math.sqrt(series + slot));
    await engine.flush();
    await engine.settle();
    const before = engine.status().blockBytes;
    const { bytes } = await administration.delete({ patterns: ['a.0.**'] }, real);
    expect(bytes).toBeGreaterThan(before * 0.4);
    if (restart) await reopen();
    expect(engine.maintenance.manifest.purge).toHaveLength(1);
    await engine.settle();
    expect(engine.status().blockBytes).toBeLessThan(before * 0.6);
    expect(engine.maintenance.manifest.purge).toHaveLength(0);
    expect(values('a.1.s1', 1)).toEqual([1]);
    await engine.flush();
    await reopen();
    expect(engine.maintenance.manifest.purge).toHaveLength(0);
    expect(values('a.1.s1', 1)).toEqual([1]);
  });
});

describe('rename', () => {
  test('takes history along, and the old name is free', async () => {
    write('a', NOW - 30, 1);
    await engine.flush();
    write('a', NOW - 20, 2);
    const report = { series: 1, renames: [{ from: 'a', to: 'b.c' }] };
    expect(await administration.rename('a', 'b..c', dry)).toEqual(report);
    expect(names()).toEqual(['a']);
    expect(await administration.rename('a', 'b.c', real)).toEqual(report);
    write('a', NOW, 9);
    write('b.c', NOW - 10, 3);
    for (const again of [false, true]) {
      if (again) await reopen();
      expect(values('b.c')).toEqual([1, 2, 3, null]);
      expect(values('a')).toEqual([null, null, null, 9]);
    }
  });

  test.each([
    ['a', 'z', ['b', 'z', 'z.b', 'z.b.b', 'z.t;k=v']],
    ['a', 'a.b', ['a.b', 'a.b.b', 'a.b.b.b', 'a.b.t;k=v', 'b']],
    ['a.b', 'q.r', ['a', 'a.t;k=v', 'b', 'q.r', 'q.r.b']],
  ])('a branch %s to %s, all below along', async (from, to, expected) => {
    for (const name of ['a', 'a.b', 'a.b.b', 'a.t;k=v', 'b']) write(name, NOW, name.length);
    await administration.rename(from, to, real);
    expect(names()).toEqual(expected);
    await reopen();
    expect(names()).toEqual(expected);
  });

  test('a branch that moves up into itself', async () => {
    for (const name of ['a.b.b', 'a.b.c', 'a.b.b.b']) write(name, NOW, name.length);
    await administration.rename('a.b', 'a', real);
    expect(names()).toEqual(['a.b', 'a.b.b', 'a.c']);
    expect(values('a.b', 1)).toEqual([5]);
    expect(values('a.b.b', 1)).toEqual([7]);
  });

  test('fails whole', async () => {
    for (const name of ['a.x', 'a.y', 'b.y']) write(name, NOW, 1);
    expect(await said(administration.rename('a', 'b', real))).toContain('b.y already');
    expect(await said(administration.rename('a.x', 'a.x', real))).toContain('already');
    expect(await said(administration.rename('c', 'd', real))).toContain('no series and no branch c');
    expect(await said(administration.rename('a', 'n'.repeat(999), real))).toContain('name-too-long');
    expect(await said(administration.rename('a.x', 'no spaces', real))).toContain('name-characters');
    expect(names()).toEqual(['a.x', 'a.y', 'b.y']);
  });
});

describe('merge', () => {
  test('fills gaps in blocks and in memory, coarser archives included', async () => {
    const old = NOW - (NOW % 60) - 3 * 86_400;
    write('from', NOW - 30, 1);
    write('from', NOW - 20, 2);
    write('from', old, 5);
    write('from', old + 60, 6);
    write('into', NOW - 20, 20);
    write('into', old + 60, 60);
    await engine.flush();
    await engine.settle();
    write('into', NOW - 10, 30);
    write('from', NOW - 10, 3);
    write('from', NOW, 4);
    const report = { series: 1, renames: [{ from: 'from', to: 'into' }] };
    expect(await administration.merge('from', 'into', dry)).toEqual(report);
    expect(values('into')).toEqual([null, 20, 30, null]);
    expect(await administration.merge('from', 'into', real)).toEqual(report);
    for (const again of [false, true]) {
      if (again) await reopen();
      expect(names()).toEqual(['into']);
      expect(values('into')).toEqual([1, 20, 30, 4]);
      const [coarse] = engine.fetch([{ pattern: 'into', from: old - 60, until: old + 60 }]);
      expect(coarse!.map((series) => [...series.values])).toEqual([[5, 60]]);
    }
    expect(engine.lastPoint(engine.seriesNamed('into'))).toBe(NOW);
    await engine.settle();
    expect(values('into')).toEqual([1, 20, 30, 4]);
  });

  test('points that come meanwhile are kept, over a crash too', async () => {
    await reopen({
      compactor: watchedCompactor({
        before({ kind }) {
          if (kind !== 'rewrite') return;
          write('from', NOW - 10, 3);
          write('from', NOW - 20, 7);
        },
      }),
    });
    write('from', NOW - 30, 1);
    write('into', NOW - 20, 20);
    await administration.merge('from', 'into', real);
    expect(values('into')).toEqual([1, 20, 3, null]);
    await reopen();
    expect(values('into')).toEqual([1, 20, 3, null]);
  });

  test('into a name that is free is a rename', async () => {
    write('from', NOW, 1);
    await administration.merge('from', 'into', real);
    expect(names()).toEqual(['into']);
  });

  test('refuses what makes no sense', async () => {
    write('a', NOW, 1);
    expect(await said(administration.merge('a', 'a', real))).toContain('into itself');
    expect(await said(administration.merge('b', 'a', real))).toContain('no series b');
  });
});
