import { decode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeMsgpack } from './msgpackWriter.ts';
import { asRead, plainValues } from './testing/plainValues.ts';

test('another library reads what is written', () => {
  fc.assert(
    fc.property(plainValues, (value) => {
      const written = writeMsgpack(value);
      // It refuses this key, whatever it holds.
      fc.pre(!written.includes('__proto__'));
      // Its integers of 64 bits come as doubles, which ours are.
      expect(decode(written)).toEqual(asRead(value));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['whole values of series are floats', Float64Array.of(1, Number.NaN), '92cb3ff0000000000000c0'],
  ['lengths take as many bytes as they need', 'x'.repeat(32), `d920${'78'.repeat(32)}`],
  [
    'numbers take as few as they can',
    [127, 128, 256, 65_536, -32, -33, -129],
    '977fcc80cd0100ce00010000e0d0dfd1ff7f',
  ],
  ['a dict', { a: true }, '81a161c3'],
])('%s', (_, value, hex) => {
  expect(writeMsgpack(value).toString('hex')).toBe(hex);
});

test('long texts and lists', () => {
  for (const length of [255, 256, 65_535, 65_536]) {
    expect(decode(writeMsgpack('x'.repeat(length)))).toHaveLength(length);
    expect(decode(writeMsgpack(new Float64Array(length)))).toHaveLength(length);
  }
});
