import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chunkBuffer,
  chunkSlots,
  decodeChunkOver,
  encodeChunk,
  MAX_CHUNK_SLOTS,
  maxChunkBytes,
} from './chunk.ts';
import { HAS_DISTANCES, HAS_EXCEPTIONS, KIND, PRESENCE } from './layout.ts';

const GUARD = 0xa5;

interface Stored {
  readonly decoded: Float64Array;
  readonly bytes: number;
  readonly kind: number;
  readonly presence: number;
  readonly exceptions: boolean;
  readonly distances: boolean;
}

function roundTrip(values: Float64Array, offset = 0): Stored {
  const room = maxChunkBytes(values.length);
  const buffer = chunkBuffer(new ArrayBuffer(offset + room + 64));
  // Whatever lies in the buffer from before must not show.
  buffer.bytes.fill(GUARD);
  const bytes = encodeChunk(values, 0, values.length, buffer, offset);
  expect(bytes % 4).toBe(0);
  expect(bytes).toBeLessThanOrEqual(room);
  expect(buffer.bytes.subarray(0, offset).every((byte) => byte === GUARD)).toBe(true);
  expect(buffer.bytes.subarray(offset + bytes).every((byte) => byte === GUARD)).toBe(true);
  expect(chunkSlots(buffer, offset)).toBe(values.length);
  const decoded = decode(buffer.bytes.slice(0, offset + bytes), offset, values.length);
  // What lies behind the chunk is no matter either.
  buffer.bytes.fill(0x5a, offset + bytes);
  expect(bits(decode(buffer.bytes.slice(), offset, values.length))).toEqual(bits(decoded));
  return {
    decoded,
    bytes,
    kind: buffer.bytes[offset] & 15,
    presence: (buffer.bytes[offset + 2] >>> 4) & 3,
    exceptions: (buffer.bytes[offset + 2] & HAS_EXCEPTIONS) !== 0,
    distances: (buffer.bytes[offset + 2] & HAS_DISTANCES) !== 0,
  };
}

function decode(bytes: Uint8Array<ArrayBuffer>, offset: number, slots: number): Float64Array {
  const decoded = new Float64Array(slots).fill(Number.NaN);
  decodeChunkOver(chunkBuffer(bytes.buffer), offset, decoded, 0);
  return decoded;
}

/** Bits as text; every NaN is the same absent. */
function bits(values: Float64Array): string[] {
  const halves = new Uint32Array(values.slice().buffer);
  return Array.from(values, (value, i) =>
    Number.isNaN(value) ? 'absent' : `${halves[2 * i + 1].toString(16)} ${halves[2 * i].toString(16)}`,
  );
}

const absent = Number.NaN;
const sometimesAbsent = (value: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(absent) });
const anyDouble = fc.double({ noNaN: true });
const decimal = (k: number) => fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 10 ** k);
const values = <T>(value: fc.Arbitrary<T>, maxLength = 512) => fc.array(value, { minLength: 1, maxLength });
/** Rising by about the same amount, now and then beginning anew. */
const counter = fc
  .tuple(fc.maxSafeNat(), fc.nat({ max: 20 }), values(fc.nat({ max: 10_000 })), fc.nat({ max: 600 }))
  .map(([start, scale, steps, reset]) => {
    let value = Math.floor(start / 16);
    return steps.map((step, i) => {
      value = i === reset ? step : value + step * 2 ** scale;
      return value;
    });
  });
/** Runs of equal values, as from a state. */
const steps = values(fc.tuple(anyDouble, fc.integer({ min: 1, max: 40 })), 30).map((runs) =>
  runs.flatMap(([value, length]) => Array<number>(length).fill(value)),
);
const multiples = fc
  .tuple(fc.integer({ min: 2, max: 1e6 }), fc.nat(), values(fc.integer({ min: -3000, max: 3000 })))
  .map(([factor, base, numbers]) => numbers.map((n) => base + n * factor));
/** Mostly decimals, a few of anything. */
const mixed = fc
  .tuple(fc.nat({ max: 9 }), fc.nat({ max: 30 }))
  .chain(([k, weight]) =>
    values(
      fc.oneof(
        { weight: weight + 1, arbitrary: decimal(k) },
        { weight: 1, arbitrary: sometimesAbsent(anyDouble) },
      ),
    ),
  );
/** Sums of decimals, which miss the decimals by some units in the last place. */
const sums = values(fc.array(decimal(2), { minLength: 2, maxLength: 6 }), 200).map((terms) =>
  terms.map((each) => each.reduce((sum, term) => sum + term, 0)),
);
const blocksOfGaps = values(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 })), 20).map((runs) => [
  ...runs.flatMap(([gone, there]) => [
    ...Array<number>(gone).fill(absent),
    ...Array.from({ length: there }, (_, i) => i / 4),
  ]),
  1,
]);
const long = fc
  .tuple(fc.integer({ min: 513, max: MAX_CHUNK_SLOTS }), fc.integer(), fc.integer({ min: 1, max: 1e9 }))
  .map(([length, seed, range]) =>
    Array.from({ length }, (_, i) => {
      const hash = Math.imul(i ^ seed, 2654435761) >>> 0;
      return hash % 50 === 0 ? absent : (hash % range) / 100;
    }),
  );
const column = fc.oneof(
  values(sometimesAbsent(anyDouble)),
  values(anyDouble),
  fc.nat({ max: 9 }).chain((k) => values(sometimesAbsent(decimal(k)))),
  fc.nat({ max: 9 }).chain((k) => values(decimal(k))),
  values(sometimesAbsent(fc.maxSafeInteger()), 100),
  values(fc.integer({ min: 0, max: 400 })),
  values(fc.float({ noNaN: true }), 100),
  counter,
  steps,
  multiples,
  mixed,
  sums,
  blocksOfGaps,
  long,
);

/** A number in [0, 1) for a place, always the same. */
function noise(i: number): number {
  let mixed = Math.imul(i ^ 0x5bf03635, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
const series = (slots: number, value: (i: number) => number) =>
  Array.from({ length: slots }, (_, i) => value(i));

describe('a chunk', () => {
  test('returns every double bit for bit, and leaves its neighbours alone', () => {
    fc.assert(
      fc.property(column, fc.nat({ max: 16 }), (given, words) => {
        const array = Float64Array.from(given);
        expect(bits(roundTrip(array, words * 4).decoded)).toEqual(bits(array));
      }),
      // Shrinking hundreds of doubles takes minutes.
      { numRuns: 3000, endOnFailure: true },
    );
  });

  test.each([
    ['zero and minus zero', [0, -0, 0]],
    ['only minus zero', [-0, -0]],
    ['minus zero among decimals', [...series(40, (i) => i / 4), -0, 2.5]],
    ['subnormals', [5e-324, 2.2250738585072014e-308, -5e-324, 1e-310]],
    ['neighbours of 2^53', [2 ** 53 + 2, 2 ** 53, 2 ** 53 - 1, -(2 ** 53) - 2, -(2 ** 60)]],
    ['neighbours of 2^51', [2 ** 51, 2 ** 51 - 1, -(2 ** 51), 1 - 2 ** 51, 2 ** 51 + 1, 0.5]],
    ['the longest differences', [2 ** 51 - 1, 1 - 2 ** 51, 2 ** 51 - 1, 1 - 2 ** 51, 5]],
    ['a repeated value where raw is the shortest', [9.4e-323, 9.4e-323, 2.2309454208608023e-308]],
    ['a constant of the smallest doubles', series(33, () => 2e-323)],
    [
      'differences of 53 bits among some of none',
      [39, 39, 39, 39, 39, 1 - 2 ** 51, 2 ** 51 - 1, 1 - 2 ** 51, 2 ** 51 - 1, 2 ** 53 + 2],
    ],
    ['huge', [1e308, -1e308, 1.7976931348623157e308]],
    ['infinities', [Infinity, -Infinity, 1, Infinity]],
    ['nothing', [absent, absent]],
    ['one value', [7.25]],
    ['one value after gaps', [absent, absent, 7.25]],
    ['one value before gaps', [7.25, absent, absent, absent]],
    ['differences of exactly 2^32', [0, 2 ** 32, 2 ** 33, 2 ** 34]],
    ['tenths that are no exact doubles', [0.1, 0.2, 0.1 + 0.2]],
    ['a decimal of nine digits late', [...series(50, (i) => i), 0.123456789]],
    ['a true double first', [Math.PI, ...series(50, (i) => i / 10)]],
    ['only true doubles at the beginning', [Math.PI, Math.E, Math.SQRT2, Math.LN2, Math.LN10, 1, 2, 3]],
    ['numbers either side of a power of two in distance', series(40, (i) => 0.1 * i + 0.7 - 0.1)],
  ])('keeps %s', (_what, values) => {
    const given = Float64Array.from(values);
    expect(bits(roundTrip(given).decoded)).toEqual(bits(given));
  });

  let level = 0;
  const walk = (most: number) => (i: number) => {
    level = i === 0 ? 5000 : level + Math.floor(most * (noise(i) - 0.5));
    return level;
  };
  test.each<[string, number[], keyof typeof KIND, number]>([
    ['nothing', [absent, absent, absent], 'empty', 4],
    ['a constant', series(512, () => 3.25), 'constant', 8],
    ['one small integer', [7], 'constant', 4],
    ['one decimal', [99.97], 'constant', 8],
    ['one true double', [Math.PI], 'constantDouble', 12],
    ['a constant true double', series(512, () => Math.PI), 'constantDouble', 12],
    ['noise with two decimals', series(512, (i) => Math.floor(noise(i) * 1000) / 100), 'plain', 656],
    ['a walk', series(360, walk(400)).map((n) => n / 100), 'delta', 404],
    ['a steady counter', series(512, (i) => 1e12 + i * 1000), 'delta', 16],
    ['a counter begun anew', series(512, (i) => (i < 200 ? 1e9 : 0) + i * 1000 + (i % 50)), 'delta', 420],
    ['a fall', series(512, (i) => 1e6 - i * i), 'deltaOfDelta', 16],
    [
      'few errors',
      series(512, (i) => (noise(i) < 0.3 ? Math.floor(noise(i + 999) * 900) + 1 : 0)),
      'sparsePlain',
      300,
    ],
    ['rare errors', series(512, (i) => (i % 50 === 3 ? i : 0)), 'sparsePlainDeep', 44],
    [
      'memory in pages',
      series(512, (i) => (i < 2 ? 777 : 777 + 4096 * ((noise(i >> 1) * 2000) | 0))),
      'sparseDelta',
      460,
    ],
    ['a disk', series(512, (i) => 1e9 + 4096 * ((noise(i >> 5) * 500) | 0)), 'sparseDeltaDeep', 64],
    ['true doubles', series(512, (i) => Math.sin(i) * noise(i)), 'doubles', 3700],
    ['floats', series(512, (i) => Math.fround(noise(i) * 100)), 'doubles', 1740],
    ['true doubles that stay', series(512, (i) => Math.sin(i - (i % 3))), 'changedDoubles', 1400],
    ['true doubles that stay long', series(512, (i) => Math.sin(i - (i % 50))), 'changedDoublesDeep', 120],
    ['bits by chance', series(64, (i) => (noise(i) - 0.5) * 2 ** (2000 * (noise(i + 64) - 0.5))), 'raw', 516],
  ])('keeps %s in the way made for it', (_what, values, kind, mostBytes) => {
    const given = Float64Array.from(values);
    const stored = roundTrip(given);
    expect(bits(stored.decoded)).toEqual(bits(given));
    expect(stored.kind).toBe(KIND[kind]);
    expect(stored.bytes).toBeLessThanOrEqual(mostBytes);
  });

  test('keeps one true double among decimals beside them', () => {
    const given = Float64Array.from(
      series(512, (i) => (i === 77 ? Math.PI : Math.floor(noise(i) * 1000) / 100)),
    );
    const stored = roundTrip(given);
    expect(stored).toMatchObject({ kind: KIND.plain, exceptions: true });
    expect(stored.bytes).toBeLessThan(680);
  });

  test('keeps one decimal of many digits among ones of few beside them', () => {
    const given = Float64Array.from(
      series(512, (i) => (i === 99 ? 1.123456789 : Math.floor(noise(i) * 1000) / 100)),
    );
    expect(roundTrip(given).bytes).toBeLessThan(680);
  });

  test('keeps one outlier among small integers beside them', () => {
    const given = Float64Array.from(series(512, (i) => (i === 300 ? 1e15 : Math.floor(noise(i) * 1000))));
    expect(roundTrip(given).bytes).toBeLessThan(680);
  });

  test('keeps sums of decimals as decimals and distances', () => {
    const sum = (i: number) =>
      series(6, (j) => Math.floor(noise(6 * i + j) * 10_000) / 100).reduce((a, b) => a + b, 0);
    const stored = roundTrip(Float64Array.from(series(512, sum)));
    expect(stored.distances).toBe(true);
    expect(stored.bytes).toBeLessThan(1200);
  });

  test.each<[string, number[], keyof typeof PRESENCE, number]>([
    ['no gaps', series(512, (i) => i), 'all', 16],
    ['gaps everywhere', series(512, (i) => (noise(i) < 0.5 ? absent : 1)), 'bitmap', 72],
    ['an outage', series(512, (i) => (i > 100 && i < 300 ? absent : 1)), 'runs', 16],
    ['one of six present', series(512, (i) => (i % 6 ? absent : 1)), 'runs', 16],
    ['a few lost', series(512, (i) => (noise(i) < 0.03 ? absent : 1)), 'deepAbsent', 32],
  ])('keeps %s in the form made for it', (_what, values, form, mostBytes) => {
    const given = Float64Array.from(values);
    const stored = roundTrip(given);
    expect(bits(stored.decoded)).toEqual(bits(given));
    expect(stored.presence).toBe(PRESENCE[form]);
    expect(stored.bytes).toBeLessThanOrEqual(mostBytes);
  });

  test('overlays: absent slots leave what is there, and only the asked part is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          values(sometimesAbsent(decimal(2)), 60),
          blocksOfGaps,
          values(sometimesAbsent(anyDouble), 60),
        ),
        fc.integer({ min: -80, max: 80 }),
        fc.integer({ min: 0, max: 64 }),
        fc.integer({ min: 0, max: 64 }),
        (given, outStart, outFrom, length) => {
          const array = Float64Array.from(given);
          const buffer = chunkBuffer(new ArrayBuffer(maxChunkBytes(array.length)));
          encodeChunk(array, 0, array.length, buffer, 0);
          const outTo = Math.min(64, outFrom + length);
          const out = Float64Array.from({ length: 64 }, (_, i) => i + 0.5);
          const expected = out.slice();
          for (const [i, value] of given.entries()) {
            const to = outStart + i;
            if (to >= outFrom && to < outTo && !Number.isNaN(value)) expected[to] = value;
          }
          decodeChunkOver(buffer, 0, out, outStart, outFrom, outTo);
          expect(bits(out)).toEqual(bits(expected));
        },
      ),
    );
  });

  test('takes its values from anywhere in an array', () => {
    const all = Float64Array.from(series(100, (i) => i / 8));
    const buffer = chunkBuffer(new SharedArrayBuffer(maxChunkBytes(20)));
    encodeChunk(all, 30, 20, buffer, 0);
    const out = new Float64Array(20);
    decodeChunkOver(buffer, 0, out, 0);
    expect([...out]).toEqual([...all.subarray(30, 50)]);
  });

  test('is the same bytes for the same values, whatever was encoded before', () => {
    fc.assert(
      fc.property(column, column, (one, other) => {
        const array = Float64Array.from(one);
        const encode = () => {
          const buffer = chunkBuffer(new ArrayBuffer(maxChunkBytes(array.length)));
          return buffer.bytes.slice(0, encodeChunk(array, 0, array.length, buffer, 0));
        };
        const first = encode();
        roundTrip(Float64Array.from(other));
        expect(encode()).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a damaged chunk', () => {
  /** Decodes into the middle of an array, which may change nowhere else. */
  const decodeDamaged = (bytes: Uint8Array<ArrayBuffer>) => {
    const out = new Float64Array(64).fill(7);
    try {
      decodeChunkOver(chunkBuffer(bytes.buffer), 0, out, 8, 16, 48);
    } catch (error) {
      expect((error as Error).message).toMatch(/chunk/);
    }
    expect(out.subarray(0, 16).every((value) => value === 7)).toBe(true);
    expect(out.subarray(48).every((value) => value === 7)).toBe(true);
  };

  test('of random bytes ends soon, in an error or not, and writes only where it may', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 400 }), (random) => {
        decodeDamaged(padded(random));
      }),
      { numRuns: 5000 },
    );
  });

  test('of some changed bytes likewise', () => {
    fc.assert(
      fc.property(
        column,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
        (given, changes) => {
          const array = Float64Array.from(given);
          const buffer = chunkBuffer(new ArrayBuffer(maxChunkBytes(array.length)));
          const bytes = buffer.bytes.slice(0, encodeChunk(array, 0, array.length, buffer, 0));
          for (const [place, byte] of changes) bytes[place % Math.min(bytes.length, 40)] = byte;
          decodeDamaged(bytes);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('of an unknown encoding says so', () => {
    const buffer = chunkBuffer(new ArrayBuffer(8));
    buffer.bytes[0] = 15;
    expect(() => decodeChunkOver(buffer, 0, new Float64Array(1), 0)).toThrow(
      'chunk at byte 0 has the unknown encoding 15',
    );
  });
});

function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array((bytes.length + 3) & ~3);
  whole.set(bytes);
  return whole;
}
