import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  EMPTY_MANIFEST,
  MANIFEST_FILE,
  type Manifest,
  parseManifest,
  readManifestBody,
  writeManifest,
} from './manifest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const block = (file: string, classKey: string, level: number) => ({
  file,
  classKey,
  level,
  window: 8190,
  generation: 4,
  tier: 2,
  bytes: 1234,
  rows: 56,
  lastSeries: 9,
});
const MANIFEST: Manifest = {
  blocks: [block('a.blk', '10:8640,60:43200', 1), block('b.blk', '1:60', 0), block('c.blk', '1:60', 0)],
  rolled: [
    { classKey: '10:8640,60:43200', level: 0, window: 0, generation: 3 },
    { classKey: '5:5', level: 0, window: 8190, generation: 2 },
  ],
  nextGeneration: 9,
  nextFile: 12,
  firstSegment: 3,
  registryFile: 'registry-7',
  registryBytes: 99,
  purge: ['1:60'],
};

function read(): Manifest {
  return parseManifest(readManifestBody(folder)!.body);
}

test('a manifest is read as it was written, and replaced as a whole', () => {
  expect(readManifestBody(folder)).toBeNull();
  writeManifest(folder, EMPTY_MANIFEST);
  expect(read()).toEqual(EMPTY_MANIFEST);
  writeManifest(folder, MANIFEST);
  expect(read()).toEqual(MANIFEST);
  expect(readdirSync(folder)).toEqual([MANIFEST_FILE]);
});

test('the text of a class stands in it once', () => {
  writeManifest(folder, MANIFEST);
  expect(readFileSync(join(folder, MANIFEST_FILE), 'utf8').match(/1:60"/g)).toHaveLength(2);
});

test('damage is refused with what to do', () => {
  writeManifest(folder, MANIFEST);
  const path = join(folder, MANIFEST_FILE);
  const good = readFileSync(path);
  for (let at = 0; at < good.length; at += 3) {
    const bad = Buffer.from(good);
    bad[at] ^= 4;
    writeFileSync(path, bad);
    expect(readManifestBody.bind(null, folder)).toThrow(/doctor|newer version/);
  }
  writeFileSync(path, good.subarray(0, 40));
  expect(readManifestBody.bind(null, folder)).toThrow('doctor');
  writeFileSync(path, '');
  expect(readManifestBody.bind(null, folder)).toThrow('doctor');
});

test('a newer version is not touched', () => {
  writeFileSync(join(folder, MANIFEST_FILE), 'plumbago-manifest 3 0\n{}');
  expect(readManifestBody.bind(null, folder)).toThrow(/format 3.*start that one/);
});
