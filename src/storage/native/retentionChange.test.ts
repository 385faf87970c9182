import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import { type JobEvents, watchedCompactor } from '../../../test/support/watchedCompactor.ts';
import type { SeriesSchema } from '../../model/retention.ts';
import { BadRequestError } from '../store.ts';
import { Administration } from './administration.ts';
import { classKey } from './archiveClass.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { RetentionChange } from './retentionChange.ts';

const fine: SeriesSchema = {
  archives: [
    { step: 10, points: 360 },
    { step: 60, points: 1440 },
  ],
  aggregation: 'average',
  xFilesFactor: 0,
};
const coarse: SeriesSchema = {
  archives: [{ step: 60, points: 1440 }],
  aggregation: 'sum',
  xFilesFactor: 0.5,
};
const long: SeriesSchema = { ...fine, archives: [fine.archives[0]!, { step: 60, points: 14_400 }] };
const real = { dryRun: false };
const dry = { dryRun: true };
const MINUTE = NOW - (NOW % 60);

interface Opened {
  readonly folder: string;
  readonly engine: NativeEngine;
  readonly administration: Administration;
  readonly retention: RetentionChange;
}

let folders: string[];
let opened: Opened[];
let configured: SeriesSchema;
let clock: number;

function open(folder: string, events: JobEvents = {}, errors: string[] = []): Opened {
  const engine = openTestEngine(folder, {
    schemaOf: () => configured,
    compactor: watchedCompactor(events),
    now: () => clock,
    log: { info() {}, warn() {}, error: (message) => errors.push(message) },
  });
  const administration = new Administration(engine);
  const retention = new RetentionChange(engine, () => () => configured);
  const all = { folder, engine, administration, retention };
  opened.push(all);
  return all;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbago-retention-'));
  folders.push(folder);
  return folder;
}

beforeEach(() => {
  configured = fine;
  clock = NOW;
  folders = [];
  opened = [];
});
afterEach(async () => {
  for (const { engine } of opened) await engine.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function write(engine: NativeEngine, name: string, seconds: number, value: number): void {
  engine.append({ seconds, names: [name], values: Float64Array.of(value) });
}

function values(engine: NativeEngine, name: string, from: number, until: number): (number | null)[] {
  const [found] = engine.fetch([{ pattern: name, from, until }]);
  return Array.from(found![0]!.values, (value) => (Number.isNaN(value) ? null : value));
}

const schemaKey = (engine: NativeEngine, name: string): string =>
  classKey(engine.registry.schema(engine.seriesNamed(name)).schema.archives);

const waiting = (folder: string): boolean => readdirSync(folder).includes('retention-changes');

describe('a change of retention', () => {
  test('of the method alone happens at once, over rollups too', async () => {
    const { engine, retention } = open(newFolder());
    clock = NOW + 8 * 86_400;
    const old = MINUTE + 7 * 86_400;
    configured = {
      ...fine,
      archives: [
        { step: 10, points: 60 },
        { step: 60, points: 14_400 },
      ],
    };
    for (const [i, value] of [1, 2, 6].entries()) {
      clock = old + i * 10;
      write(engine, 'a', old + i * 10, value);
    }
    clock = NOW + 8 * 86_400;
    const average = values(engine, 'a', old - 60, old);
    await engine.flush();
    const max: SeriesSchema = { ...configured, aggregation: 'max' };
    const report = await retention.setRetention({ patterns: ['a'], schema: max }, real);
    expect(report.series).toBe(1);
    expect(retention.activity()).toBeNull();
    expect(average).toEqual([3]);
    expect(values(engine, 'a', old - 60, old)).toEqual([6]);
    expect(engine.registry.pinned(0)).toBe(true);
  });

  test('follows the configuration, except for what is pinned', async () => {
    const { engine, retention } = open(newFolder());
    for (const name of ['a', 'b', 'c']) write(engine, name, MINUTE, 1);
    await retention.setRetention({ patterns: ['b'], schema: long }, real);
    configured = coarse;
    const tried = await retention.applyRetention(dry);
    expect(tried).toMatchObject({
      series: 2,
      changes: [{ from: '10:360,60:1440 average 0', to: '60:1440 sum 0.5', series: 2, example: 'a' }],
    });
    expect(schemaKey(engine, 'a')).toBe(classKey(fine.archives));
    await retention.applyRetention(real);
    expect(retention.activity()).toBe('retention change: 0 of 3 series');
    await engine.settle();
    expect(retention.activity()).toBeNull();
    expect(['a', 'b', 'c'].map((name) => schemaKey(engine, name))).toEqual(
      [coarse, long, coarse].map(({ archives }) => classKey(archives)),
    );
    expect(await retention.applyRetention(real)).toMatchObject({ series: 0, changes: [] });
    expect(await retention.setRetention({ patterns: ['b'], schema: null }, real)).toMatchObject({
      series: 1,
    });
    await engine.settle();
    expect(schemaKey(engine, 'b')).toBe(classKey(coarse.archives));
    expect(engine.registry.pinned(engine.seriesNamed('b'))).toBe(false);
    expect(values(engine, 'b', MINUTE - 60, MINUTE)).toEqual([1]);
  });

  test('taken back before it is carried out leaves everything', async () => {
    const { engine, retention, folder } = open(newFolder());
    write(engine, 'a', MINUTE, 1);
    await retention.setRetention({ patterns: ['a'], schema: long }, real);
    expect(waiting(folder)).toBe(true);
    await retention.setRetention({ patterns: ['a'], schema: null }, real);
    expect(waiting(folder)).toBe(false);
    expect(retention.activity()).toBeNull();
    await engine.settle();
    expect(schemaKey(engine, 'a')).toBe(classKey(fine.archives));
  });

  test('waits over a restart when somebody asked for it', async () => {
    const first = open(newFolder());
    for (const name of ['a', 'b', 'c', 'gone']) write(first.engine, name, MINUTE, 1);
    await first.retention.setRetention({ patterns: ['a', 'c', 'gone'], schema: long }, real);
    await first.administration.delete({ patterns: ['gone'] }, real);
    await first.engine.close();
    const second = open(first.folder);
    expect(second.retention.activity()).toBe('retention change: 0 of 2 series');
    await second.retention.applyRetention(real);
    await second.engine.settle();
    expect(['a', 'b', 'c'].map((name) => schemaKey(second.engine, name))).toEqual(
      [long, fine, long].map(({ archives }) => classKey(archives)),
    );
    expect(second.engine.registry.pinned(second.engine.seriesNamed('a'))).toBe(true);
    expect(waiting(first.folder)).toBe(false);
  });

  test('a damaged list of requests is said, not passed over', async () => {
    const { engine, retention, folder } = open(newFolder());
    write(engine, 'a', MINUTE, 1);
    await retention.setRetention({ patterns: ['a'], schema: long }, real);
    const path = join(folder, 'retention-changes');
    writeFileSync(path, readFileSync(path, 'utf8').replace('[0,1]', '[0,2]'));
    expect(() => new RetentionChange(engine, () => () => configured)).toThrow(/damaged/);
    writeFileSync(path, readFileSync(path, 'utf8').replace(' 1 ', ' 2 '));
    expect(() => new RetentionChange(engine, () => () => configured)).toThrow(/newer/);
  });

  test.each<[string, SeriesSchema]>([
    ['at least one archive', { ...fine, archives: [] }],
    ['a step', { ...fine, archives: [{ step: 0, points: 1 }] }],
    [
      'multiple',
      {
        ...fine,
        archives: [
          { step: 10, points: 10 },
          { step: 25, points: 100 },
        ],
      },
    ],
    [
      'further back',
      {
        ...fine,
        archives: [
          { step: 10, points: 10 },
          { step: 20, points: 5 },
        ],
      },
    ],
    ['xFilesFactor', { ...fine, xFilesFactor: 2 }],
  ])('refuses archives that cannot be (%s)', async (what, schema) => {
    const { retention } = open(newFolder());
    const call = retention.setRetention({ patterns: ['a'], schema }, dry);
    await expect(call).rejects.toThrow(BadRequestError);
    await expect(call).rejects.toThrow(what);
  });

  test('old rows never show again when a series comes back', async () => {
    const { engine, retention } = open(newFolder());
    for (let other = 0; other < 50; other++)
      for (let slot = 0; slot < 30; slot++)
        write(engine, `other.${other}`, MINUTE - slot * 10, Math.sqrt(other + slot));
    write(engine, 'a', MINUTE - 120, 1);
    write(engine, 'a', MINUTE - 110, 2);
    await engine.flush();
    await retention.setRetention({ patterns: ['a'], schema: { ...coarse, aggregation: 'average' } }, real);
    await engine.settle();
    expect(values(engine, 'a', MINUTE - 180, MINUTE - 120)).toEqual([1.5]);
    write(engine, 'a', MINUTE - 120, 7);
    await retention.setRetention({ patterns: ['a'], schema: null }, real);
    await engine.settle();
    expect(values(engine, 'a', MINUTE - 130, MINUTE - 70)).toEqual([7, 7, 7, 7, 7, 7]);
  });
});

describe('points that come during a change', () => {
  test.each([coarse, long])('are in the new archives, over a restart too', async (schema) => {
    const folder = newFolder();
    let during = 0;
    const { engine, retention } = open(folder, {
      before({ kind }) {
        if (kind === 'rewrite') write(engine, 'a', MINUTE, ++during);
      },
      published({ kind }) {
        if (kind === 'rewrite') write(engine, 'a', MINUTE - 60, ++during * 10);
      },
    });
    write(engine, 'a', MINUTE - 120, 5);
    write(engine, 'a', MINUTE - 60, 6);
    await retention.setRetention({ patterns: ['a'], schema }, real);
    await engine.settle();
    const step = schema.archives[0]!.step;
    const all = [MINUTE - 120, MINUTE - 60, MINUTE];
    const now = (of: NativeEngine) => all.map((second) => values(of, 'a', second - step, second)[0]);
    expect(now(engine)).toEqual([5, 20, 1]);
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true });
    expect(now(open(copy).engine)).toEqual([5, 20, 1]);
  });
});

describe('the death of the process', () => {
  test('at any moment leaves a series wholly in the old or the new archives, and the change goes on', async () => {
    const folder = newFolder();
    const copies: string[] = [];
    const copy = (): void => {
      const to = newFolder();
      cpSync(folder, to, { recursive: true });
      copies.push(to);
    };
    let sent = 0;
    const { engine, retention } = open(folder, {
      before({ kind }) {
        if (kind === 'rewrite') {
          for (const name of names) write(engine, name, MINUTE, 40);
          sent++;
          engine.commit();
        }
        copy();
      },
      published: copy,
    });
    const names = ['a', 'b', 'c'];
    for (const name of names) {
      write(engine, name, MINUTE - 7200, 3);
      write(engine, name, MINUTE - 120, 1);
      write(engine, name, MINUTE - 110, 5);
    }
    await engine.flush();
    for (const name of names) write(engine, name, MINUTE - 60, 8);
    await retention.setRetention({ patterns: ['*'], schema: coarse }, real);
    copy();
    await engine.settle();
    copy();
    expect(sent).toBe(1);
    expect(copies.length).toBeGreaterThan(8);
    for (const each of copies) {
      const again = open(each);
      await checkOne(again, names);
      await again.engine.flush();
      await checkOne(again, names);
      const changed = again.retention.activity() !== null || schemaKey(again.engine, 'a') === '60:1440';
      await again.engine.settle();
      await checkOne(again, names);
      if (changed)
        expect(names.map((name) => schemaKey(again.engine, name))).toEqual(['60:1440', '60:1440', '60:1440']);
      expect(again.engine.maintenance.manifest.purge).toEqual([]);
      await again.engine.close();
    }
  });

  test('a job that fails after it has published is done again', async () => {
    const errors: string[] = [];
    let fail = true;
    const { engine, retention } = open(
      newFolder(),
      {
        published({ kind }) {
          if (kind !== 'rewrite' || !fail) return;
          fail = false;
          throw new Error('the thread has died');
        },
      },
      errors,
    );
    write(engine, 'a', MINUTE - 120, 1);
    await retention.setRetention({ patterns: ['a'], schema: coarse }, real);
    await engine.settle();
    expect(errors).toHaveLength(1);
    expect(schemaKey(engine, 'a')).toBe(classKey(fine.archives));
    write(engine, 'a', MINUTE - 120, 2);
    clock = NOW + 60;
    await engine.settle();
    expect(schemaKey(engine, 'a')).toBe(classKey(coarse.archives));
    expect(values(engine, 'a', MINUTE - 180, MINUTE - 120)).toEqual([2]);
  });
});

/** Either way a series answers with what was written before the last flush and the log. */
async function checkOne({ engine }: Opened, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (engine.seriesNamed(name) < 0) continue;
    const isNew = schemaKey(engine, name) === classKey(coarse.archives);
    expect(values(engine, name, MINUTE - 7260, MINUTE - 7200), name).toEqual([3]);
    const step = isNew ? 60 : 10;
    const old = values(engine, name, MINUTE - 120 - step, MINUTE - 61);
    expect(old.slice(0, 2), name).toEqual(isNew ? [6] : [1, 5]);
    const [recent] = values(engine, name, MINUTE - 60 - step, MINUTE - 60);
    expect([8, null]).toContain(recent);
  }
}

describe('the report', () => {
  const reported = async (schema: SeriesSchema) => {
    const { engine, retention } = open(newFolder());
    for (let slot = 0; slot < 600; slot++) {
      const seconds = MINUTE - slot * 60;
      write(engine, 'a', seconds, Math.sqrt(slot));
      write(engine, 'other', seconds, Math.sqrt(slot));
    }
    for (let slot = 0; slot < 360; slot++) write(engine, 'a', MINUTE - slot * 10, slot);
    await engine.flush();
    await engine.settle();
    const tried = await retention.setRetention({ patterns: ['a'], schema }, dry);
    expect(await retention.setRetention({ patterns: ['a'], schema }, real)).toEqual(tried);
    const bytes = (): number =>
      engine.maintenance.manifest.blocks.reduce((sum, block) => sum + block.bytes, 0);
    expect(tried.bytesBefore).toBeGreaterThan(0);
    expect(tried.bytesBefore).toBeLessThan(bytes());
    return tried;
  };

  test('shows what is condensed or lost, and invents nothing', async () => {
    const coarser = await reported(coarse);
    expect(coarser.pointsBefore).toBeGreaterThan(900);
    expect(coarser.pointsBefore).toBeLessThan(1100);
    expect(coarser.pointsAfter).toBeGreaterThan(550);
    expect(coarser.pointsAfter).toBeLessThan(650);
    expect(coarser.bytesAfter).toBeLessThan(coarser.bytesBefore);
    const shorter = await reported({ ...fine, archives: [{ step: 10, points: 180 }] });
    expect(shorter.pointsAfter).toBeLessThan(200);
    const longer = await reported(long);
    expect(longer.pointsAfter).toBe(longer.pointsBefore);
    const finer = await reported({ ...fine, archives: [{ step: 5, points: 100_000 }] });
    expect(finer.pointsAfter).toBeLessThanOrEqual(finer.pointsBefore);
  });
});
