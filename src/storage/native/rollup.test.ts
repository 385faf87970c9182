import { describe, expect, test } from 'vitest';
import type { AggregationMethod } from '../../model/retention.ts';
import { aggregate } from './rollup.ts';

/** One slot of a minute from six of ten seconds. */
function minute(aggregation: AggregationMethod, fine: (number | null)[], xFilesFactor = 0): number {
  const values = Float64Array.from(fine, (value) => value ?? Number.NaN);
  const out = new Float64Array(1).fill(Number.NaN);
  aggregate(values, 6, aggregation, xFilesFactor, out);
  return out[0];
}

describe('a coarser slot', () => {
  test.each<[AggregationMethod, (number | null)[], number]>([
    ['average', [1, null, 3, null, null, null], 2],
    ['sum', [1, null, 3, null, null, null], 4],
    ['last', [1, null, 3, null, null, null], 3],
    ['max', [1, -9, 3, null, null, null], 3],
    ['min', [1, -9, 3, null, null, null], -9],
    ['avg_zero', [1, null, 5, null, null, null], 1],
    ['absmax', [1, -9, 3, null, null, null], -9],
    ['absmin', [2, -1, 3, null, null, null], -1],
    // Of equals the first counts, as in Whisper.
    ['absmax', [null, -5, 5, null, null, null], -5],
    ['absmax', [null, 5, -5, null, null, null], 5],
    ['absmin', [null, -5, 5, 7, null, null], -5],
    ['absmax', [-0, 0, null, null, null, null], -0],
    ['max', [-0, 0, null, null, null, null], -0],
    ['average', [null, null, null, null, null, null], Number.NaN],
  ])('%s of %j is %d', (method, fine, expected) => expect(minute(method, fine)).toBe(expected));

  test('is unknown when fewer slots are known than xFilesFactor asks for', () => {
    expect(minute('sum', [1, 1, null, null, null, null], 0.5)).toBe(Number.NaN);
    expect(minute('sum', [1, 1, 1, null, null, null], 0.5)).toBe(3);
  });
});
