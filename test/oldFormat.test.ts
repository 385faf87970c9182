/** What the first committed format holds is read by today's engine: a folder that it wrote, and the points in order of writing. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { SeriesSchema } from '../src/model/retention.ts';
import type { NativeEngine } from '../src/storage/native/nativeEngine.ts';
import type { RollupFunction } from '../src/storage/store.ts';
import { ROOT } from './support/runProgram.ts';
import { testFolder } from './support/startServer.ts';
import { openTestEngine } from './support/testEngine.ts';

const FIXTURE = join(ROOT, 'test/fixtures/format-1');

const maxima: SeriesSchema = {
  archives: [
    { step: 60, points: 20_160 },
    { step: 600, points: 8640 },
  ],
  aggregation: 'max',
  xFilesFactor: 0,
};
const averages: SeriesSchema = {
  archives: [
    { step: 10, points: 8640 },
    { step: 60, points: 20_160 },
    { step: 600, points: 52_560 },
  ],
  aggregation: 'average',
  xFilesFactor: 0.5,
};
const schemaOf = (name: string): SeriesSchema => (name.endsWith('.max') ? maxima : averages);

/** JSON has no -0. */
type StoredPoint = readonly [name: string, seconds: number, value: number | '-0'];
const { now, points } = JSON.parse(readFileSync(join(FIXTURE, 'points.json'), 'utf8')) as {
  now: number;
  points: StoredPoint[];
};
/** Second of a slot of the finest archive → its last value, by name. Format 1 kept all points at the finest step. */
const written = new Map<string, Map<number, number>>();
for (const [name, seconds, value] of points) {
  const { step } = schemaOf(name).archives[0]!;
  const slots = written.get(name) ?? new Map<number, number>();
  written.set(name, slots);
  slots.set(seconds - (seconds % step), value === '-0' ? -0 : value);
}

let engine: NativeEngine | undefined;
afterAll(() => engine?.close());

async function reopen(folder: string): Promise<NativeEngine> {
  await engine?.close();
  engine = openTestEngine(folder, { now: () => now, schemaOf });
  return engine;
}

/** What an archive of a series answers over its whole reach, by second; absent values are left out. */
async function answered(name: string, level: number, rollup?: RollupFunction): Promise<Map<number, number>> {
  const { step, points } = schemaOf(name).archives[level]!;
  const [found] = await engine!.fetch([{ pattern: name, from: now - step * points, until: now, rollup }]);
  expect(found!.map((series) => [series.name, series.step])).toEqual([[name, step]]);
  const { start, values } = found![0]!;
  return new Map(
    [...values.entries()]
      .filter(([, value]) => !Number.isNaN(value))
      .map(([i, value]) => [start + i * step, value]),
  );
}

/** Every point that the finest archive reaches, bit for bit and nothing else; older points in the next coarser archive. */
async function expectAll(extra: ReadonlyMap<string, readonly [seconds: number, value: number]> = new Map()) {
  for (const [name, slots] of written) {
    const { archives } = schemaOf(name);
    const oldest = now - archives[0]!.step * archives[0]!.points;
    const recent = new Map([...slots].filter(([seconds]) => seconds > oldest));
    const more = extra.get(name);
    if (more !== undefined) recent.set(...more);
    const found = await answered(name, 0);
    expect(found.size, name).toBe(recent.size);
    for (const [seconds, value] of recent) expect(found.get(seconds), `${name} ${seconds}`).toBe(value);
    if (recent.size === slots.size) continue;
    const { step } = archives[1]!;
    const last = await answered(name, 1, 'last');
    for (const [seconds, value] of slots) {
      // Each of them is alone in its coarser slot.
      if (seconds <= oldest) expect(last.get(seconds - (seconds % step)), `${name} ${seconds}`).toBe(value);
    }
  }
}

test('a folder of format 1 is taken over, goes on, and says format 2', async () => {
  expect(written.size).toBeGreaterThan(5);
  expect(points.some(([, seconds]) => seconds < now - 86_400)).toBe(true);
  const folder = join(testFolder('old-format'), 'native');
  cpSync(join(FIXTURE, 'native'), folder, { recursive: true });
  const manifestVersion = () => readFileSync(join(folder, 'manifest'), 'utf8').split(' ')[1];
  expect(manifestVersion()).toBe('1');

  await reopen(folder);
  await expectAll();
  await engine!.settle();
  await expectAll();

  const seconds = now - (now % 10);
  const fresh = new Map([['servers.web01.gaps', [seconds, 4711] as const]]);
  engine!.append({ seconds, names: ['servers.web01.gaps', 'new.series'], values: Float64Array.of(4711, 1) });
  await expectAll(fresh);
  await reopen(folder);
  await expectAll(fresh);
  await engine!.flush();
  await engine!.settle();
  await reopen(folder);
  await expectAll(fresh);
  expect(await answered('new.series', 0)).toEqual(new Map([[seconds, 1]]));
  expect(manifestVersion()).toBe('2');
});
