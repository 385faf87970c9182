import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowMeans } from './windowMeans.ts';

test('wide windows, which are summed in blocks, agree with summing anew', () => {
  const value = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constant(Number.NaN));
  const cases = fc.record({
    values: fc.array(value, { minLength: 0, maxLength: 2500 }),
    size: fc.integer({ min: 501, max: 1500 }),
    xFilesFactor: fc.constantFrom(0, 0.3, 1),
  });
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 1600 }), ({ values, size, xFilesFactor }, first) => {
      const quick = windowMeans(Float64Array.from(values), { size, first }, xFilesFactor);
      const slow = [];
      for (let end = first; end < values.length; end++) {
        const known = values.slice(Math.max(0, end - size), end).filter((each) => !Number.isNaN(each));
        const sum = known.reduce((total, each) => total + each, 0);
        slow.push(known.length > 0 && known.length / size >= xFilesFactor ? sum / known.length : Number.NaN);
      }
      expect([...quick]).toEqual(slow);
    }),
    { numRuns: 30 },
  );
});
