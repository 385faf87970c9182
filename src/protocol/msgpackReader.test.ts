import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MsgpackError, readMsgpack } from './msgpackReader.ts';
import { writeMsgpack } from './msgpackWriter.ts';

const bytes = (...list: number[]) => Uint8Array.from(list);

/** Objects as the reader has them. */
function asRead(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asRead);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, asRead(member)]));
}

describe('readMsgpack', () => {
  test('reads what another library writes', () => {
    const numbers = fc.oneof(
      fc.double({ noNaN: true }),
      fc.maxSafeInteger(),
      fc.integer({ min: -70_000, max: 70_000 }),
      fc.integer({ min: -200, max: 300 }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false),
        numbers,
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ minLength: 250, maxLength: 70_000 }),
        fc.array(tie('value'), { maxLength: 20 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 20, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (written) => {
        const plain = JSON.parse(JSON.stringify(written)) as unknown;
        expect(readMsgpack(encode(plain))).toEqual(asRead(plain));
      }),
      { numRuns: 300 },
    );
  });

  test('reads what our own writer writes, series among it', () => {
    const values = Float64Array.of(1, Number.NaN, -2.5, Number.POSITIVE_INFINITY);
    expect(readMsgpack(writeMsgpack([{ name: 'a', start: 1_700_000_000, values }]))).toEqual([
      new Map<string, unknown>([
        ['name', 'a'],
        ['start', 1_700_000_000],
        ['values', [1, null, -2.5, Number.POSITIVE_INFINITY]],
      ]),
    ]);
    const long = Float64Array.from({ length: 70_000 }, (_, i) => i);
    expect(readMsgpack(writeMsgpack(long))).toEqual([...long]);
  });

  test('knows bytes, floats of 32 bits and integers that are no safe numbers', () => {
    expect(readMsgpack(bytes(0xc4, 2, 7, 8))).toEqual(Buffer.from([7, 8]));
    expect(readMsgpack(bytes(0xca, 0x3f, 0xc0, 0, 0))).toBe(1.5);
    expect(readMsgpack(bytes(0xcf, 255, 255, 255, 255, 255, 255, 255, 255))).toBe(2n ** 64n - 1n);
  });

  test.each([
    ['nothing', bytes(), 'it ends too early'],
    ['a text that is cut', bytes(0xd9, 5, 65), 'it ends too early'],
    ['a list of four thousand million without any', bytes(0xdd, 255, 255, 255, 255), 'it ends too early'],
    ['lists without end', new Uint8Array(1e6).fill(0x91), 'nested deeper'],
    ['large lists in large lists', new Uint8Array(1e6).fill(0xdd), 'nested deeper'],
    ['something behind', bytes(1, 1), 'there is more behind its end'],
    ['an extension', bytes(0xd4, 1, 1), '0xd4 is not allowed'],
    ['the code that is never used', bytes(0xc1), '0xc1 is not allowed'],
  ])('%s is refused', (_what, written, reason) => {
    expect(() => readMsgpack(written)).toThrow(MsgpackError);
    expect(() => readMsgpack(written)).toThrow(reason);
  });

  test('whatever the bytes, it answers or refuses', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (written) => {
        try {
          readMsgpack(written);
        } catch (error) {
          expect(error).toBeInstanceOf(MsgpackError);
        }
      }),
    );
  });
});
