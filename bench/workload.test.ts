import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateLines, lastLines, writeWorkload } from './workload.ts';

// The hashes were taken from an independent generator on the same formulas; published figures refer to these bytes.
test.each([
  [{ hosts: 3, points: 5, step: 10 }, '7b890fd88b3253c1', 'a4dcf7ba6698b829'],
  [{ hosts: 2, points: 7, step: 60 }, '7280e2c848eac368', 'ef8ef182c043fe98'],
])('the bytes of %o are what they always were', (size, even, odd) => {
  const hashes = [createHash('sha256'), createHash('sha256')];
  generateLines({ ...size, end: 1_700_000_000 }, 2, (connection, line) => hashes[connection]!.update(line));
  expect(hashes.map((hash) => hash.digest('hex').slice(0, 16))).toEqual([even, odd]);
});

test('the files hold every line once, and the description fits them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbago-workload-'));
  try {
    const workload = writeWorkload(
      { hosts: 3, points: 4, step: 60, end: 1_700_000_000 },
      2,
      join(folder, 'w'),
    );
    const lines = workload.files.flatMap((file) => readFileSync(file, 'latin1').trimEnd().split('\n'));
    expect(lines).toHaveLength(workload.lines);
    expect(lines.reduce((sum, line) => sum + line.length + 1, 0)).toBe(workload.bytes);
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(workload.series);
    const seconds = lines.map((line) => Number(line.split(' ')[2]));
    expect(Math.min(...seconds)).toBe(workload.firstSeconds);
    expect(Math.max(...seconds)).toBe(workload.lastSeconds);
    expect(lines.filter((line) => line.startsWith('servers.dc3.web00002.'))).toHaveLength(160);
    expect(lastLines(workload).map(({ name, value, seconds }) => `${name} ${value} ${seconds}`)).toEqual(
      workload.files.map((file) => readFileSync(file, 'latin1').trimEnd().split('\n').at(-1)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
