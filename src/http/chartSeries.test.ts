import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import { createNaiveStore } from '../../test/support/naiveStore.ts';
import type { StoredSeries } from '../model/series.ts';
import { type QueryAnswer, queryAnswer } from '../schema/api.ts';
import type { FetchRequest } from '../storage/store.ts';

const now = 1_700_000_040;
let server: TestServer;

/** A minute's rollup of `old.*`, whose columns are told apart by their values; `new.a` lies in the finest archive. */
async function fetch(requests: readonly FetchRequest[]): Promise<StoredSeries[][]> {
  const values: Record<string, number> = { min: 1, value: 5, max: 9, sum: 300, last: 6, average: 4 };
  return requests.map(({ pattern, rollup }) => {
    if (pattern === 'new.a') return finest.fetch([{ pattern, from: now - 3600, until: now }]) as never;
    const series = (name: string): StoredSeries => ({
      name,
      start: now - 3600,
      step: 60,
      values: new Float64Array(60).fill(values[rollup ?? 'value']!),
      aggregation: 'average',
      xFilesFactor: 0,
      rolledUp: true,
    });
    return [series('old.a'), series('old.b')];
  });
}
const finest = createNaiveStore(() => now);
finest.add(
  'new.a',
  1,
  Array.from({ length: 3600 }, (_, i) => [now - i, i % 10] as const),
);

beforeEach(async () => {
  server = await createTestServer({
    settings: { anonymous: 'viewer' },
    now: () => now,
    store: {
      fetch: async (requests) =>
        Promise.all((await fetch(requests)).map(async (list) => (await list).flat())),
      fold: async (requests) => requests.map(() => null),
    },
  });
});
afterEach(() => server.close());

async function ask(target: string, more: object = {}): Promise<QueryAnswer['results'][number]> {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/query',
    payload: { targets: [{ id: 'A', target }], from: '-1h', maxDataPoints: 60, ...more },
  });
  expect(answer.statusCode).toBe(200);
  return queryAnswer.strict().parse(answer.json()).results[0]!;
}
/** Without the last bucket, which is not over yet. */
const distinct = (values: readonly (number | null)[] | undefined) => [...new Set(values?.slice(0, -1))];

describe('how coarse a series is', () => {
  test('of a rollup: its step and its method', async () => {
    expect((await ask('old.a')).series[0]).toMatchObject({ archiveStep: 60, consolidation: 'average' });
  });
  test('made here of several values: how', async () => {
    const [series] = (await ask('new.a')).series;
    expect(series).toMatchObject({ step: 60, consolidation: 'average' });
    expect(series).not.toHaveProperty('archiveStep');
  });
  test('each value for itself: nothing', async () => {
    const [series] = (await ask('new.a', { maxDataPoints: 10_000 })).series;
    expect(series).not.toHaveProperty('consolidation');
    expect(series).not.toHaveProperty('low');
  });
});

describe('another way to consolidate', () => {
  test.each(['min', 'max', 'sum', 'last'] as const)('%s is read from the rollup', async (consolidateBy) => {
    const { series } = await ask('old.a', { consolidateBy });
    expect(distinct(series[0]!.values)).toEqual([{ min: 1, max: 9, sum: 300, last: 6 }[consolidateBy]]);
    expect(series[0]!.consolidation).toBe(consolidateBy);
  });
  test('what is made here follows too', async () => {
    const { series } = await ask('new.a', { consolidateBy: 'max' });
    expect(distinct(series[0]!.values)).toEqual([9]);
  });
  test('the target goes first where it says it itself', async () => {
    const { series } = await ask("consolidateBy(new.a,'min')", { consolidateBy: 'max' });
    expect(distinct(series[0]!.values)).toEqual([0]);
  });
});

describe('a band', () => {
  test('of a rollup: its least and greatest', async () => {
    for (const { low, high, values } of (await ask('alias(old.*,"x")', { band: true })).series) {
      expect([distinct(low), distinct(values), distinct(high)]).toEqual([[1], [5], [9]]);
    }
  });
  test('of values made one here', async () => {
    const [series] = (await ask('new.a', { band: true })).series;
    expect([distinct(series!.low), distinct(series!.high)]).toEqual([[0], [9]]);
    expect(series!.low).toHaveLength(series!.values.length);
  });
  test('none where each value stands for itself', async () => {
    expect((await ask('new.a', { band: true, maxDataPoints: 10_000 })).series[0]).not.toHaveProperty('low');
  });
});
