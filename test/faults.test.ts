/**
 * What disks and clocks do to an engine: bits that flip, files that are cut off or vanish, writes that fail, clocks that jump.
 * Whatever happens is told, the rest is served, and no answer is ever wrong.
 */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inlineCompactor } from '../src/storage/native/compactor.ts';
import type { NativeEngine } from '../src/storage/native/nativeEngine.ts';
import { RECORD_MAGIC } from '../src/storage/native/walFormat.ts';
import { SCHEMAS, timing, valueAt } from './support/engineCrash/points.ts';
import { survey, type WrittenSeries } from './support/engineCrash/survey.ts';
import { ALL_TROUBLES, failDisk } from './support/failingDisk.ts';
import { seededRandom } from './support/random.ts';
import { openTestEngine } from './support/testEngine.ts';

const SEED = Number(process.env['FAULTS_SEED'] ?? Date.now() % 2 ** 31);
const random = seededRandom(SEED);
const upTo = (n: number): number => Math.floor(random() * n);

/** A window of the middle archive (8,160 minutes) ends soon after the beginning, so that there are blocks of all archives. */
const START = 3473 * 489_600 - 6000;
/** Ten hours: more than the finest archive reaches, and several of its windows. */
const NOW = START + 36_000;
const WRITTEN: readonly WrittenSeries[] = [0, 1, 2].map((id) => ({
  ...{ id, name: `faults.s${id}`, from: START, to: NOW },
}));

let room: string;
/** An engine's folder with blocks of all levels, a registry, and points that are only in the log. */
let pristine: string;
let copies = 0;

/** Random places of each file at which a bit is flipped, besides those of headers and footers. */
const FLIPS = Number(process.env['FAULTS_FLIPS'] ?? 6);
/** Rounds of each kind of trouble with the disk. */
const ROUNDS = 12;

/** Sends what the series have between two seconds, while the clock goes by. */
function write(
  engine: NativeEngine,
  all: readonly Pick<WrittenSeries, 'id' | 'name'>[],
  from: number,
  to: number,
  clock: (seconds: number) => void = () => {},
): void {
  for (let seconds = from + 1; seconds <= to; seconds++) {
    clock(seconds);
    for (const { id, name } of all) {
      if (timing(id, seconds) === 'on time')
        engine.append({ seconds, names: [name], values: Float64Array.of(valueAt(id, seconds)) });
    }
  }
  engine.commit();
}

beforeAll(async () => {
  console.log(`faults: FAULTS_SEED=${SEED}`);
  room = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'plumbago-faults-'));
  pristine = join(room, 'pristine');
  let now = START;
  const start = () => openTestEngine(pristine, { now: () => now, schemaOf: () => SCHEMAS[0] });
  let engine = start();
  for (let from = START; from < NOW; from += 3000) {
    write(engine, WRITTEN, from, from + 3000, (seconds) => {
      now = seconds;
    });
    if (from < NOW - 9000) {
      await engine.flush();
      await engine.settle();
    } else {
      // The log in several segments.
      await engine.close();
      engine = start();
    }
  }
  await engine.close();
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

/** Files of a folder, relative to it, with what kind of file each is. */
function filesOf(folder: string): { file: string; kind: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
    .map((file) => {
      const top = dirname(file);
      return { file, kind: top === '.' ? file : top };
    });
}

function copyOfPristine(): string {
  const folder = join(room, String(copies++));
  cpSync(pristine, folder, { recursive: true });
  return folder;
}

interface Opened {
  readonly engine: NativeEngine;
  /** Errors and warnings logged so far, fields included. */
  readonly told: string[];
}

let opened: NativeEngine[] = [];
afterEach(async () => {
  for (const engine of opened) await engine.close();
  opened = [];
});

function open(folder: string, now: () => number = () => NOW): Opened {
  const told: string[] = [];
  const tell = (message: string, fields?: unknown) => void told.push(`${message} ${JSON.stringify(fields)}`);
  const compactor = inlineCompactor((file) => tell(`a chunk of ${file} is damaged`));
  const engine = openTestEngine(folder, {
    now,
    schemaOf: () => SCHEMAS[0],
    log: { info() {}, warn: tell, error: tell },
    writable() {},
    refused: (reason) => tell(`refused: ${reason}`),
    compactor: {
      // With a turn of the event loop between, so that work that never ends meets the test's deadline.
      run: (job) => turn().then(() => compactor.run(job)),
      close: () => compactor.close(),
    },
  });
  opened.push(engine);
  return { engine, told };
}

/** Rejects when something takes much longer than it should. */
async function soon<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} has not ended after 10 s`)), 10_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const FRESH: WrittenSeries = { id: 77, name: 'faults.fresh', from: NOW - 600, to: NOW };

/**
 * Opens a damaged folder and asks for everything; then writes, flushes, lets the engine do all its work, and asks again, also
 * after a restart. `rightAtLeast` is the share of values that must be served.
 */
async function expectHonest(
  what: string,
  folder: string,
  rightAtLeast: number,
): Promise<{ missing: number }> {
  let first: Opened;
  try {
    first = open(folder);
  } catch (error) {
    // Only what says what exists may keep an engine from starting, and it has to say so.
    const { message } = error as Error;
    if (!message.includes(join(folder, 'registry')))
      expect(message, what).toContain(join(folder, 'manifest'));
    return { missing: Infinity };
  }
  const before = await survey(first.engine, NOW, WRITTEN);
  expect(before.wrong.slice(0, 3), what).toEqual([]);
  if (before.missing > 0)
    expect(first.told.length, `${what}: ${before.missing} missing, nothing told`).toBeGreaterThan(0);
  expect(before.right / (before.right + before.missing), what).toBeGreaterThanOrEqual(rightAtLeast);

  write(first.engine, [FRESH], FRESH.from, FRESH.to);
  await soon(`${what}: the flush`, first.engine.flush());
  await soon(`${what}: the background work`, first.engine.settle());
  for (const again of [false, true]) {
    let { engine } = first;
    if (again) {
      await engine.close();
      engine = open(folder).engine;
    }
    const after = await survey(engine, NOW, WRITTEN);
    expect(after.wrong.slice(0, 3), what).toEqual([]);
    expect(after.missing, `${what}: more is missing after work`).toBeLessThanOrEqual(before.missing);
    const fresh = await survey(engine, NOW, [FRESH]);
    expect({ wrong: fresh.wrong.slice(0, 3), missing: fresh.missing }, what).toEqual({
      wrong: [],
      missing: 0,
    });
    await engine.close();
  }
  rmSync(folder, { recursive: true });
  return { missing: before.missing };
}

test('without a fault nothing is missing', async () => {
  expect(new Set(filesOf(pristine).map(({ kind }) => kind))).toEqual(
    new Set(['blocks', 'manifest', 'registry', 'wal', 'activity']),
  );
  const levels = new Set(filesOf(pristine).flatMap(({ file }) => /blocks\/(\d+)s/.exec(file)?.[1] ?? []));
  expect(levels).toEqual(new Set(['1', '60', '3600']));
  const { engine, told } = open(pristine);
  const { right, missing, wrong } = await survey(engine, NOW, WRITTEN);
  expect({ wrong: wrong.slice(0, 5), missing, told }).toEqual({ wrong: [], missing: 0, told: [] });
  expect(right).toBeGreaterThan(30_000);
});

test('a flipped bit anywhere in any file is told, and never makes a wrong answer', {
  timeout: 300_000,
}, async () => {
  const seen: Record<string, { flips: number; harmless: number; fatal: number }> = {};
  for (const { file, kind } of filesOf(pristine)) {
    const { size } = statSync(join(pristine, file));
    if (size === 0) continue;
    const counts = seen[kind] ?? { flips: 0, harmless: 0, fatal: 0 };
    seen[kind] = counts;
    // The first and the last bytes are headers and footers; between them anything.
    const places = [
      0,
      5,
      9,
      size - 1,
      size - 6,
      size - 20,
      ...Array.from({ length: FLIPS }, () => upTo(size)),
    ];
    for (const place of places) {
      if (place < 0 || place >= size) continue;
      const bit = upTo(8);
      const folder = copyOfPristine();
      const bytes = readFileSync(join(folder, file));
      bytes[place]! ^= 1 << bit;
      writeFileSync(join(folder, file), bytes);
      const what = `bit ${bit} of byte ${place} of ${file}`;
      // One chunk, block or record of several; all names are in one group of the registry.
      const { missing } = await expectHonest(what, folder, kind === 'blocks' || kind === 'wal' ? 0.3 : 0);
      counts.flips++;
      if (missing === 0) counts.harmless++;
      if (missing === Infinity) counts.fatal++;
    }
  }
  console.log(`faults: flips ${JSON.stringify(seen)}`);
});

test('a file that is cut off is told, and never makes a wrong answer', { timeout: 300_000 }, async () => {
  const files = filesOf(pristine);
  const lastSegment = files.findLast(({ kind }) => kind === 'wal')!.file;
  for (const { file, kind } of files) {
    const { size } = statSync(join(pristine, file));
    const bytes = readFileSync(join(pristine, file));
    for (const length of [0, 3, upTo(size), upTo(size), size - 1]) {
      if (length < 0 || length >= size) continue;
      // The last segment looks whole when it ends between two records (docs/formats/wal.md).
      const betweenRecords = length + 4 <= size && bytes.readUInt32LE(length) === RECORD_MAGIC;
      if (file === lastSegment && betweenRecords) continue;
      const folder = copyOfPristine();
      truncateSync(join(folder, file), length);
      const share = kind === 'blocks' || kind === 'wal' ? 0.3 : 0;
      await expectHonest(`${file} cut off at ${length} of ${size}`, folder, share);
    }
  }
});

test('a file that is missing is told, and never makes a wrong answer', { timeout: 300_000 }, async () => {
  const files = filesOf(pristine);
  const lastSegment = files.findLast(({ kind }) => kind === 'wal')!.file;
  for (const { file, kind } of files) {
    // Nobody can know that there was more of the log than there is.
    if (file === lastSegment) continue;
    const folder = copyOfPristine();
    rmSync(join(folder, file));
    if (kind !== 'manifest') {
      await expectHonest(`${file} is missing`, folder, kind === 'blocks' || kind === 'wal' ? 0.3 : 0);
      continue;
    }
    // Blocks without a manifest are not litter: nothing may be deleted.
    const before = filesOf(folder);
    expect(() => open(folder)).toThrow(folder);
    expect(filesOf(folder)).toEqual(before);
  }
});

test('writes, syncs and renames that fail anywhere lose nothing, and queries go on', {
  timeout: 300_000,
}, async () => {
  const more = WRITTEN.map((series) => ({ ...series, to: NOW + 6000 }));
  for (const trouble of ALL_TROUBLES) {
    let failures = 0;
    // From which call on they fail: the first ones of each step, and any.
    for (let round = 0; round < ROUNDS; round++) {
      const what = `${trouble}, round ${round}`;
      const folder = copyOfPristine();
      let now = NOW;
      const { engine, told } = open(folder, () => now);
      const clock = (seconds: number): void => {
        now = seconds;
      };
      const disk = failDisk(trouble, round < 8 ? round : upTo(60));
      try {
        // Less than a batch of the log at a time: nothing is refused.
        for (let from = NOW; from < NOW + 6000; from += 1000) {
          write(engine, WRITTEN, from, from + 1000, clock);
          if (from === NOW + 2000) await soon(`${what}: the flush`, engine.flush());
          if (from === NOW + 4000) await soon(`${what}: the background work`, engine.settle());
        }
        const meanwhile = await survey(engine, now, more);
        expect(meanwhile.wrong.slice(0, 3), what).toEqual([]);
        if (disk.failed > 0) {
          failures++;
          expect(
            told.filter((each) => each.startsWith('refused')).length + told.length,
            what,
          ).toBeGreaterThan(0);
        }
      } finally {
        disk.heal();
      }
      // What was refused while the disk was full is counted; everything else is there.
      const refused = told.some((each) => each.startsWith('refused'));
      engine.commit();
      now += 60;
      await soon(`${what}: the flush afterwards`, engine.flush());
      await soon(`${what}: the work afterwards`, engine.settle());
      for (const again of [false, true]) {
        if (again) await engine.close();
        const { wrong, missing } = await survey(again ? open(folder, () => now).engine : engine, now, more);
        expect(wrong.slice(0, 3), what).toEqual([]);
        if (!refused) expect(missing, what).toBe(0);
      }
      for (const each of opened.splice(0)) await each.close();
      rmSync(folder, { recursive: true });
    }
    console.log(`faults: ${trouble} in ${failures} of ${ROUNDS} rounds`);
    expect(failures).toBeGreaterThan(3);
  }
});

test('a clock that jumps ahead by days and back makes no wrong answer, and loses no more than what it made too old', async () => {
  for (const jump of [3600, 86_400, 3 * 86_400, 9 * 86_400, 12 * 86_400]) {
    const folder = copyOfPristine();
    let now = NOW;
    let { engine } = open(folder, () => now);
    await engine.flush();
    now = NOW + jump;
    await engine.flush();
    await engine.settle();
    now = NOW;
    const back = await survey(engine, now, WRITTEN);
    expect({ jump, wrong: back.wrong.slice(0, 3) }).toEqual({ jump, wrong: [] });
    const more = WRITTEN.map((series) => ({ ...series, to: NOW + 5000 }));
    write(engine, WRITTEN, NOW, NOW + 5000, (seconds) => {
      now = seconds;
    });
    for (const work of ['none', 'flush', 'restart'] as const) {
      if (work === 'flush') {
        await engine.flush();
        await engine.settle();
      } else if (work === 'restart') {
        await engine.close();
        ({ engine } = open(folder, () => now));
      }
      const { wrong, missingAt } = await survey(engine, now, more);
      expect({ jump, work, wrong: wrong.slice(0, 3) }).toEqual({ jump, work, wrong: [] });
      for (const [level, { step, points }] of SCHEMAS[0].archives.entries()) {
        // An archive that reaches back to everything even by that clock has everything.
        if (step * points < NOW + jump - START) continue;
        expect({ jump, work, level, missing: missingAt[level] }).toEqual({ jump, work, level, missing: 0 });
      }
    }
  }
});

test('a clock that jumps back by days and ahead again loses nothing', async () => {
  for (const jump of [3600, 86_400, 3 * 86_400]) {
    const folder = copyOfPristine();
    let now = NOW;
    const { engine } = open(folder, () => now);
    now = NOW - jump;
    // The sender's clock has jumped as well; what it sends now is another series' business.
    const other = [{ id: 50, name: 'faults.other', from: now - 600, to: now }];
    write(engine, other, now - 600, now);
    await engine.flush();
    await engine.settle();
    expect((await survey(engine, now, other)).missing).toBe(0);
    now = NOW;
    await engine.settle();
    const { wrong, missing } = await survey(engine, now, WRITTEN);
    expect({ jump, wrong: wrong.slice(0, 3), missing }).toEqual({ jump, wrong: [], missing: 0 });
  }
});
