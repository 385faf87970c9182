import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate, calculationOf, calculations, unitOfCalculation } from './calculations.ts';

const gap = Number.NaN;

test.each<[string, number[], number]>([
  ['last', [1, 2, gap], 2],
  ['lastNotNull', [1, 2, gap], 2],
  ['first', [gap, 1, 2], 1],
  ['previous', [1, 2, gap, 3], 2],
  ['previous', [3], gap],
  ['min', [3, gap, -1], -1],
  ['max', [3, gap, -1], 3],
  ['mean', [1, gap, 3], 2],
  ['avg', [1, gap, 3], 2],
  ['sum', [1, gap, 3], 4],
  ['count', [1, gap, 3], 2],
  ['range', [3, gap, -1], 4],
  ['delta', [5, 7, gap, 10], 5],
  ['delta', [5, 7, 2, 4], 6],
  ['diff', [5, 7, 2], -3],
  ['diffperc', [4, 5], 25],
  ['diffperc', [-4, -2], 50],
  ['diffperc', [0, 5], gap],
  ['median', [1, gap, 9, 3], 3],
  ['median', [1, 2, 3, 4], 2.5],
  ['stdDev', [2, 4, 4, 4, 5, 5, 7, 9], 2],
  ['variance', [2, 4, 4, 4, 5, 5, 7, 9], 4],
  ['p50', [1, 2, 3], 2],
  ['p95', [0, 100], 95],
  ['p99.9', [0, 1000], 999],
  ['p33', [0, 100], 33],
  ['p101', [0, 100], gap],
  ['allZero', [0, 0], 1],
  ['allZero', [0, gap], 0],
  ['allNull', [gap, gap], 1],
  ['allNull', [gap, 0], 0],
  ['changeCount', [1, 1, gap, 2, 1], 2],
  ['distinctCount', [1, 1, gap, 2], 2],
  ['step', [1, 4, gap, 6], 2],
  ['minAboveZero', [0, -1, 5, 3], 3],
  ['logmin', [0, -1, 5, 3], 3],
  ['unheard-of', [1], gap],
  ['constructor', [1], gap],
])('%s of %j is %s', (id, values, wanted) => {
  const result = calculate(id, Float64Array.from(values));
  if (Number.isNaN(wanted)) expect(result).toBeNaN();
  else expect(result).toBeCloseTo(wanted, 9);
});

test('nothing amounts to nothing, but can be counted', () => {
  for (const values of [[], [gap, gap]]) {
    for (const { id } of calculations) {
      const wanted = /Count|^count$/.test(id) ? 0 : id === 'allNull' ? 1 : gap;
      if (id === 'allZero') continue;
      expect(calculate(id, Float64Array.from(values)), id).toBe(wanted);
    }
  }
});

describe('all calculations', () => {
  const anyValues = fc
    .array(
      fc.oneof({ weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, fc.constant(gap)),
    )
    .map((values) => Float64Array.from(values));

  test('leave the values as they are and are finite', () => {
    fc.assert(
      fc.property(anyValues, fc.constantFrom(...calculations.map(({ id }) => id)), (values, id) => {
        const before = values.slice();
        const result = calculate(id, values);
        expect(values).toEqual(before);
        expect(Number.isNaN(result) || Number.isFinite(result)).toBe(true);
      }),
    );
  });

  test('percentiles rise from the least value to the greatest', () => {
    fc.assert(
      fc.property(anyValues, fc.nat(100), fc.nat(100), (values, a, b) => {
        fc.pre(calculate('count', values) > 0);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const at = (percent: number) => calculate(`p${percent}`, values);
        expect(at(0)).toBe(calculate('min', values));
        expect(at(100)).toBe(calculate('max', values));
        expect(at(low)).toBeLessThanOrEqual(at(high) + 1e-6);
      }),
    );
  });

  test('gaps change no number', () => {
    fc.assert(
      fc.property(anyValues, fc.constantFrom(...calculations.map(({ id }) => id)), (values, id) => {
        fc.pre(!/^all/.test(id));
        expect(calculate(id, values)).toBe(
          calculate(
            id,
            values.filter((value) => !Number.isNaN(value)),
          ),
        );
      }),
    );
  });
});

test('ids are distinct, labels are not empty, units are told', () => {
  expect(new Set(calculations.map(({ id }) => id)).size).toBe(calculations.length);
  expect(calculationOf('p97.5')?.label).toBe('97.5th percentile');
  expect(unitOfCalculation('count', 'bytes')).toBe('none');
  expect(unitOfCalculation('max', 'bytes')).toBe('bytes');
});
