import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGGREGATION_NAMES, aggregateValues, aggregationNamed } from '../aggregation.ts';
import { windowAggregates } from './windowAggregates.ts';

const value = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -1000, max: 1000 }) },
  fc.constant(Number.NaN),
  fc.constantFrom(3, 4),
);

describe.each([...new Set(AGGREGATION_NAMES.map(aggregationNamed))])('%s', (how) => {
  test.each([
    ['small windows', { min: 0, max: 12 }, 60, 60],
    ['wide windows, which are not computed anew', { min: 501, max: 1500 }, 2500, 15],
  ])('%s agree with each window by itself', (_, size, maxLength, numRuns) => {
    // Products of many integers are neither exact nor finite.
    const one = how === 'multiply' ? fc.constantFrom(1, -1, 2, 0.5, Number.NaN) : value;
    const cases = fc.record({
      values: fc.array(one, { maxLength, size: 'max' }),
      size: fc.integer(size),
      first: fc.integer({ min: 0, max: maxLength }),
      xFilesFactor: fc.constantFrom(0, 0.3, 1),
    });
    fc.assert(
      fc.property(cases, ({ values, size, first, xFilesFactor }) => {
        const quick = windowAggregates(Float64Array.from(values), how, { size, first }, xFilesFactor);
        const slow = [];
        for (let end = first; end < values.length; end++) {
          const known = values.slice(Math.max(0, end - size), end).filter((each) => !Number.isNaN(each));
          const enough = known.length > 0 && known.length / size >= xFilesFactor;
          slow.push(enough ? aggregateValues(Float64Array.from(known), how) : Number.NaN);
        }
        const exact = how !== 'stddev';
        expect(quick.length).toBe(slow.length);
        slow.forEach((each, i) => {
          if (exact || Number.isNaN(each)) expect(unsigned(quick[i]!)).toBe(unsigned(each));
          else expect(quick[i]).toBeCloseTo(each, 9);
        });
      }),
      { numRuns },
    );
  });
});

test.each([
  ['average', [Number.NaN, 1, 1.5, 2.5, 3.5]],
  ['median', [Number.NaN, 1, 1.5, 2.5, 3.5]],
] as const)('one more window than slots, up to the last: %s', (how, expected) => {
  const values = Float64Array.of(1, 2, 3, 4);
  expect([...windowAggregates(values, how, { size: 2, first: 0 }, 0, 5)]).toEqual(expected);
});

test('an infinite value leaves with its window', () => {
  const values = new Float64Array(3000).fill(1);
  values[10] = Number.POSITIVE_INFINITY;
  for (const how of ['sum', 'average', 'diff', 'multiply', 'stddev'] as const) {
    const out = windowAggregates(values, how, { size: 600, first: 600 }, 0);
    expect(out.at(-1)).toBe(windowAggregates(values.fill(1, 10, 11), how, { size: 600, first: 600 }, 0)[0]);
  }
});

test('deviations far from 0 are as good as near it', () => {
  const values = Float64Array.from({ length: 2000 }, (_, i) => 1e9 + (i % 2));
  const out = windowAggregates(values, 'stddev', { size: 1000, first: 1000 }, 0);
  for (const each of out) expect(each).toBeCloseTo(0.5, 6);
});

function unsigned(value: number): number {
  return value === 0 ? 0 : value;
}
