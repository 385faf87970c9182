import { describe, expect, test } from 'vitest';
import { chunkBuffer, decodeChunkOver } from './chunk.ts';

const absent = Number.NaN;

/** Chunks as version 1 of the engine wrote them. */
const WRITTEN: readonly [what: string, hex: string, values: number[]][] = [
  ['a constant', '00000001030002000000000000000a400500000000000000', [3.25, absent, 3.25]],
  [
    'raw values',
    '010000010400030000000000000000000d00000000000000182d4454fb2109400000000000000080a0c8eb85f3cce17f',
    [Math.PI, absent, -0, 1e308],
  ],
  [
    'decimals',
    '02020e0105000400000000000000f03f1b0000000c673801003c9c0000000000',
    [99.97, 12.5, absent, 0.01, 100],
  ],
  [
    'differences',
    '030003010c000b00000000a2941a6d420000000000288f40f70f000094316a1b0000000000000000',
    [0, 1001, 2000, absent, 3003, 4000, 5000, 6001, 7000, 8000, 9000, 10_000].map((n) => 1e12 + n),
  ],
];

function bufferOf(hex: string) {
  return chunkBuffer(new Uint8Array(Buffer.from(hex, 'hex')).buffer);
}

describe('a chunk of format 1', () => {
  test.each(WRITTEN)('of %s reads as it was written', (_what, hex, values) => {
    const out = new Float64Array(values.length).fill(absent);
    decodeChunkOver(bufferOf(hex), 0, out, 0);
    // toEqual tells 0 from -0 and takes NaN for NaN.
    expect([...out]).toEqual(values);
  });

  test.each(WRITTEN)('of %s overlays only what was asked for', (_what, hex, values) => {
    const out = new Float64Array(3).fill(7);
    decodeChunkOver(bufferOf(hex), 0, out, -1, 0, 2);
    const [first, second] = [values[1], values[2]].map((value) => (Number.isNaN(value) ? 7 : value));
    expect([...out]).toEqual([first, second, 7]);
  });

  test('of an unknown encoding says so', () => {
    expect(() =>
      decodeChunkOver(bufferOf('0700000001000100'.padEnd(48, '0')), 0, new Float64Array(1), 0),
    ).toThrow('unknown encoding 7');
  });
});
