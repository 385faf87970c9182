import { describe, expect, test } from 'vitest';
import type { BlockInfo } from './blockFile.ts';
import { EMPTY_MANIFEST, type Rolled } from './manifest.ts';
import { nextWork } from './mergePolicy.ts';

const ONE = '10:8640';
const TWO = '10:8640,60:43200';
/** Slots of a window of level 0: the last level's, and the largest multiple of six. */
const SLOTS = { [ONE]: 8192, [TWO]: 8190 };
const DAY = 86_400;

function info(generation: number, tier: number, window = 0, classKey = ONE, level = 0): BlockInfo {
  const file = `${generation}`;
  return { file, classKey, level, window, generation, tier, bytes: 1, rows: 1, lastSeries: 9 };
}

function work(blocks: BlockInfo[], now: number, rolled: Rolled[] = []) {
  const due = nextWork({ ...EMPTY_MANIFEST, blocks, rolled }, now);
  return due?.kind === 'merge' ? due.blocks.map((block) => block.generation) : due;
}

describe('merging', () => {
  const during = SLOTS[ONE] * 10 - 1;
  test.each([
    ['too few', [info(1, 0), info(2, 0), info(3, 0)], null],
    ['four of a tier', [info(1, 0), info(2, 0), info(3, 0), info(4, 0)], [1, 2, 3, 4]],
    ['the newest four', [info(1, 1), info(2, 0), info(3, 0), info(4, 0), info(5, 0)], [2, 3, 4, 5]],
    ['only neighbours', [info(1, 0), info(2, 0), info(3, 1), info(4, 0), info(5, 0)], null],
    ['windows apart', [info(1, 0), info(2, 0), info(3, 0, 8192), info(4, 0, 8192)], null],
    ['levels apart', [info(1, 0, 0, TWO), info(2, 0, 0, TWO), info(3, 0, 0, TWO, 1), info(4, 0)], null],
  ])('%s', (_what, blocks, expected) => {
    expect(work(blocks, during)).toEqual(expected);
  });

  test('a window that ended an hour ago becomes one block', () => {
    const blocks = [info(2, 1), info(1, 2), info(3, 0)];
    expect(work(blocks, during + 3600)).toBeNull();
    expect(work(blocks, during + 3601)).toEqual([1, 2, 3]);
  });

  test('settled windows come before tiers', () => {
    const tiers = [5, 6, 7, 8].map((generation) => info(generation, 0, 8192));
    expect(work([...tiers, info(1, 0), info(2, 0)], during + 4000)).toEqual([1, 2]);
  });
});

describe('rolling up', () => {
  const end = SLOTS[TWO] * 10;
  const block = info(3, 0, 0, TWO);
  const rolled = (generation: number): Rolled[] => [{ classKey: TWO, level: 0, window: 0, generation }];

  test('is due an hour after the end of a window, once for each new generation', () => {
    expect(work([block], end + 3599)).toBeNull();
    expect(work([block], end + 3600)).toEqual({ kind: 'roll up', classKey: TWO, level: 0, window: 0 });
    expect(work([block], end + 3600, rolled(2))).toMatchObject({ kind: 'roll up' });
    expect(work([block], end + 3600, rolled(3))).toBeNull();
  });

  test('is never due for the coarsest level', () => {
    expect(work([info(3, 0)], SLOTS[ONE] * 10 + 3600)).toBeNull();
    expect(work([info(3, 0, 0, TWO, 1)], 8192 * 60 + 3600)).toBeNull();
  });
});

describe('dropping', () => {
  test('a window goes when its end is older than its archive reaches', () => {
    const end = SLOTS[ONE] * 10;
    const blocks = [info(1, 0), info(2, 0), info(3, 0, 8192)];
    expect(work(blocks, end + 3600 + DAY - 1)).toEqual([1, 2]);
    expect(work(blocks, end + 3600 + DAY)).toEqual({ kind: 'drop', files: ['1', '2'] });
  });

  test('but not before all of it is in the coarser level', () => {
    const end = SLOTS[TWO] * 10;
    const blocks = [info(2, 0, 0, TWO)];
    const rolled = { classKey: TWO, level: 0, window: 0, generation: 1 };
    expect(work(blocks, end + 2 * DAY, [rolled])).toMatchObject({ kind: 'roll up' });
    expect(work(blocks, end + 2 * DAY, [{ ...rolled, generation: 2 }])).toEqual({
      kind: 'drop',
      files: ['2'],
    });
  });

  test('nor before all finer levels of its time are rolled up', () => {
    const end = 8192 * 60;
    const long = end + 3600 + 60 * 43_200;
    const coarse = info(2, 0, 0, TWO, 1);
    expect(work([coarse], long)).toEqual({ kind: 'drop', files: ['2'] });
    expect(work([coarse, info(3, 0, 8190, TWO)], long)).toMatchObject({ kind: 'roll up', level: 0 });
    // Behind its end there may be what it likes.
    expect(work([coarse, info(3, 0, 8190 * 7, TWO)], long)).toEqual({ kind: 'drop', files: ['2'] });
  });
});
