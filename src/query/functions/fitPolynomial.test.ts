import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitPolynomial } from './fitPolynomial.ts';

const coefficients = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 5 });

test('a polynomial is found again from those of its values that are known, and goes on', () => {
  fc.assert(
    fc.property(coefficients, fc.integer({ min: 6, max: 60 }), fc.nat(5), (terms, length, gap) => {
      const at = (place: number) => terms.reduceRight((sum, term) => sum * (place / length) + term, 0);
      const all = Float64Array.from({ length: length + 5 }, (_, place) => at(place));
      const known = all.slice(0, length);
      if (length > 6 + terms.length) known[gap] = Number.NaN;
      const fitted = fitPolynomial(known, terms.length - 1, all.length);
      for (const [place, value] of all.entries()) expect(fitted[place]).toBeCloseTo(value, 6);
    }),
  );
});

test('what is left over is at right angles to every power up to the degree: no other polynomial comes nearer', () => {
  const values = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: Number.NaN }), {
    minLength: 30,
    maxLength: 200,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 6 }), (list, degree) => {
      const known = Float64Array.from(list);
      const fitted = fitPolynomial(known, degree, known.length);
      if (Number.isNaN(fitted[0]!)) return;
      for (let power = 0; power <= degree; power++) {
        let product = 0;
        for (const [i, value] of known.entries())
          if (!Number.isNaN(value)) product += (value - fitted[i]!) * (i / known.length) ** power;
        expect(product).toBeCloseTo(0, 5);
      }
    }),
  );
});

test('degree 20 over a day of minutes is as near as it should be', () => {
  const day = Float64Array.from({ length: 1440 }, (_, i) => Math.sin(i / 200));
  const fitted = fitPolynomial(day, 20, day.length);
  for (const [i, value] of day.entries()) expect(Math.abs(fitted[i]! - value)).toBeLessThan(1e-9);
});

test('without more values than the degree there is nothing to go by', () => {
  expect(fitPolynomial(Float64Array.of(1, Number.NaN, 3), 2, 3)).toEqual(
    new Float64Array(3).fill(Number.NaN),
  );
});
