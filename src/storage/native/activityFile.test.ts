import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActivity, writeActivity } from './activityFile.ts';
import { SeriesActivity } from './seriesActivity.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-activity-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function someActivity(series: number): SeriesActivity {
  const activity = new SeriesActivity();
  activity.ensure(series);
  for (let i = 0; i < series; i++) {
    activity.written(i, 1000 + i, 2000 + i);
    activity.written(i, 900, 1500);
    activity.written(i, 1200, 3000 + i);
    if (i % 3 === 0) activity.read(i, 4000);
    activity.read(i, 10);
  }
  activity.forget(1);
  return activity;
}

describe('the activity of series', () => {
  test('comes back from its file', () => {
    const path = join(folder, 'activity');
    writeActivity(path, someActivity(1000), 1000);
    const read = readActivity(path)!;
    expect([read.first[0], read.last[0], read.asked[0]]).toEqual([900, 3000, 4000]);
    expect([read.first[1], read.last[1], read.asked[1]]).toEqual([0, 0, 0]);
    expect([read.first[7], read.last[7], read.asked[7]]).toEqual([900, 3007, 10]);
    expect([read.first.length, read.last.length, read.asked.length]).toEqual([1000, 1000, 1000]);
    expect(existsSync(`${path}.tmp`)).toBe(false);
  });

  test('no series is no matter', () => {
    const path = join(folder, 'empty');
    writeActivity(path, new SeriesActivity(), 0);
    expect(readActivity(path)?.first.length).toBe(0);
  });

  test('a damaged or missing file is as good as none', () => {
    const path = join(folder, 'damaged');
    expect(readActivity(path)).toBe(null);
    writeActivity(path, someActivity(50), 50);
    const file = readFileSync(path);
    for (let at = 0; at < file.length; at++) {
      const damaged = Buffer.from(file);
      damaged[at]! ^= 1 << (at % 8);
      writeFileSync(path, damaged);
      expect(readActivity(path)).toBe(null);
      writeFileSync(path, file.subarray(0, at));
      expect(readActivity(path)).toBe(null);
    }
  });
});
