import { describe, expect, test } from 'vitest';
import { createNaiveStore, type NaiveStore } from '../../../test/support/naiveStore.ts';
import { evaluateTargets } from '../../query/evaluate.ts';
import type { LiveRequest } from '../../schema/api.ts';
import { createFollower } from './follower.ts';

const start = 1_700_000_040;

function follow(
  targets: { id?: string; target: string; interval: number }[],
  since: number,
  maxSeries = 100,
) {
  let seconds = start;
  const store = createNaiveStore(() => seconds);
  const ranges: { from: number; until: number }[] = [];
  const request: LiveRequest = {
    targets: targets.map((target, i) => ({ id: `t${i}`, ...target })),
    since,
  };
  const follower = createFollower({
    request,
    requestId: 'test',
    evaluate: (texts, from, until) => {
      ranges.push({ from, until });
      return evaluateTargets(texts, {
        store,
        nowSeconds: until,
        from,
        until,
        limits: { maxSeries, maxPoints: 1e6, maxTargetLength: 1000, maxDepth: 10 },
      });
    },
  });
  return {
    store,
    ranges,
    /** What the stream says at a second, with fractions as the real clock has them. */
    at: (when: number) => {
      seconds = when;
      return follower.next(when + 0.15);
    },
  };
}

const put = (store: NaiveStore, name: string, step: number, from: number, values: number[]) =>
  store.add(
    name,
    step,
    values.map((value, i) => [from + i * step, value] as const),
  );

describe('createFollower', () => {
  test('sends what is new, the newest slot again while it fills, and nothing twice', async () => {
    const { store, at } = follow([{ target: 'a', interval: 1 }], start - 2);
    put(store, 'a', 1, start - 5, [1, 2, 3, 4, 5, 6]);
    expect(await at(start)).toEqual({
      nowSeconds: start + 0.15,
      results: [{ id: 't0', series: [{ name: 'a', start: start - 2, step: 1, values: [4, 5, 6] }] }],
    });
    expect((await at(start + 1)).results).toEqual([]);
    put(store, 'a', 1, start + 1, [7, 8]);
    expect((await at(start + 2)).results[0].series).toEqual([
      { name: 'a', start: start + 1, step: 1, values: [7, 8] },
    ]);
    put(store, 'a', 1, start + 2, [9]);
    expect((await at(start + 3)).results[0].series).toEqual([
      { name: 'a', start: start + 2, step: 1, values: [9] },
    ]);
  });

  test('keeps to the grid of the interval, with whole buckets', async () => {
    const { store, at } = follow([{ target: 'a', interval: 10 }], start - 15);
    put(store, 'a', 1, start - 60, Array(60).fill(4));
    expect((await at(start)).results[0].series).toEqual([
      { name: 'a', start: start - 20, step: 10, values: [4, 4] },
    ]);
    put(store, 'a', 1, start, [8]);
    expect((await at(start + 1)).results[0].series).toEqual([{ name: 'a', start, step: 10, values: [8] }]);
    put(store, 'a', 1, start + 1, [4]);
    expect((await at(start + 2)).results[0].series).toEqual([{ name: 'a', start, step: 10, values: [6] }]);
  });

  test('a point that comes a few seconds late is still sent, with what follows it', async () => {
    const { store, at } = follow([{ target: 'a', interval: 1 }], start - 1);
    put(store, 'a', 1, start - 1, [1]);
    await at(start);
    put(store, 'a', 1, start + 1, [3]);
    expect((await at(start + 1)).results[0].series[0].values).toEqual([null, 3]);
    put(store, 'a', 1, start, [2]);
    expect((await at(start + 2)).results[0].series).toEqual([{ name: 'a', start, step: 1, values: [2, 3] }]);
  });

  test('a series of a coarse step is found although little time is looked at', async () => {
    const { store, at, ranges } = follow([{ target: 'slow', interval: 1 }], start);
    put(store, 'slow', 300, start - 1200 - (start % 300), [1, 2, 3]);
    await at(start);
    const slot = start - (start % 300) + 300;
    put(store, 'slow', 300, slot, [9]);
    const { results } = await at(slot + 200);
    expect(results[0].series[0]).toMatchObject({ step: 300, values: expect.arrayContaining([9]) });
    expect(ranges[1].until - ranges[1].from).toBeGreaterThan(600);
  });

  test('once the steps are known it looks back a minute only', async () => {
    const { store, at, ranges } = follow([{ target: 'a', interval: 1 }], start - 100);
    put(store, 'a', 1, start - 10, [1]);
    await at(start);
    await at(start + 1);
    expect(ranges[0].until - ranges[0].from).toBeGreaterThan(600);
    expect(ranges[1].until - ranges[1].from).toBeLessThan(65);
  });

  test('series that appear later, and two of one name, are followed each', async () => {
    const { store, at } = follow([{ target: 'alias(a.*, "same")', interval: 1 }], start);
    put(store, 'a.x', 1, start, [1]);
    expect((await at(start)).results[0].series).toEqual([{ name: 'same', start, step: 1, values: [1] }]);
    put(store, 'a.y', 1, start, [2]);
    expect((await at(start + 1)).results[0].series).toEqual([{ name: 'same', start, step: 1, values: [2] }]);
    put(store, 'a.x', 1, start + 1, [3]);
    put(store, 'a.y', 1, start + 1, [4]);
    expect((await at(start + 2)).results[0].series.map(({ values }) => values)).toEqual([[3], [4]]);
  });

  test('tells an error once, and when it is over', async () => {
    const { store, at } = follow(
      [
        { target: 'a.*', interval: 1 },
        { target: 'nope(', interval: 1 },
        { target: 'b', interval: 5 },
      ],
      start,
      2,
    );
    put(store, 'b', 1, start, [1]);
    for (const name of ['a.x', 'a.y', 'a.z']) put(store, name, 1, start, [1]);
    const first = (await at(start)).results;
    expect(first.map(({ id, error }) => [id, error?.code])).toEqual([
      ['t0', 'too-much'],
      ['t1', 'bad-target'],
      ['t2', undefined],
    ]);
    expect((await at(start + 1)).results).toEqual([]);
  });

  test('a caller whose clock is ahead gets what comes when its time has come', async () => {
    const { store, at } = follow([{ target: 'a', interval: 1 }], start + 3);
    put(store, 'a', 1, start, [1, 2, 3, 4, 5]);
    expect((await at(start + 2)).results).toEqual([]);
    expect((await at(start + 4)).results[0].series).toEqual([
      { name: 'a', start: start + 3, step: 1, values: [4, 5] },
    ]);
  });
});
