import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareKeyWith, orderByBytes } from './byteOrder.ts';
import { ByteTable } from './byteTable.ts';

const encoder = new TextEncoder();

/** Each word plain and with a dot, as keys and as texts. */
function keysOf(words: readonly string[]): { table: ByteTable; keys: Uint32Array; texts: string[] } {
  const table = new ByteTable(0);
  const keys: number[] = [];
  const texts: string[] = [];
  for (const word of words) {
    const bytes = encoder.encode(word);
    const entry = table.intern(bytes, 0, bytes.length);
    keys.push(entry * 2, entry * 2 + 1);
    texts.push(word, `${word}.`);
  }
  return { table, keys: Uint32Array.from(keys), texts };
}

function compare(a: string, b: string): number {
  return Buffer.compare(encoder.encode(a), encoder.encode(b));
}

const word = fc.string({
  unit: fc.constantFrom('a', 'b', '-', '/', 'é', '�', '𝄞'),
  minLength: 1,
  maxLength: 14,
});

describe('the order of bytes', () => {
  test('is that of the texts, dots included', () => {
    const words = fc.uniqueArray(
      fc.tuple(fc.constantFrom('', 'web', 'web-server-'), word).map(([before, rest]) => before + rest),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(words, (some) => {
        const { table, keys, texts } = keysOf(some);
        const sorted = Array.from(orderByBytes(table, keys), (place) => texts[place]);
        expect(sorted).toEqual([...texts].sort(compare));
      }),
      { numRuns: 500 },
    );
  });

  test('of many', () => {
    const words = Array.from({ length: 20_000 }, (_, i) => `host${(i * 7919) % 20_000}`);
    const { table, keys, texts } = keysOf(words);
    const sorted = Array.from(orderByBytes(table, keys), (place) => texts[place]);
    expect(sorted).toEqual([...texts].sort(compare));
    const first = Array.from(orderByBytes(table, keys, 50).subarray(0, 50), (place) => texts[place]);
    expect(first).toEqual(sorted.slice(0, 50));
  });

  test('compares a key with other bytes', () => {
    fc.assert(
      fc.property(
        word,
        fc.boolean(),
        fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é'), maxLength: 8 }),
        (one, dot, other) => {
          const { table, keys, texts } = keysOf([one]);
          const key = dot ? 1 : 0;
          const bytes = encoder.encode(`xx${other}`);
          expect(Math.sign(compareKeyWith(table, keys[key], bytes, 2))).toBe(compare(texts[key]!, other));
        },
      ),
    );
  });
});
