import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WalDisk, walDisk } from './walDisk.ts';
import { CHAINED_HEADER, listSegments, loneHeader, segmentName } from './walFormat.ts';
import { lostEnds, type ReplayReport, replaySegment } from './walReplay.ts';
import {
  BATCH_POINTS,
  type SyncPolicy,
  WalFullError,
  type WalOptions,
  WriteAheadLog,
} from './writeAheadLog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-wal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Point = [series: number, seconds: number, value: number];

function replayAll() {
  const points: Point[] = [];
  const reports: ReplayReport[] = [];
  for (const number of listSegments(folder)) {
    reports.push(
      replaySegment(join(folder, segmentName(number)), {
        definitions() {},
        points(series, seconds, values, count) {
          for (let i = 0; i < count; i++) points.push([series[i]!, seconds[i]!, values[i]!]);
        },
      }),
    );
  }
  return { points, reports };
}

/** A disk that refuses what `faults` names, after so many further bytes in the case of `room`. */
function faultyDisk() {
  const faults = { room: Infinity, create: false, truncate: false, sync: false, remove: false };
  const fail = (code: string) => Object.assign(new Error(code), { code });
  const disk: WalDisk = {
    ...walDisk,
    create(dir, file) {
      if (faults.create) throw fail('ENOSPC');
      return walDisk.create(dir, file);
    },
    write(fd, bytes, from, length, position) {
      const some = Math.min(length, faults.room);
      if (some === 0) throw fail('ENOSPC');
      faults.room -= some;
      return walDisk.write(fd, bytes, from, some, position);
    },
    truncate(fd, length) {
      if (faults.truncate) throw fail('EIO');
      walDisk.truncate(fd, length);
    },
    syncNow(fd) {
      if (faults.sync) throw fail('EIO');
      walDisk.syncNow(fd);
    },
    syncSoon(fd, done) {
      if (faults.sync) setImmediate(() => done(fail('EIO')));
      else walDisk.syncSoon(fd, done);
    },
    removeSoon(file, done) {
      if (faults.remove) setImmediate(() => done(fail('EROFS')));
      else walDisk.removeSoon(file, done);
    },
  };
  return { faults, disk };
}

function openLog(policy: SyncPolicy, options: WalOptions = {}) {
  const told: string[] = [];
  const log = new WriteAheadLog(
    folder,
    1,
    policy,
    {
      syncFailed: (error, segment) => told.push(`sync ${segment} ${error.message}`),
      discardFailed: (error, segment) => told.push(`discard ${segment} ${error.message}`),
    },
    options,
  );
  return { log, told };
}

describe('records', () => {
  /** A log of 20 commits of three points each, numbered by value, with a definition in every fifth. */
  function write(): string {
    const { log } = openLog('never');
    for (let commit = 0; commit < 20; commit++) {
      if (commit % 5 === 0) log.definitions.addSeries(commit, 0, Uint8Array.of(97));
      for (let i = 0; i < 3; i++)
        log.point(commit % 3 ? i : 7 * (3 - i), commit % 2 ? 1000 : 1000 + i, commit * 3 + i);
      log.commit();
    }
    log.close();
    return join(folder, segmentName(1));
  }

  function replay(file: string) {
    const values: number[] = [];
    const definitions: number[] = [];
    const report = replaySegment(file, {
      definitions: (bytes) => definitions.push(bytes[6]),
      points: (_series, _seconds, column, count) => values.push(...column.subarray(0, count)),
    });
    return { values, definitions, report };
  }

  const all = Array.from({ length: 60 }, (_, i) => i);

  test('are replayed as they were committed, in order', () => {
    const { values, definitions, report } = replay(write());
    expect(values).toEqual(all);
    expect(definitions).toEqual([0, 5, 10, 15]);
    expect(report).toMatchObject({ version: 3, before: null, points: 60, tornBytes: 0, damagedBytes: 0 });
  });

  test('of any points in any order give the same points', () => {
    const run = fc.record({
      first: fc.nat({ max: 2 ** 32 - 2000 }),
      length: fc.integer({ min: 1, max: 1000 }),
      stride: fc.constantFrom(0, 1, 1, 1, 2),
      second: fc.constantFrom(0, 5, 5, 5, 2 ** 32 - 1),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 30 }), fc.double({ noNaN: true }), (runs, value) => {
        const { log } = openLog('never');
        const wanted: Point[] = [];
        for (const { first, length, stride, second } of runs) {
          for (let i = 0; i < length; i++) {
            if (log.full) log.commit();
            const point: Point = [first + i * stride, second, value + i];
            wanted.push(point);
            log.point(...point);
          }
        }
        log.commit();
        log.close();
        expect(replayAll().points).toEqual(wanted);
        rmSync(join(folder, segmentName(1)));
      }),
      { numRuns: 200 },
    );
  });

  test('cost eight bytes a point when the series come in their order', () => {
    const { log } = openLog('never');
    for (let i = 0; i < BATCH_POINTS; i++) log.point(100 + i, 1000, i);
    log.commit();
    log.close();
    expect(log.bytes).toBeLessThan(BATCH_POINTS * 8 + 100);
  });

  test('of definitions carry the sequence of their first, those of points the clock', () => {
    const { log } = openLog('never');
    log.definitions.firstSequence = 7;
    for (const count of [1, 3, 2]) {
      for (let i = 0; i < count; i++) log.definitions.addSeries(i, 0, Uint8Array.of(97));
      log.clock = 1000 + count;
      log.point(0, 5, 1);
      log.point(count, 5 + count, 1);
      log.commit();
    }
    log.close();
    const told: number[][] = [];
    replaySegment(join(folder, segmentName(1)), {
      definitions: (_bytes, count, firstSequence) => told.push([count, firstSequence]),
      points: (_series, _seconds, _values, _count, clock) => told.push([clock]),
    });
    expect(told).toEqual([[1, 7], [1001], [3, 8], [1003], [2, 11], [1002]]);
  });

  test('cut at any byte give a prefix of whole commits', () => {
    const file = write();
    const bytes = readFileSync(file);
    for (let length = 0; length <= bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      const { values, report } = replay(file);
      expect(values).toEqual(all.slice(0, values.length));
      expect(values.length % 3).toBe(0);
      expect(report.damagedBytes).toBe(0);
    }
  });

  test('with a flipped bit anywhere cost one record and are reported', () => {
    const file = write();
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] ^= 1 << (at % 8);
      writeFileSync(file, damaged);
      const { values, definitions, report } = replay(file);
      expect(values.length + 3 * definitions.length).toBeGreaterThanOrEqual(60 + 12 - 3);
      expect(report.damagedBytes + report.tornBytes).toBeGreaterThan(0);
    }
  });

  test('overwritten by random bytes never make the reader throw or invent a point', () => {
    const file = write();
    const bytes = readFileSync(file);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.uint8Array({ maxLength: 200 })), {
          maxLength: 4,
        }),
        (wounds) => {
          const damaged = Buffer.from(bytes);
          for (const [at, garbage] of wounds) damaged.set(garbage.subarray(0, bytes.length - at), at);
          writeFileSync(file, damaged);
          const { values } = replay(file);
          expect(values).toEqual(all.filter((value) => values.includes(value)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('longer than the reader’s window, and many of them, are read with progress told', () => {
    const { log } = openLog('never');
    log.definitions.addSeries(0, 0, new Uint8Array(60_000));
    for (let i = 1; i < 40; i++) log.definitions.addSeries(i, 0, new Uint8Array(60_000));
    log.commit();
    for (let i = 0; i < 300_000; i++) {
      if (log.full) log.commit();
      log.point(i, 5, i);
    }
    log.commit();
    log.close();
    let longest = 0;
    let next = 0;
    const done: number[] = [];
    replaySegment(
      join(folder, segmentName(1)),
      {
        definitions(bytes) {
          longest = Math.max(longest, bytes.length);
        },
        points(series, _seconds, values, count) {
          for (let i = 0; i < count; i++) {
            if (series[i] !== next || values[i] !== next) throw new Error(`point ${next} is wrong`);
            next++;
          }
        },
      },
      (bytes, total) => {
        expect(total).toBe(log.bytes);
        done.push(bytes);
      },
    );
    expect(longest).toBeGreaterThan(2 ** 21);
    expect(next).toBe(300_000);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(log.bytes);
    expect(done.length).toBeGreaterThan(2);
  });

  test('of format 1 are still read', () => {
    const points: Point[] = [];
    const names: string[] = [];
    const report = replaySegment('test/fixtures/format-1/native/wal/00000003.wal', {
      definitions: (bytes, count, firstSequence) => {
        names.push(Buffer.from(bytes).toString('latin1'));
        expect(count).toBe(1);
        expect(firstSequence).toBe(0);
      },
      points: (series, seconds, values, count) => {
        for (let i = 0; i < count; i++) points.push([series[i]!, seconds[i]!, values[i]!]);
      },
    });
    const { now, points: written } = JSON.parse(readFileSync('test/fixtures/format-1/points.json', 'utf8'));
    expect(report).toMatchObject({ version: 1, before: null, points: 21, tornBytes: 0, damagedBytes: 0 });
    expect(points.slice(0, 20)).toEqual(
      Array.from({ length: 20 }, (_, i) => [points[0]![0], now - 5000 + i * 10, 1000 + i]),
    );
    expect(points.map(([, seconds, value]) => [seconds, value])).toEqual(
      written.slice(-21).map(([, seconds, value]: [string, number, number]) => [seconds, value]),
    );
    expect(names.join()).toContain('only.in.the.log');
  });

  /** A segment of version 2, as a program of that time wrote it. */
  const VERSION_2 =
    'UExCVwIAAAAHAAAArdNyyFBMQlIgAAAA7M5mlAIAAAACAAAABQAAAAIAAAADAAAAAABhLmICAAAAAwABAAAAYS5jAAAAAAAAUExCUigAAAAkKcGi' +
    'AwAAAAIAAAAA8VNlAQAAAAEAAAAAAAAAAAD4PwAAAAAAAADAAAAAAAIAAAAA8VNlAAAAAFBMQlIYAAAAPVE/KwEAAAABAAAAAPFTZQrxU2UBAAAA' +
    'AQAAAAAAAAAAAAAAAAAIQA==';

  test('of format 2 are still read, whole or cut or damaged', () => {
    const bytes = Buffer.from(VERSION_2, 'base64');
    const file = join(folder, segmentName(7));
    const read = (content: Uint8Array) => {
      writeFileSync(file, content);
      const told: unknown[] = [];
      const report = replaySegment(file, {
        definitions: (_bytes, count, firstSequence) => told.push([count, firstSequence]),
        points: (series, seconds, values, count, clock) =>
          told.push([...[series, seconds, values].map((column) => [...column.subarray(0, count)]), clock]),
      });
      return { told, report };
    };
    const { told, report } = read(bytes);
    const now = 1_700_000_000;
    expect(told).toEqual([
      [2, 5],
      [[0, 1], [now, now], [1.5, -2], now],
      [[1], [now + 10], [3], now],
    ]);
    expect(report).toMatchObject({ version: 2, before: null, points: 3, tornBytes: 0, damagedBytes: 0 });
    for (let length = 0; length < bytes.length; length++) {
      const cut = read(bytes.subarray(0, length));
      expect(cut.told).toEqual(told.slice(0, cut.told.length));
      expect(cut.report.damagedBytes).toBe(0);
    }
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] ^= 1 << (at % 8);
      const { told: rest, report } = read(damaged);
      expect(rest.length).toBeGreaterThanOrEqual(2);
      expect(report.damagedBytes + report.tornBytes).toBeGreaterThan(0);
    }
  });

  /** What all segments of the folder have lost, as far as they tell. */
  function lost() {
    const numbers = listSegments(folder);
    return lostEnds(replayAll().reports.map((report, i) => ({ number: numbers[i]!, report })));
  }

  test('that lose their end are told by the segment behind, wherever the cut is', () => {
    const write = (log: WriteAheadLog, value: number) => {
      log.definitions.addSeries(value, 0, Uint8Array.of(97));
      log.point(value, 5, value);
      log.commit();
    };
    const { log } = openLog('never');
    for (const value of [1, 2, 3]) write(log, value);
    expect(log.rotate()).toBe(2);
    write(log, 4);
    log.close();
    // Another start: what it finds is what the log had.
    const { log: again } = openLog('never');
    write(again, 5);
    again.close();
    expect(listSegments(folder)).toEqual([1, 2, 3]);
    expect(lost()).toEqual([]);
    for (const number of [1, 2]) {
      const file = join(folder, segmentName(number));
      const bytes = readFileSync(file);
      let between = 0;
      for (let length = 16; length < bytes.length; length++) {
        writeFileSync(file, bytes.subarray(0, length));
        expect(lost()).toEqual([{ number, bytes: bytes.length - length }]);
        if (replayAll().reports[number - 1]!.tornBytes === 0) between++;
      }
      // After the header, and after definitions and points of each commit but for the end.
      expect(between).toBe(number === 1 ? 6 : 2);
      // One of version 2 is as long as it is.
      const lone = Buffer.concat([loneHeader(number), bytes.subarray(CHAINED_HEADER, -48)]);
      writeFileSync(file, lone);
      expect(lost()).toEqual([]);
      expect(replayAll().reports[number - 1]).toMatchObject({ version: 2, damagedBytes: 0 });
      // Longer than it was, by bytes that a failed write left: nothing is lost.
      writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(24)]));
      expect(lost()).toEqual([]);
      writeFileSync(file, bytes);
    }
    // Nobody knows how long the last one was, or one that is not there.
    const last = join(folder, segmentName(3));
    writeFileSync(last, readFileSync(last).subarray(0, CHAINED_HEADER));
    expect(lost()).toEqual([]);
    rmSync(join(folder, segmentName(2)));
    expect(lost()).toEqual([]);
  });

  test('of a newer version are refused with what to do', () => {
    const file = write();
    const bytes = readFileSync(file);
    bytes.writeUInt32LE(99, 4);
    writeFileSync(file, bytes);
    // A damaged version is damage …
    expect(replay(file).report.damagedBytes).toBe(32);
    // … but an undamaged one is a newer program's.
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
    writeFileSync(file, bytes);
    expect(() => replay(file)).toThrow(/newer version/);
  });
});

describe('when the disk refuses', () => {
  test('a write, at any byte, nothing is lost and nothing is there twice', () => {
    for (let room = 0; room < 400; room++) {
      const { faults, disk } = faultyDisk();
      faults.truncate = room % 2 === 1;
      const { log } = openLog('never', { disk });
      faults.room = room;
      let refusals = 0;
      for (let i = 0; i < 12; i++) {
        log.definitions.addSeries(i, 0, Uint8Array.of(97));
        log.point(i % 2 ? i : 100 - i, 1000 + (i % 3), i);
        log.point(200 + i, 1000, i + 0.5);
        try {
          log.commit();
        } catch {
          refusals++;
          // What a refused write left behind may not be in the way of what is written later.
          faults.truncate = false;
          if (refusals === 3) faults.room = Infinity;
        }
      }
      log.commit();
      log.close();
      const { points, reports } = replayAll();
      expect(points.map(([, , value]) => value)).toEqual(Array.from({ length: 24 }, (_, i) => i / 2));
      expect(reports).toMatchObject([{ points: 24, tornBytes: 0, damagedBytes: 0 }]);
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    }
  });

  test('a new segment, the old one goes on and the next try has the next number', () => {
    const { faults, disk } = faultyDisk();
    const { log } = openLog(1, { disk });
    log.point(1, 1000, 1);
    log.commit();
    faults.create = true;
    expect(() => log.rotate()).toThrow('ENOSPC');
    faults.create = false;
    faults.room = 10;
    expect(() => log.rotate()).toThrow('ENOSPC');
    expect(log.segment).toBe(1);
    faults.room = Infinity;
    log.point(1, 1010, 2);
    log.commit();
    expect(log.rotate()).toBe(2);
    log.point(1, 1020, 3);
    log.commit();
    log.close();
    expect(replayAll().points.map(([, , value]) => value)).toEqual([1, 2, 3]);
    expect(listSegments(folder)).toEqual([1, 2]);
  });

  test('a new segment at the end of a full one, commits go on', () => {
    const { faults, disk } = faultyDisk();
    const { log } = openLog('never', { disk });
    faults.create = true;
    for (let i = 0; i < 9_000_000; i++) {
      if (log.full) log.commit();
      log.point(i, 1000, i);
      if (i === 8_900_000) faults.create = false;
    }
    log.commit();
    expect(log.segment).toBe(2);
    expect(log.bytes).toBeGreaterThan(9_000_000 * 8);
    log.close();
  });

  test.each(['always', 0.02] as const)(
    'a sync (%s), a new segment takes what follows and it is told',
    async (policy) => {
      const { faults, disk } = faultyDisk();
      const { log, told } = openLog(policy, { disk });
      log.point(1, 1000, 1);
      faults.sync = true;
      log.commit();
      while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      faults.sync = false;
      expect(told).toEqual(['sync 00000001.wal EIO']);
      expect(log.failedSyncs).toBe(1);
      log.point(1, 1010, 2);
      log.commit();
      expect(log.segment).toBe(2);
      log.close();
      expect(replayAll().points.map(([, , value]) => value)).toEqual([1, 2]);
    },
  );

  test('a sync and a new segment, points wait until there is one', async () => {
    const { faults, disk } = faultyDisk();
    const { log, told } = openLog(0.02, { disk });
    log.point(1, 1000, 1);
    log.commit();
    faults.sync = true;
    faults.create = true;
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    log.point(1, 1010, 2);
    expect(() => log.commit()).toThrow('ENOSPC');
    faults.create = false;
    log.commit();
    expect(log.segment).toBe(2);
    faults.sync = false;
    log.close();
    expect(replayAll().points.map(([, , value]) => value)).toEqual([1, 2]);
  });

  test('to delete a segment, it is told, counted, and tried again', async () => {
    const { faults, disk } = faultyDisk();
    const { log, told } = openLog('never', { disk });
    log.point(1, 1000, 1);
    log.commit();
    const first = log.bytes;
    const second = log.rotate();
    faults.remove = true;
    log.discardBefore(second);
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told).toEqual(['discard 00000001.wal EROFS']);
    expect(log.bytes).toBe(first + CHAINED_HEADER);
    faults.remove = false;
    log.discardBefore(second);
    expect(log.bytes).toBe(CHAINED_HEADER);
    while (listSegments(folder).length > 1) await new Promise((resolve) => setTimeout(resolve, 5));
    log.close();
  });
});

describe('the log', () => {
  test('never passes its greatest length, says so, and goes on when segments are given back', () => {
    const { log } = openLog('never', { maxBytes: 10_000 });
    let written = 0;
    const fill = () => {
      for (;;) {
        for (let i = 0; i < 100; i++) log.point(i, 1000, i);
        log.commit();
        written += 100;
      }
    };
    expect(fill).toThrow(WalFullError);
    expect(log.bytes).toBeLessThanOrEqual(10_000);
    expect(log.bytes).toBeGreaterThan(9_000);
    expect(() => log.commit()).toThrow(/10,000 bytes/);
    log.discardBefore(log.rotate());
    log.commit();
    log.close();
    expect(log.pending).toBe(false);
    expect(written).toBeGreaterThan(1000);
  });

  test('counts what earlier runs left, and begins a segment of its own', () => {
    const { log: first } = openLog('never');
    first.point(1, 1000, 1);
    first.commit();
    first.close();
    const { log: second } = openLog('never');
    expect(second.segment).toBe(2);
    expect(second.bytes).toBe(first.bytes + CHAINED_HEADER);
    second.close();
  });

  test('syncs before a commit returns, off its thread after a time, or not at all', async () => {
    const { log: always } = openLog('always');
    always.point(1, 1000, 1);
    always.commit();
    expect(always.syncs).toBe(1);
    expect(always.longestSyncSeconds).toBe(always.syncSeconds);
    always.close();
    const { log: later } = openLog(0.02);
    later.point(1, 1000, 1);
    later.commit();
    later.rotate();
    later.point(1, 1000, 1);
    later.commit();
    expect(later.syncs).toBe(0);
    while (later.syncs < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(later.commits).toBe(2);
    later.close();
    expect(later.syncs).toBe(2);
    const { log: never } = openLog('never');
    never.point(1, 1000, 1);
    never.commit();
    never.rotate();
    expect(never.syncs).toBe(0);
    never.close();
  });
});
