import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../../query/evaluate.ts';
import { fromStore } from '../../query/series.ts';
import { queryKeys } from './queryKey.ts';
import { RecentAnswers } from './recentAnswers.ts';

function evaluationOf(points: number, finestStep = 60): Evaluation {
  const stored = {
    name: 'a',
    start: 600,
    step: finestStep,
    values: new Float64Array(points),
    aggregation: 'average',
    xFilesFactor: 0,
  } as const;
  return {
    results: [{ target: 'a', series: [fromStore(stored, 'a', 0)] }],
    stats: { series: 1, points },
    finestStep,
    read: { milliseconds: 0, bytes: 0, chunks: 0, directoryHits: 0, directoryMisses: 0, steps: [] },
  };
}

function setUp(maxBytes = 1e6) {
  const clock = { now: 0 };
  return { clock, recent: new RecentAnswers({ maxBytes, now: () => clock.now }) };
}

describe('RecentAnswers', () => {
  test('an answer is given again while it is young enough', () => {
    const { clock, recent } = setUp();
    const evaluation = evaluationOf(10);
    recent.put('k', { from: 600, until: 1200 }, evaluation);
    clock.now = 4.9;
    expect(recent.get('k', { from: 600, until: 1200 }, 5)).toBe(evaluation);
    clock.now = 5;
    expect(recent.get('k', { from: 600, until: 1200 }, 5)).toBeUndefined();
    expect(recent.get('k', { from: 600, until: 1200 }, 30)).toBe(evaluation);
  });

  test('never one that is older than a step of its data', () => {
    const { clock, recent } = setUp();
    recent.put('k', { from: 600, until: 1200 }, evaluationOf(10, 10));
    clock.now = 10;
    expect(recent.get('k', { from: 600, until: 1200 }, 3600)).toBeUndefined();
  });

  test('nor one whose range ends in an earlier slot', () => {
    const { recent } = setUp();
    recent.put('k', { from: 600, until: 1230 }, evaluationOf(10));
    expect(recent.get('k', { from: 610, until: 1240 }, 60)).toBeDefined();
    expect(recent.get('k', { from: 630, until: 1260 }, 60)).toBeUndefined();
  });

  test('the bytes are bounded, and a large buffer counts whole however little of it is used', () => {
    const { recent } = setUp(100_000);
    for (let i = 0; i < 50; i++) recent.put(`k${i}`, { from: 0, until: 60 }, evaluationOf(1000));
    expect(recent.bytes).toBeLessThanOrEqual(100_000);
    expect(recent.get('k49', { from: 0, until: 60 }, 5)).toBeDefined();
    expect(recent.get('k0', { from: 0, until: 60 }, 5)).toBeUndefined();
    const part = evaluationOf(100_000);
    const [series] = part.results[0]!.series;
    const before = recent.bytes;
    recent.put(
      'part',
      { from: 0, until: 60 },
      {
        ...part,
        results: [{ target: 'a', series: [{ ...series!, values: series!.values.subarray(0, 1) }] }],
      },
    );
    expect(recent.bytes).toBe(before);
  });

  test('what failed or has no step is not kept', () => {
    const { recent } = setUp();
    recent.put('none', { from: 0, until: 60 }, evaluationOf(0, Number.POSITIVE_INFINITY));
    expect(recent.bytes).toBe(0);
  });
});

describe('queryKeys', () => {
  const request = { from: 1000, until: 4600, nowSeconds: 4600 };

  test('ranges that end now slide, others and clocks that are set do not', () => {
    const a = queryKeys(['x'], request, 4600);
    const b = queryKeys([' x '], { from: 1001, until: 4601, nowSeconds: 4601 }, 4601);
    expect(b.sliding).toBe(a.sliding);
    expect(b.exact).not.toBe(a.exact);
    expect(queryKeys(['x'], { ...request, until: 4000 }, 4600).sliding).not.toBe(
      queryKeys(['x'], { ...request, from: 1001, until: 4001 }, 4600).sliding,
    );
    expect(queryKeys(['x'], request, 9000).sliding).not.toBe(a.sliding);
  });

  test('what changes the answer is part of the key', () => {
    const keys = [
      queryKeys(['x'], request, 4600),
      queryKeys(['x', 'x'], request, 4600),
      queryKeys(['x'], { ...request, tz: 'Europe/Berlin' }, 4600),
      queryKeys(['x'], { ...request, xFilesFactor: 0.5 }, 4600),
      queryKeys(['x'], { ...request, template: { a: 'b' } }, 4600),
    ];
    expect(new Set(keys.map(({ exact }) => exact)).size).toBe(keys.length);
  });
});
