/** Values for the laws of the binary formats. */
import fc from 'fast-check';
import type { PlainValue } from '../plainValue.ts';

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.double({ noNaN: true }),
);
const floats = fc.array(fc.double(), { maxLength: 40 }).map((values) => Float64Array.from(values));
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ minLength: 250, maxLength: 300 }),
);

export const plainValues: fc.Arbitrary<PlainValue> = fc.letrec<{
  value: PlainValue;
  list: PlainValue;
  dict: PlainValue;
}>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    floats,
    tie('list'),
    tie('dict'),
  ),
  list: fc.array(tie('value'), { maxLength: 20 }),
  dict: fc.dictionary(text, tie('value'), { maxKeys: 20, noNullPrototype: true }),
})).value;

/** The value as a reader of plain lists and dicts has it: floats are a list, NaN among them is none. */
export function asRead(value: PlainValue): unknown {
  if (value instanceof Float64Array) return Array.from(value, (each) => (Number.isNaN(each) ? null : each));
  if (Array.isArray(value)) return value.map((each: PlainValue) => asRead(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asRead(member)]));
}
