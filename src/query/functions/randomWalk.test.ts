import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateTargets } from '../evaluate.ts';
import type { QueryContext } from '../queryContext.ts';
import type { Series } from '../series.ts';

async function walk(from: number, until: number, target = "randomWalk('a',10)"): Promise<Series> {
  const context: QueryContext = {
    store: { fetch: () => Promise.reject(new Error('nothing is read')) },
    nowSeconds: until,
    from,
    until,
    limits: { maxSeries: 1, maxPoints: 1_000_000, maxTargetLength: 1000, maxDepth: 5 },
  };
  const [result] = (await evaluateTargets([target], context)).results;
  expect(result!.error).toBeUndefined();
  return result!.series[0]!;
}

const moments = fc.integer({ min: 1_600_000_000, max: 1_600_100_000 });

test('the value at a time is the same in every range', async () => {
  const whole = await walk(1_600_000_000 - 1, 1_600_100_000);
  await fc.assert(
    fc.asyncProperty(moments, moments, async (a, b) => {
      const part = await walk(Math.min(a, b), Math.max(a, b));
      const at = (part.start - whole.start) / whole.step;
      expect([...part.values]).toEqual([...whole.values.subarray(at, at + part.values.length)]);
      expect(part.end).toBe(part.start + part.step * part.values.length);
    }),
    { numRuns: 20 },
  );
});

test('steps are no longer than a half, give or take the drift, and lead somewhere', async () => {
  const { values } = await walk(1_600_000_000, 1_600_200_000);
  let longest = 0;
  for (let i = 1; i < values.length; i++) longest = Math.max(longest, Math.abs(values[i]! - values[i - 1]!));
  expect(longest).toBeLessThan(0.52);
  expect(longest).toBeGreaterThan(0.4);
  expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(5);
});

test('names make a difference', async () => {
  const [a, b] = await Promise.all(["randomWalk('a')", "randomWalk('b')"].map((it) => walk(0, 6000, it)));
  expect([...a!.values]).not.toEqual([...b!.values]);
});
