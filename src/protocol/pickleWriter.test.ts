import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPickle } from './pickleReader.ts';
import { writePickle } from './pickleWriter.ts';
import type { ReadValue } from './plainValue.ts';
import { asRead, plainValues } from './testing/plainValues.ts';

// test/pickle.test.ts has Python read and write them.
test('what is written is read', () => {
  fc.assert(
    fc.property(plainValues, (value) => {
      expect(plain(readPickle(writePickle(value)))).toEqual(asRead(value));
    }),
    { numRuns: 500 },
  );
});

test('the bytes of a small one', () => {
  expect(writePickle([{ a: 1 }, Float64Array.of(1, Number.NaN)]).toString('hex')).toBe(
    [
      '8002',
      '5d28',
      '7d28',
      '5801000000',
      '61',
      '4b01',
      '75',
      '5d28',
      '473ff0000000000000',
      '4e',
      '65',
      '65',
      '2e',
    ].join(''),
  );
  expect(writePickle([]).toString('hex')).toBe('80025d2e');
});

function plain(value: ReadValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  return value;
}
