import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import { BadRequestError } from '../store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-create-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = (engine: ReturnType<typeof openTestEngine>) =>
  engine.registry.findByTags(['name!='], 100).names;

test('series without points are there under their canonical names, over a restart and a flush', async () => {
  const first = openTestEngine(folder);
  first.append({ seconds: NOW, names: ['disk;host=b'], values: Float64Array.of(1) });
  expect(first.create(['disk;mount=root;host=a', 'disk;host=b', 'disk;host=a;mount=root'])).toEqual([
    'disk;host=a;mount=root',
    'disk;host=b',
    'disk;host=a;mount=root',
  ]);
  const all = ['disk;host=a;mount=root', 'disk;host=b'];
  expect(names(first)).toEqual(all);
  await first.close();
  const second = openTestEngine(folder);
  expect(names(second)).toEqual(all);
  expect(await second.flush()).toBe(true);
  await second.close();
  const third = openTestEngine(folder);
  expect(names(third)).toEqual(all);
  third.append({ seconds: NOW, names: ['disk;host=a;mount=root'], values: Float64Array.of(7) });
  const [series] = third.fetch([{ pattern: '', tags: ['host=a'], from: NOW - 10, until: NOW }]);
  expect(series!.map(({ values }) => [...values])).toEqual([[7]]);
  await third.close();
});

test('a bad name or one too many makes none of them', async () => {
  const engine = openTestEngine(folder, {
    limits: {
      maxNameBytes: 100,
      maxNameDepth: 5,
      maxSeries: 3,
      maxNewSeriesPerMinute: 0,
      prefixLimits: [],
    },
  });
  expect(() => engine.create(['a;x=1', 'a;x'])).toThrow(BadRequestError);
  expect(() => engine.create(['a;x=1', 'a;x'])).toThrow('"a;x" can\'t be the name of a series: name-tags');
  expect(() => engine.create(['a;x=1', 'a;x=2', 'a;x=3', 'a;x=4'])).toThrow('too-many-series');
  expect(names(engine)).toEqual([]);
  expect(engine.create(['a;x=1', 'a;x=2', 'a;x=3'])).toHaveLength(3);
  expect(engine.create(['a;x=1'])).toEqual(['a;x=1']);
  await engine.close();
});
