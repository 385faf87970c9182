import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaySegment, segmentName, WriteAheadLog } from './writeAheadLog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-wal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A log of 20 commits of three points each, numbered by value, with a definition in every fifth. */
function write(): string {
  const log = new WriteAheadLog(folder, 1, 'never', { syncFailed() {} });
  for (let commit = 0; commit < 20; commit++) {
    if (commit % 5 === 0) log.definitions.addSeries(commit, 0, Uint8Array.of(97));
    for (let i = 0; i < 3; i++) log.point(i, commit % 2 ? 1000 : 1000 + i, commit * 3 + i);
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
    point: (_series, _seconds, value) => values.push(value),
  });
  return { values, definitions, report };
}

const all = Array.from({ length: 60 }, (_, i) => i);

describe('the write-ahead log', () => {
  test('replays what was committed, in order', () => {
    const { values, definitions, report } = replay(write());
    expect(values).toEqual(all);
    expect(definitions).toEqual([0, 5, 10, 15]);
    expect(report).toEqual({ points: 60, tornBytes: 0, damagedBytes: 0 });
  });

  test('cut at any byte, it yields a prefix of whole commits', () => {
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

  test('a flipped bit anywhere costs one record and is reported', () => {
    const file = write();
    const bytes = readFileSync(file);
    for (let at = 16; at < bytes.length; at += 3) {
      const damaged = Buffer.from(bytes);
      damaged[at] ^= 1 << (at % 8);
      writeFileSync(file, damaged);
      const { values, definitions, report } = replay(file);
      expect(values.length + 3 * definitions.length).toBeGreaterThanOrEqual(60 + 12 - 3);
      expect(report.damagedBytes + report.tornBytes).toBeGreaterThan(0);
    }
  });

  test('says so when a newer version wrote it', () => {
    const file = write();
    const bytes = readFileSync(file);
    bytes.writeUInt32LE(99, 4);
    writeFileSync(file, bytes);
    expect(() => replay(file)).toThrow(/newer version/);
  });
});
