import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ComplexValues, fourierTransform, inverseFourierTransform } from './fourier.ts';

const complexValues = fc
  .array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })), {
    maxLength: 130,
  })
  .map((pairs) => ({
    re: Float64Array.from(pairs, ([re]) => re),
    im: Float64Array.from(pairs, ([, im]) => im),
  }));

test('it is what its definition says, for every length', () => {
  fc.assert(fc.property(complexValues, (input) => expectClose(fourierTransform(input), bySumming(input))));
});

test('the inverse brings back what was transformed', () => {
  fc.assert(
    fc.property(complexValues, (input) =>
      expectClose(inverseFourierTransform(fourierTransform(input)), input),
    ),
  );
});

function expectClose(found: ComplexValues, expected: ComplexValues): void {
  expect(found.re.length).toBe(expected.re.length);
  for (let i = 0; i < found.re.length; i++) {
    expect(found.re[i]).toBeCloseTo(expected.re[i]!, 6);
    expect(found.im[i]).toBeCloseTo(expected.im[i]!, 6);
  }
}

function bySumming({ re, im }: ComplexValues): ComplexValues {
  const n = re.length;
  const out = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * ((j * k) % n)) / n;
      out.re[k]! += re[j]! * Math.cos(angle) - im[j]! * Math.sin(angle);
      out.im[k]! += re[j]! * Math.sin(angle) + im[j]! * Math.cos(angle);
    }
  }
  return out;
}
