import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkBuffer, chunkSlots, decodeChunkOver, ENCODING, encodeChunk, maxChunkBytes } from './codec.ts';

function roundTrip(
  values: Float64Array,
  offset = 0,
): { decoded: Float64Array; bytes: number; encoding: number } {
  const buffer = chunkBuffer(new ArrayBuffer(offset + maxChunkBytes(values.length) + 64));
  // Whatever lies in the buffer from before must not show.
  buffer.bytes.fill(0xa5);
  const bytes = encodeChunk(values, 0, values.length, buffer, offset);
  expect(bytes % 8).toBe(0);
  expect(bytes).toBeLessThanOrEqual(maxChunkBytes(values.length));
  expect(chunkSlots(buffer, offset)).toBe(values.length);
  const decoded = new Float64Array(values.length).fill(Number.NaN);
  decodeChunkOver(buffer, offset, decoded, 0);
  return { decoded, bytes, encoding: buffer.bytes[offset] };
}

/** Bits as text; every NaN is the same absent. */
function bits(values: Float64Array): string[] {
  return Array.from(values, (value) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    return Number.isNaN(value) ? 'absent' : view.getBigUint64(0).toString(16);
  });
}

const sometimesAbsent = (value: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
const decimals = (k: number) => fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 10 ** k);
const column = fc.oneof(
  fc.array(sometimesAbsent(fc.double({ noNaN: true, noDefaultInfinity: true })), {
    minLength: 1,
    maxLength: 512,
  }),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 512 }),
  fc
    .integer({ min: 0, max: 9 })
    .chain((k) => fc.array(sometimesAbsent(decimals(k)), { minLength: 1, maxLength: 512 })),
  fc.array(sometimesAbsent(fc.maxSafeInteger()), { minLength: 1, maxLength: 100 }),
  // Counters: rising by about the same amount.
  fc
    .tuple(fc.maxSafeNat(), fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 512 }))
    .map(([start, steps]) => {
      let value = start / 2;
      return steps.map((step) => (value = Math.floor(value + step)));
    }),
  fc
    .tuple(fc.double({ noNaN: true }), fc.integer({ min: 1, max: 512 }))
    .map(([value, n]) => Array(n).fill(value)),
);

describe('a chunk', () => {
  test('returns every double bit for bit', () => {
    fc.assert(
      fc.property(column, fc.nat({ max: 8 }), (values, eighths) => {
        const given = Float64Array.from(values).map((value) => (Number.isFinite(value) ? value : Number.NaN));
        expect(bits(roundTrip(given, eighths * 8).decoded)).toEqual(bits(given));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['zero and minus zero', [0, -0, 0]],
    ['only minus zero', [-0, -0]],
    ['subnormals', [5e-324, 2.2250738585072014e-308, -5e-324]],
    ['beyond 2^53', [2 ** 53 + 2, 2 ** 53, -(2 ** 60)]],
    ['huge', [1e308, -1e308, 1.7976931348623157e308]],
    ['nothing', [Number.NaN, Number.NaN]],
    ['one value after gaps', [Number.NaN, Number.NaN, 7.25]],
    ['differences of exactly 2^32', [0, 2 ** 32, 2 ** 33, 2 ** 34]],
    ['tenths that are no exact doubles', [0.1, 0.2, 0.30000000000000004]],
  ])('keeps %s', (_what, values) => {
    const given = Float64Array.from(values);
    expect(bits(roundTrip(given).decoded)).toEqual(bits(given));
  });

  test.each([
    ['a constant', Array(512).fill(3.25), ENCODING.constant, 16],
    [
      'percentages with two decimals',
      Array.from({ length: 512 }, (_, i) => Math.round(1000 * Math.sin(i) + 5000) / 100),
      ENCODING.decimal,
      750,
    ],
    ['a steady counter', Array.from({ length: 512 }, (_, i) => 1e12 + i * 1000), ENCODING.delta, 40],
    ['true doubles', Array.from({ length: 512 }, (_, i) => Math.sin(i)), ENCODING.raw, 4112],
  ])('stores %s in the encoding made for it', (_what, values, encoding, mostBytes) => {
    const stored = roundTrip(Float64Array.from(values));
    expect(stored.encoding).toBe(encoding);
    expect(stored.bytes).toBeLessThanOrEqual(mostBytes);
  });

  test('overlays: absent slots leave what is there, and only the asked part is written', () => {
    const buffer = chunkBuffer(new ArrayBuffer(4096));
    encodeChunk(Float64Array.of(1, Number.NaN, 3, 4), 0, 4, buffer, 0);
    const out = Float64Array.of(10, 20, 30, 40, 50);
    decodeChunkOver(buffer, 0, out, 1);
    expect([...out]).toEqual([10, 1, 30, 3, 4]);
    const cut = Float64Array.of(10, 20);
    decodeChunkOver(buffer, 0, cut, -2);
    expect([...cut]).toEqual([3, 4]);
    const window = Float64Array.of(10, 20, 30, 40, 50);
    decodeChunkOver(buffer, 0, window, 0, 2, 3);
    expect([...window]).toEqual([10, 20, 3, 40, 50]);
  });
});
