import { describe, expect, test, vi } from 'vitest';
import { createNaiveStore } from '../../test/support/naiveStore.ts';
import { type FetchLimits, type FetchRequest, TooMuchError } from '../storage/store.ts';
import { consolidateToMaxDataPoints } from './consolidate.ts';
import { evaluateTargets } from './evaluate.ts';
import type { QueryContext } from './queryContext.ts';
import { TargetError } from './targetError.ts';

const LIMITS = { maxSeries: 100, maxPoints: 10_000, maxTargetLength: 10_000, maxDepth: 30 };

/** Series of ten minutes, a value a minute, from second 600 on; the range is the last five of them. */
function setUp(changes: Partial<QueryContext> = {}) {
  const store = createNaiveStore(() => 10_000);
  for (const name of ['x.a', 'x.b', 'y.a', 'disk;host=web1;mount=root']) {
    store.add(
      name,
      60,
      Array.from({ length: 10 }, (_, i) => [600 + i * 60, i] as const),
    );
  }
  const fetch = vi.fn((requests: readonly FetchRequest[], limits?: FetchLimits) =>
    store.fetch(requests, limits),
  );
  const context: QueryContext = {
    store: { fetch },
    nowSeconds: 10_000,
    from: 899,
    until: 1199,
    limits: LIMITS,
    ...changes,
  };
  return { store, fetch, context };
}

describe('reading', () => {
  test('all targets are read in one call, and what they share once', async () => {
    const { fetch, context } = setUp();
    const { results, stats } = await evaluateTargets(
      ['x.a', 'sum(x.a,x.b)|scale(2)', 'scale(x.a,3)'],
      context,
    );
    expect(results.map(({ series }) => series.map(({ name }) => name))).toEqual([
      ['x.a'],
      ['scale(sumSeries(x.a,x.b),2)'],
      ['scale(x.a,3)'],
    ]);
    expect(fetch.mock.calls.map(([requests]) => requests)).toEqual([
      [
        { pattern: 'x.a', from: 899, until: 1199 },
        { pattern: 'x.b', from: 899, until: 1199 },
      ],
    ]);
    expect(stats).toEqual({ series: 2, points: 10 });
  });

  test('a window of time is read at once, with what lies before the range', async () => {
    const { fetch, context } = setUp();
    const { results } = await evaluateTargets(["movingAverage(x.a,'2min')", 'x.a'], context);
    expect(fetch.mock.calls.map(([requests]) => requests)).toEqual([
      [
        { pattern: 'x.a', from: 779, until: 1199 },
        { pattern: 'x.a', from: 899, until: 1199 },
      ],
    ]);
    expect(results[0]!.series[0]).toMatchObject({ start: 900, step: 60, end: 1200 });
    expect([...results[0]!.series[0]!.values]).toEqual([3.5, 4.5, 5.5, 6.5, 7.5]);
  });

  test('a window of points needs to know the step first', async () => {
    const { fetch, context } = setUp();
    const { results } = await evaluateTargets(['movingAverage(x.*,2)'], context);
    expect(fetch.mock.calls.map(([requests]) => requests)).toEqual([
      [{ pattern: 'x.*', from: 899, until: 1199 }],
      [{ pattern: 'x.*', from: 779, until: 1199 }],
    ]);
    expect(results[0]!.series.map(({ values }) => [...values])).toEqual([
      [3.5, 4.5, 5.5, 6.5, 7.5],
      [3.5, 4.5, 5.5, 6.5, 7.5],
    ]);
  });

  test('windows in windows cost a few reads, not a doubling each', async () => {
    const { fetch, context } = setUp();
    const nested = `${'movingAverage('.repeat(20)}x.a${',1)'.repeat(20)}`;
    const { results } = await evaluateTargets([nested], {
      ...context,
      limits: { ...LIMITS, maxPoints: 1e6 },
    });
    expect(results[0]!.error).toBeUndefined();
    expect(fetch.mock.calls.length).toBeLessThanOrEqual(21);
  });

  test('windows of all sizes in windows end in an error, not in a day', async () => {
    // A store that has one value in any range: the windows themselves are what costs.
    const fetch = async (requests: readonly FetchRequest[]) =>
      requests.map(() => [
        {
          name: 'x.a',
          start: 0,
          step: 60,
          values: new Float64Array(1),
          aggregation: 'average',
          xFilesFactor: 0,
        } as const,
      ]);
    const { context } = setUp({ store: { fetch }, from: 1_699_999_000, until: 1_700_000_000 });
    const limits = { ...LIMITS, maxSeries: 1e6, maxPoints: 1e6 };
    const nested = `${'movingAverage('.repeat(25)}x.a${Array.from({ length: 25 }, (_, i) => `,${2 ** i})`).join('')}`;
    const started = performance.now();
    const { results } = await evaluateTargets([nested], { ...context, limits });
    expect(results[0]!.error?.message).toBe('windows within windows make this target too costly');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('tags of a series are read from its name', async () => {
    const { context } = setUp();
    const { results } = await evaluateTargets(['disk;host=web1;mount=root'], context);
    expect(results[0]!.series[0]!.tags).toEqual({ name: 'disk', host: 'web1', mount: 'root' });
  });

  test("the query's xFilesFactor decides how much has to be known", async () => {
    const { context, store } = setUp();
    store.add('x.c', 60, [[900, 1]]);
    const sums = async (xFilesFactor: number) => {
      const { results } = await evaluateTargets(['sum(x.*)'], { ...context, xFilesFactor });
      return [...results[0]!.series[0]!.values];
    };
    expect(await sums(0)).toEqual([11, 12, 14, 16, 18]);
    expect(await sums(1)).toEqual([11, ...new Array(4).fill(Number.NaN)]);
  });
});

describe('which rollup is read', () => {
  /** Of each path in the order of the reads, `pattern rollup`; the rollup is `-` where none is asked for. */
  async function rollupsRead(...targets: string[]) {
    const { fetch, context } = setUp();
    const { results } = await evaluateTargets(targets, context);
    for (const { error } of results) expect(error).toBeUndefined();
    const requests = fetch.mock.calls.flatMap(([asked]) => asked);
    return requests.map(({ pattern, rollup = '-' }) => `${pattern} ${rollup}`);
  }

  test.each([
    ['x.a', ['x.a -']],
    ['consolidateBy(x.a,"max")', ['x.a max']],
    ['consolidateBy(x.a,"min")', ['x.a min']],
    ['consolidateBy(x.a,"sum")', ['x.a sum']],
    ['consolidateBy(x.a,"last")', ['x.a last']],
    ['consolidateBy(x.a,"average")', ['x.a average']],
    ['consolidateBy(x.a,"avg")', ['x.a average']],
    ['consolidateBy(x.a,"first")', ['x.a -']],
    ['consolidateBy(x.a,"avg_zero")', ['x.a -']],
    // Names and choices leave values as they are.
    ['aliasByNode(consolidateBy(x.a,"max"),1)', ['x.a max']],
    ['consolidateBy(aliasByNode(x.a,1),"max")', ['x.a max']],
    ['consolidateBy(alias(highestAverage(x.*,1),"top"),"max")', ['x.* max']],
    // The nearest counts, also where it asks for nothing.
    ['consolidateBy(scale(consolidateBy(x.a,"min"),8),"max")', ['x.a min']],
    ['consolidateBy(consolidateBy(x.a,"first"),"max")', ['x.a -']],
    ['consolidateBy(sum(consolidateBy(x.a,"min"),x.b),"last")', ['x.a min', 'x.b last']],
    ['sum(consolidateBy(x.a,"max"),x.b)', ['x.a max', 'x.b -']],
    // What is computed from rollups is that rollup of what is computed, or it is not read so.
    ['consolidateBy(scale(x.a,8),"max")', ['x.a max']],
    ['consolidateBy(scale(x.a,-8),"max")', ['x.a min']],
    ['consolidateBy(scale(scale(x.a,-8),-1),"max")', ['x.a max']],
    ['consolidateBy(scale(x.a,-8),"min")', ['x.a max']],
    ['consolidateBy(scale(x.a,-8),"sum")', ['x.a sum']],
    ['consolidateBy(sum(x.a,x.b),"sum")', ['x.a sum', 'x.b sum']],
    ['consolidateBy(sum(x.a,x.b),"max")', ['x.a -', 'x.b -']],
    ['consolidateBy(avg(x.*),"avg")', ['x.* average']],
    ['consolidateBy(maxSeries(x.*),"max")', ['x.* max']],
    ['consolidateBy(maxSeries(x.*),"sum")', ['x.* -']],
    ['consolidateBy(minSeries(x.*),"min")', ['x.* min']],
    ['consolidateBy(minSeries(x.*),"max")', ['x.* -']],
    ['consolidateBy(derivative(x.a),"sum")', ['x.a last']],
    ['consolidateBy(derivative(x.a),"max")', ['x.a -']],
    ['consolidateBy(nonNegativeDerivative(x.a),"sum")', ['x.a last']],
    ['consolidateBy(perSecond(x.a),"avg")', ['x.a last']],
    ['consolidateBy(perSecond(x.a),"sum")', ['x.a -']],
    ["consolidateBy(movingAverage(x.a,'2min'),'sum')", ['x.a sum']],
    ["consolidateBy(movingAverage(x.a,'2min'),'max')", ['x.a -']],
    // Plain calls answer as graphite-web does.
    ['maxSeries(x.*)', ['x.* -']],
    ['highestAverage(x.*,1)', ['x.* -']],
  ])('%s', async (target, expected) => {
    expect(await rollupsRead(target)).toEqual(expected);
  });

  test('a window of points asks for the same rollup when it looks for the step', async () => {
    expect(await rollupsRead('movingAverage(consolidateBy(x.a,"max"),2)')).toEqual(['x.a max', 'x.a max']);
  });

  test('one pattern read in several ways is read once a way', async () => {
    expect(
      await rollupsRead(
        'x.a',
        'consolidateBy(x.a,"max")',
        'scale(consolidateBy(x.a,"max"),2)',
        'scale(x.a,2)',
      ),
    ).toEqual(['x.a -', 'x.a max']);
  });

  test('each target gets the values of its own rollup', async () => {
    const answers: Record<string, number> = { max: 9, min: 1 };
    const fetch = async (requests: readonly FetchRequest[]) =>
      requests.map(({ pattern, rollup = '' }) => [
        {
          name: pattern,
          start: 900,
          step: 60,
          values: Float64Array.of(answers[rollup] ?? 5),
          aggregation: 'average',
          xFilesFactor: 0,
        } as const,
      ]);
    const { context } = setUp({ store: { fetch } });
    const { results, stats } = await evaluateTargets(
      ['sum(consolidateBy(x.a,"max"),x.a)', 'x.a', 'consolidateBy(x.a,"min")'],
      context,
    );
    expect(results.map(({ series }) => [...series[0]!.values])).toEqual([[14], [5], [1]]);
    expect(stats).toEqual({ series: 3, points: 3 });
  });
});

test.each([
  ['x.a', [5.5, 7.5, 9]],
  ['consolidateBy(x.a,"max")', [6, 8, 9]],
  ['consolidateBy(x.a,"min")', [5, 7, 9]],
  ['scale(consolidateBy(x.a,"sum"),2)', [22, 30, 18]],
  ['consolidateBy(x.a,"first")', [5, 7, 9]],
  ['consolidateBy(x.a,"last")', [6, 8, 9]],
  ['consolidateBy(consolidateBy(x.a,"max"),"avg")', [5.5, 7.5, 9]],
  // As in graphite-web, what combines series begins anew with the average.
  ['sum(consolidateBy(x.a,"max"))', [5.5, 7.5, 9]],
])('maxDataPoints goes by consolidateBy: %s', async (target, expected) => {
  const { context } = setUp();
  const { results } = await evaluateTargets([target], context);
  const [consolidated] = consolidateToMaxDataPoints(results[0]!.series, 3);
  expect([consolidated!.start, consolidated!.step, [...consolidated!.values]]).toEqual([960, 120, expected]);
});

describe('failing', () => {
  test('a target that is wrong leaves the others alone', async () => {
    const { context } = setUp();
    const { results } = await evaluateTargets(
      ['x.a', 'sclae(x.a,2)', 'sum(x.a', '', '  ', 'nothing.*'],
      context,
    );
    expect(results.map(({ series, error }) => [series.length, error?.message])).toEqual([
      [1, undefined],
      [0, 'there is no function "sclae"'],
      [0, 'sum( is never closed'],
      [0, undefined],
      [0, undefined],
      [0, undefined],
    ]);
    expect(results[1]!.error).toBeInstanceOf(TargetError);
  });

  test('nothing is read for targets that are wrong', async () => {
    const { fetch, context } = setUp();
    await evaluateTargets(['sum(x.a', 'scale(x.a)'], context);
    expect(fetch).not.toHaveBeenCalled();
  });

  test('a target that reads too much leaves the others alone', async () => {
    const { context } = setUp({ limits: { ...LIMITS, maxSeries: 2 } });
    const { results } = await evaluateTargets(['x.*', 'y.a', 'x.a'], context);
    expect(results.map(({ series, error }) => [series.length, error?.name])).toEqual([
      [2, undefined],
      [0, 'TooMuchError'],
      [0, 'TooMuchError'],
    ]);
  });

  test('too much in the only target is its error', async () => {
    const { context } = setUp({ limits: { ...LIMITS, maxPoints: 3 } });
    const { results } = await evaluateTargets(['x.a'], context);
    expect(results[0]!.error).toBeInstanceOf(TooMuchError);
  });

  test('the same data a thousand times over is refused', async () => {
    const { context } = setUp({ limits: { ...LIMITS, maxSeries: 2, maxPoints: 10 } });
    const target = `sum(${new Array(200).fill('x.*').join(',')})`;
    const { results } = await evaluateTargets([target], context);
    expect(results[0]!.error?.message).toBe('computing this takes more than 4200 values');
  });

  test('a target of 100 MB costs next to nothing', async () => {
    const { context } = setUp();
    const started = performance.now();
    const { results } = await evaluateTargets(
      [' '.repeat(100_000_000), `sum(${'a,'.repeat(50_000_000)}`],
      context,
    );
    expect(results.map(({ error }) => error?.message)).toEqual([
      'the target has 100000000 characters, 10000 are allowed',
      'the target has 100000004 characters, 10000 are allowed',
    ]);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('a store that fails is not the target’s fault', async () => {
    const { context } = setUp({ store: { fetch: () => Promise.reject(new Error('disk on fire')) } });
    await expect(evaluateTargets(['x.a'], context)).rejects.toThrow('disk on fire');
  });

  test('an aborted request stops', async () => {
    const controller = new AbortController();
    const { store } = setUp();
    const { context } = setUp({
      signal: controller.signal,
      store: {
        fetch: (requests) => {
          controller.abort();
          return store.fetch(requests);
        },
      },
    });
    await expect(evaluateTargets(['x.a'], context)).rejects.toThrow('aborted');
  });
});

describe('combining series that do not begin together', () => {
  test('values stay at their own time', async () => {
    const { store, context } = setUp();
    // Kept for five minutes only: its first slot within the range is later than that of x.a.
    const short = { archives: [{ step: 60, points: 150 }], aggregation: 'average', xFilesFactor: 0 } as const;
    store.addWithSchema('z', short, [
      [1080, 100],
      [1140, 100],
    ]);
    const { results } = await evaluateTargets(['sum(x.a,z)'], context);
    const [sum] = results[0]!.series;
    expect([sum!.start, sum!.step, [...sum!.values]]).toEqual([900, 60, [5, 6, 7, 108, 109]]);
  });

  test('buckets count from the earliest beginning', async () => {
    const store = createNaiveStore(() => 10_000);
    store.add(
      'fine',
      20,
      Array.from({ length: 50 }, (_, i) => [i * 20, 1] as const),
    );
    store.add(
      'coarse',
      30,
      Array.from({ length: 50 }, (_, i) => [i * 30, 10] as const),
    );
    const { context } = setUp({ store, from: 100, until: 290 });
    const { results } = await evaluateTargets(['sum(fine,coarse)'], context);
    const [sum] = results[0]!.series;
    expect([sum!.start, sum!.step, sum!.end, [...sum!.values]]).toEqual([120, 60, 300, [11, 11, 11]]);
  });
});
