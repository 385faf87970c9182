import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProtobufWriter } from './protobufWriter.ts';

test('another library reads what is written', () => {
  const fields = fc.record({
    integer: fc.maxSafeInteger().filter((value) => value !== 0),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
    doubles: fc.array(fc.double(), { minLength: 1 }).map((values) => Float64Array.from(values)),
    float: fc.float({ noNaN: true }).filter((value) => value !== 0),
    bytes: fc.uint8Array({ minLength: 1 }),
    field: fc.integer({ min: 1, max: 2 ** 20 }),
  });
  fc.assert(
    fc.property(fields, ({ integer, text, doubles, float, bytes, field }) => {
      const inner = new ProtobufWriter().string(1, text).bool(2, true);
      const written = new ProtobufWriter()
        .integer(field, integer)
        .doubles(field + 1, doubles)
        .float(field + 2, float)
        .packedBytes(field + 3, bytes)
        .message(field + 4, inner)
        .end();
      const reader = new BinaryReader(written);
      expect(reader.tag()).toEqual([field, WireType.Varint]);
      expect(Number(reader.int64())).toBe(integer);
      expect(reader.tag()).toEqual([field + 1, WireType.LengthDelimited]);
      const end = reader.uint32() + reader.pos;
      const read: number[] = [];
      while (reader.pos < end) read.push(reader.double());
      expect(read).toEqual([...doubles]);
      expect(reader.tag()).toEqual([field + 2, WireType.Bit32]);
      expect(reader.float()).toBe(float);
      expect(reader.tag()).toEqual([field + 3, WireType.LengthDelimited]);
      expect([...reader.bytes()]).toEqual([...bytes]);
      expect(reader.tag()).toEqual([field + 4, WireType.LengthDelimited]);
      const message = new BinaryReader(reader.bytes());
      expect(message.tag()).toEqual([1, WireType.LengthDelimited]);
      expect(message.string()).toBe(text);
      expect(message.tag()).toEqual([2, WireType.Varint]);
      expect(message.bool()).toBe(true);
      expect(reader.pos).toBe(reader.len);
    }),
  );
});

test('what has its default is not written, but an empty message is', () => {
  const empty = new ProtobufWriter()
    .integer(1, 0)
    .bool(2, false)
    .float(3, 0)
    .string(4, '')
    .doubles(5, new Float64Array());
  expect(empty.packedBytes(6, new Uint8Array()).end()).toHaveLength(0);
  expect(new ProtobufWriter().message(1, empty).end().toString('hex')).toBe('0a00');
});
