/** A data folder, one damage at a time: what the doctor tells, what it makes of it, and what is served afterwards. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../../test/support/testEngine.ts';
import type { SeriesSchema } from '../../../model/retention.ts';
import type { BlockInfo } from '../blockFile.ts';
import { blocksFolder, walFolder } from '../folders.ts';
import { type Manifest, parseManifest, readManifestBody } from '../manifest.ts';
import type { NativeEngine } from '../nativeEngine.ts';
import { CHAINED_HEADER } from '../walFormat.ts';
import { examine } from './doctor.ts';
import { DoctorRefusal } from './finding.ts';

const SCHEMA: SeriesSchema = {
  archives: [
    { step: 10, points: 25_000 },
    { step: 60, points: 40_000 },
  ],
  aggregation: 'max',
  xFilesFactor: 0,
};
/** Seconds of a window of the finest archive. */
const WINDOW = 81_900;
const START = Math.floor(NOW / WINDOW - 2.5) * WINDOW;

let healthy: string;
let folder: string;
let whole: Record<string, string[]>;

function open(where: string, errors?: string[]): NativeEngine {
  return openTestEngine(where, {
    schemaOf: () => SCHEMA,
    ...(errors && { log: { info() {}, warn() {}, error: (message: string) => errors.push(message) } }),
  });
}

/** Two windows of ten series, rolled up; a third of them in progress; a late point; the last ones in the log alone. */
beforeAll(async () => {
  healthy = mkdtempSync(join(tmpdir(), 'plumbago-healthy-'));
  let now = START;
  const engine = openTestEngine(healthy, { schemaOf: () => SCHEMA, now: () => now });
  const names = Array.from({ length: 10 }, (_, i) => `s.${i}`);
  for (let part = 0; part < 5; part++) {
    for (let i = 0; i < 100; i++) {
      now = START + part * 45_000 + i * 10;
      const values = Float64Array.from(names, (_, n) => part * 1000 + i + n / 10);
      engine.append({ seconds: now, names, values });
    }
    await engine.flush();
    await engine.settle();
  }
  now = NOW;
  engine.append({ seconds: START - 400_000, names: ['s.0'], values: Float64Array.of(7) });
  await engine.flush();
  await engine.settle();
  engine.append({ seconds: NOW - 20, names: ['s.1', 'new.a'], values: Float64Array.of(1, 2) });
  engine.commit();
  engine.append({ seconds: NOW - 10, names: ['s.1', 'new.b'], values: Float64Array.of(3, 4) });
  await engine.close();
  whole = await answers(healthy);
  expect(Object.keys(whole)).toHaveLength(12);
  expect(whole['s.0']!.length).toBeGreaterThan(500);
});
afterAll(() => rmSync(healthy, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-doctor-'));
  cpSync(healthy, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** All points of both archives by series: `step@second=value`. The engine may not complain. */
async function answers(original: string): Promise<Record<string, string[]>> {
  // A copy, for an engine changes what it is opened on.
  const where = mkdtempSync(join(tmpdir(), 'plumbago-answers-'));
  cpSync(original, where, { recursive: true });
  const engine = open(where);
  const out: Record<string, string[]> = {};
  for (const from of [NOW - 249_000, NOW - 900_000]) {
    const requests = ['*', '*.*'].map((pattern) => ({ pattern, from, until: NOW }));
    for (const { name, start, step, values } of engine.fetch(requests).flat()) {
      out[name] ??= [];
      for (const [i, value] of values.entries())
        if (!Number.isNaN(value)) out[name].push(`${step}@${start + i * step}=${value}`);
    }
  }
  await engine.close();
  rmSync(where, { recursive: true });
  return out;
}

const manifest = (): Manifest => parseManifest(readManifestBody(folder)!.body);
const block = (level: number, place = 0): BlockInfo =>
  manifest()
    .blocks.filter((each) => each.level === level)
    .sort((a, b) => a.window - b.window)[place]!;
/** Of two blocks of the coarser archive the one that holds more than the late point. */
const rollups = (): BlockInfo => manifest().blocks.find((each) => each.level === 1 && each.rows > 5)!;
const pathOf = ({ file }: BlockInfo): string => join(blocksFolder(folder), file);
const segments = (): string[] =>
  readdirSync(walFolder(folder))
    .sort()
    .map((file) => join(walFolder(folder), file));

/** Flips a bit; places below 0 count from the end. */
function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at < 0 ? bytes.length + at : at]! ^= 8;
  writeFileSync(path, bytes);
}

/** Problems as `file: text`. */
function problems(repair = false): string[] {
  return examine(folder, { repair, nowSeconds: NOW }).findings.map(
    ({ file, problem }) => `${file}: ${problem}`,
  );
}

/** Checks, repairs, checks again; answers what of `whole` is not served afterwards, and what is served besides. */
async function repaired(expected: RegExp): Promise<{ lost: string[]; extra: string[] }> {
  const found = problems();
  expect(found.join('\n')).toMatch(expected);
  const before = readdirSync(folder, { recursive: true });
  // A check changes nothing.
  expect(problems()).toEqual(found);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
  expect(problems(true)).toEqual(found);
  expect(problems()).toEqual([]);
  const now = await answers(folder);
  const flat = (all: Record<string, string[]>): string[] =>
    Object.entries(all).flatMap(([name, points]) => points.map((point) => `${name} ${point}`));
  const has = new Set(flat(now));
  const had = new Set(flat(whole));
  return {
    lost: [...had].filter((point) => !has.has(point)),
    extra: [...has].filter((point) => !had.has(point)),
  };
}

const NONE = { lost: [], extra: [] };
const quarantined = (): string[] =>
  readdirSync(join(folder, 'quarantine'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => each.name)
    .sort();

describe('a healthy folder', () => {
  test('has no findings, and a repair leaves it alone', () => {
    const report = examine(folder, { repair: true, nowSeconds: NOW });
    expect(report).toMatchObject({ findings: [], notes: [], quarantine: null });
    expect(report.series).toBe(12);
    expect(report.logPoints).toBe(4);
    expect(report.blocks).toBe(manifest().blocks.length);
    expect(report.chunks).toBeGreaterThan(50);
  });

  test('of a crash: what is left over is noted, not found', () => {
    writeFileSync(join(blocksFolder(folder), '10s-0-999.blk'), 'half');
    writeFileSync(join(folder, 'registry-999'), 'half');
    writeFileSync(join(folder, 'manifest.tmp'), 'half');
    truncateSync(segments().at(-1)!, readFileSync(segments().at(-1)!).length - 8);
    const { findings, notes } = examine(folder, { repair: false, nowSeconds: NOW });
    expect(findings).toEqual([]);
    expect(notes.map(({ file }) => file).sort()).toEqual([
      'blocks/10s-0-999.blk',
      'manifest.tmp',
      'registry-999',
      expect.stringMatching(/^wal\//),
    ]);
  });

  test('that is new or empty is healthy too', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'plumbago-doctor-'));
    expect(examine(empty, { repair: true, nowSeconds: NOW })).toMatchObject({ findings: [] });
    const engine = open(empty);
    await engine.close();
    expect(examine(empty, { repair: true, nowSeconds: NOW })).toMatchObject({ findings: [], notes: [] });
    rmSync(empty, { recursive: true });
  });
});

describe('the manifest', () => {
  test.each([
    ['flipped', (path: string) => flip(path, 60), /^manifest: is damaged/],
    ['cut off', (path: string) => truncateSync(path, 70), /^manifest: is damaged/],
    ['emptied', (path: string) => truncateSync(path, 0), /^manifest: is cut off/],
    ['removed', (path: string) => rmSync(path), /^manifest: is missing/],
  ])('%s is made again from the rest, without a loss', async (_what, damage, expected) => {
    damage(join(folder, 'manifest'));
    expect(() => open(folder, [])).toThrow('plumbago doctor');
    expect(await repaired(expected)).toEqual(NONE);
    // Rollups are made again, and the answers stay.
    const engine = open(folder);
    await engine.flush();
    await engine.settle();
    expect(engine.maintenance.manifest.rolled.length).toBeGreaterThan(0);
    await engine.close();
    expect(await answers(folder)).toEqual(whole);
  });

  test('made again counts a block that says nothing of itself as lost', async () => {
    const lost = block(0, 1);
    truncateSync(pathOf(lost), 100);
    rmSync(join(folder, 'manifest'));
    const { lost: points } = await repaired(new RegExp(`${lost.file}: does not end`));
    expect(points.length).toBeGreaterThan(0);
    expect(points.every((point) => point.includes(' 10@'))).toBe(true);
    expect(quarantined()).toContain(lost.file);
  });

  test('of a newer or an older format is left alone', () => {
    const path = join(folder, 'manifest');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('manifest 2', 'manifest 3'));
    expect(() => problems()).toThrow(DoctorRefusal);
    writeFileSync(path, text.replace('manifest 2', 'manifest 1'));
    expect(() => problems()).toThrow(/start the server on it once/);
  });
});

describe('a block', () => {
  test('with a damaged chunk is written again without it', async () => {
    const bad = block(0);
    // The first chunk begins behind the header, of which the class's text makes 24 bytes.
    flip(pathOf(bad), 64 + 24 + 6);
    const was = readFileSync(pathOf(bad));
    const { lost, extra } = await repaired(new RegExp(`${bad.file}: 1 of \\d+ chunks cannot be read`));
    expect(extra).toEqual([]);
    expect(lost.length).toBeGreaterThan(50);
    expect(lost.every((point) => point.startsWith('s.0 10@'))).toBe(true);
    expect(quarantined()).toEqual([bad.file, 'manifest']);
    const [run] = readdirSync(join(folder, 'quarantine'));
    expect(readFileSync(join(folder, 'quarantine', run!, 'blocks', bad.file)).equals(was)).toBe(true);
  });

  test('with a damaged rollup gets it again from the finer archive', async () => {
    flip(pathOf(rollups()), 64 + 24 + 6);
    expect(await repaired(/cannot be read/)).toEqual(NONE);
    const engine = open(folder);
    await engine.flush();
    await engine.settle();
    await engine.close();
    expect(await answers(folder)).toEqual(whole);
  });

  test.each([
    ['footer', -20],
    ['directory', -40],
    ['header', 9],
  ])('with a damaged %s is taken off the manifest', async (_what, at) => {
    const bad = block(0, 1);
    flip(pathOf(bad), at);
    const { lost, extra } = await repaired(new RegExp(`${bad.file}: (has|does)`));
    expect(extra).toEqual([]);
    expect(lost.length).toBeGreaterThan(100);
    expect(lost.every((point) => point.includes(' 10@'))).toBe(true);
    expect(quarantined()).toContain(bad.file);
  });

  test('of rollups that is missing is made again, but for points that were written straight to it', async () => {
    rmSync(pathOf(rollups()));
    expect(await repaired(/is missing/)).toEqual(NONE);
    rmSync(pathOf(block(1)));
    expect(problems(true)).toHaveLength(1);
    expect(await answers(folder)).toEqual({
      ...whole,
      's.0': whole['s.0']!.filter((point) => !/^60@.*=7$/.test(point)),
    });
  });

  test('that is another than the manifest says is taken off it', async () => {
    const [one, other] = [block(0, 0), block(0, 1)];
    writeFileSync(pathOf(one), readFileSync(pathOf(other)));
    const { extra } = await repaired(/is another block than the manifest says/);
    expect(extra).toEqual([]);
  });
});

describe('the log', () => {
  test('with a damaged record is written again without it', async () => {
    // The definition of new.a.
    const path = segments().at(-1)!;
    flip(path, CHAINED_HEADER + 24 + 8);
    const { lost, extra } = await repaired(/wal: has points of 1 number without a name/);
    expect(extra).toEqual([]);
    expect(new Set(lost.map((point) => point.split(' ')[0]))).toEqual(new Set(['new.a']));
    expect(quarantined()).toContain(path.split('/').at(-1));
    // Its number is never given to another.
    const engine = open(folder);
    engine.append({ seconds: NOW, names: ['other'], values: Float64Array.of(9) });
    await engine.close();
    expect((await answers(folder))['other']).toHaveLength(2);
  });

  test('with a damaged header loses nothing', async () => {
    flip(segments().at(-1)!, 5);
    expect(await repaired(/32 bytes are damaged/)).toEqual(NONE);
  });

  test('with a segment that lost its end, between two records or not, keeps the rest', async () => {
    // Another start, whose segment says how long this one was.
    await open(folder).close();
    const path = segments().at(-2)!;
    const bytes = readFileSync(path);
    // The points of the last commit stand in a record of runs with two values.
    for (const length of [bytes.length - 24 - 8 - 16 - 24, bytes.length - 8]) {
      writeFileSync(path, bytes.subarray(0, length));
      const errors: string[] = [];
      const copy = mkdtempSync(join(tmpdir(), 'plumbago-doctor-'));
      cpSync(folder, copy, { recursive: true });
      await open(copy, errors).close();
      rmSync(copy, { recursive: true });
      expect(errors).toEqual([expect.stringContaining('has lost its end')]);
      const { lost, extra } = await repaired(
        new RegExp(`${bytes.length - length} bytes are missing at its end`),
      );
      // The coarser archive shows the maximum of what is left.
      expect(extra.filter((point) => point.includes(' 10@'))).toEqual([]);
      expect(lost.map((point) => point.split(' ')[0])).toEqual(expect.arrayContaining(['s.1', 'new.b']));
      expect(quarantined()).toContain(path.split('/').at(-1));
    }
  });

  test('with a segment missing in the middle goes on behind it', async () => {
    for (const i of [1, 2]) {
      const engine = open(folder);
      engine.append({ seconds: NOW, names: [`more.${i}`], values: Float64Array.of(i) });
      await engine.close();
    }
    whole = await answers(folder);
    const [, second] = segments().slice(-3);
    rmSync(second!);
    const { lost } = await repaired(/\.wal: is missing/);
    expect(new Set(lost.map((point) => point.split(' ')[0]))).toEqual(new Set(['more.1']));
    whole = await answers(healthy);
  });

  test('that is gone altogether costs what was not flushed', async () => {
    rmSync(walFolder(folder), { recursive: true });
    const { lost } = await repaired(/\.wal: is missing/);
    expect(lost.every((point) => /^(s\.1|new)/.test(point))).toBe(true);
  });
});

describe('the registry', () => {
  const registry = (): string => join(folder, manifest().registryFile);

  test('with a damaged group keeps what the log knows, and the numbers of the others', async () => {
    flip(registry(), -3);
    const { lost, extra } = await repaired(/registry: \d+ bytes are damaged/);
    expect(extra).toEqual([]);
    expect(lost.length).toBeGreaterThan(1000);
    const known = await answers(folder);
    expect(Object.keys(known).sort()).toEqual(['new.a', 'new.b']);
    // The points are kept aside, and nobody else gets them.
    expect(quarantined()).toContain(block(0).file);
    const engine = open(folder);
    engine.append({ seconds: NOW, names: ['s.0'], values: Float64Array.of(9) });
    await engine.close();
    expect((await answers(folder))['s.0']).toHaveLength(2);
  });

  test('whose schemas alone are lost guesses them from the blocks', async () => {
    // A second group, so that the first can be lost without it.
    const engine = open(folder);
    await engine.flush();
    await engine.close();
    flip(registry(), 8 + 32 + 4);
    const found = problems();
    expect(found.join()).toMatch(/the retention of new\.a, new\.b is lost/);
    problems(true);
    expect(problems()).toEqual([]);
    const now = await answers(folder);
    expect([now['new.a'], now['new.b']]).toEqual([whole['new.a'], whole['new.b']]);
  });

  test.each([
    ['missing', () => rmSync(registry()), /registry: is missing/],
    ['cut off', () => truncateSync(registry(), 20), /registry: is cut off/],
  ])('that is %s leaves what the log knows', async (_what, damage, expected) => {
    damage();
    await repaired(expected);
    const errors: string[] = [];
    const engine = open(folder, errors);
    expect(errors).toEqual([]);
    expect(engine.registry.size).toBeGreaterThanOrEqual(12);
    await engine.close();
  });

  test('with a damaged header loses nothing', async () => {
    flip(registry(), 1);
    expect(await repaired(/has a damaged header/)).toEqual(NONE);
  });
});

describe('the activity file', () => {
  test.each([
    ['damaged', (path: string) => flip(path, 30)],
    ['missing', (path: string) => rmSync(path)],
  ])('that is %s is made again', async (what, damage) => {
    const before = open(folder);
    const known = [before.activity.first.slice(0, 10), before.activity.last.slice(0, 10)];
    await before.close();
    damage(join(folder, 'activity'));
    expect(await repaired(new RegExp(`activity: is ${what}`))).toEqual(NONE);
    const engine = open(folder);
    expect([engine.activity.first.slice(0, 10), engine.activity.last.slice(0, 10)]).toEqual(known);
    await engine.close();
  });
});

test('whatever is damaged: after a repair nothing is found, an engine opens, and nothing wrong is served', async () => {
  const accident = fc.record({
    file: fc.nat(),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('flip', 'flip', 'flip', 'zeros', 'cut', 'remove', 'append'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(accident, { minLength: 1, maxLength: 4 }), async (accidents) => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(healthy, folder, { recursive: true });
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name))
        .sort();
      for (const { file, place, kind } of accidents) {
        const path = files[file % files.length]!;
        if (!existsSync(path)) continue;
        const bytes = readFileSync(path);
        const at = Math.floor(place * bytes.length);
        if (kind === 'remove') rmSync(path);
        else if (kind === 'cut') truncateSync(path, at);
        else if (kind === 'append') writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(40, 1 + at)]));
        else if (bytes.length > 0) {
          if (kind === 'flip') bytes[at]! ^= 1 << (at % 8);
          else bytes.fill(0, at, Math.min(bytes.length, at + 64));
          writeFileSync(path, bytes);
        }
      }
      try {
        problems(true);
      } catch (error) {
        // The digit of the manifest's version was hit.
        if (error instanceof DoctorRefusal) return;
        throw error;
      }
      expect(problems()).toEqual([]);
      const now = await answers(folder);
      for (const [name, points] of Object.entries(now)) {
        const had = new Set(whole[name]);
        expect(points.filter((point) => point.startsWith('10@') && !had.has(point))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('several damages at once, and a second repair finds nothing to do', async () => {
  flip(pathOf(block(0)), 64 + 24 + 6);
  rmSync(pathOf(block(1)));
  flip(segments().at(-1)!, 16 + 24 + 8);
  rmSync(join(folder, 'activity'));
  rmSync(join(folder, 'manifest'));
  expect(problems(true).length).toBeGreaterThan(3);
  expect(problems(true)).toEqual([]);
  const known = await answers(folder);
  expect(Object.keys(known)).toHaveLength(11);
  expect(existsSync(join(folder, 'quarantine'))).toBe(true);
});
