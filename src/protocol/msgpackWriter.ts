/**
 * MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). Our own because the values of series have to
 * be floats even where they are whole: carbonapi takes integers among them for absent ones.
 */
import { ByteWriter } from './byteWriter.ts';
import { isPlainList, isWholeNumber, type PlainValue, writeOptionalFloats } from './plainValue.ts';

const NIL = 0xc0;
const FALSE = 0xc2;
const TRUE = 0xc3;
const FLOAT_64 = 0xcb;
const UINT_8 = 0xcc;
const UINT_64 = 0xcf;
const INT_8 = 0xd0;
const INT_64 = 0xd3;

/** The bytes that say what follows and how long it is: in one byte up to `short`, else by the width of the length. */
interface LengthCodes {
  readonly inByte: number;
  readonly short: number;
  readonly by8?: number;
  readonly by16: number;
  readonly by32: number;
}

const STRING: LengthCodes = { inByte: 0xa0, short: 31, by8: 0xd9, by16: 0xda, by32: 0xdb };
const LIST: LengthCodes = { inByte: 0x90, short: 15, by16: 0xdc, by32: 0xdd };
const MAP: LengthCodes = { inByte: 0x80, short: 15, by16: 0xde, by32: 0xdf };

export function writeMsgpack(value: PlainValue): Buffer {
  const writer = new ByteWriter();
  write(writer, value);
  return writer.end();
}

function write(writer: ByteWriter, value: PlainValue): void {
  if (value === null) writer.byte(NIL);
  else if (typeof value === 'boolean') writer.byte(value ? TRUE : FALSE);
  else if (typeof value === 'number') writeNumber(writer, value);
  else if (typeof value === 'string') writeText(writer, value);
  else if (value instanceof Float64Array) {
    writeLength(writer, LIST, value.length);
    writeOptionalFloats(writer, value, { float: FLOAT_64, none: NIL });
  } else if (isPlainList(value)) {
    writeLength(writer, LIST, value.length);
    for (const item of value) write(writer, item);
  } else {
    const entries = Object.entries(value);
    writeLength(writer, MAP, entries.length);
    for (const [name, member] of entries) {
      writeText(writer, name);
      write(writer, member);
    }
  }
}

function writeNumber(writer: ByteWriter, value: number): void {
  if (!isWholeNumber(value)) {
    writer.byte(FLOAT_64);
    writer.doubleBE(value);
  } else if (value >= 0) writePositive(writer, value);
  else writeNegative(writer, value);
}

function writePositive(writer: ByteWriter, value: number): void {
  if (value < 0x80) writer.byte(value);
  else if (value < 0x100) {
    writer.byte(UINT_8);
    writer.byte(value);
  } else if (value < 0x1_0000) {
    writer.byte(UINT_8 + 1);
    writer.uint16BE(value);
  } else if (value < 2 ** 32) {
    writer.byte(UINT_8 + 2);
    writer.uint32BE(value);
  } else {
    writer.byte(UINT_64);
    writer.int64BE(BigInt(value));
  }
}

function writeNegative(writer: ByteWriter, value: number): void {
  if (value >= -32) writer.byte(0x100 + value);
  else if (value >= -0x80) {
    writer.byte(INT_8);
    writer.byte(0x100 + value);
  } else if (value >= -0x8000) {
    writer.byte(INT_8 + 1);
    writer.uint16BE(0x1_0000 + value);
  } else if (value >= -(2 ** 31)) {
    writer.byte(INT_8 + 2);
    writer.uint32BE(2 ** 32 + value);
  } else {
    writer.byte(INT_64);
    writer.int64BE(BigInt(value));
  }
}

function writeText(writer: ByteWriter, text: string): void {
  writeLength(writer, STRING, Buffer.byteLength(text));
  writer.text(text);
}

function writeLength(
  writer: ByteWriter,
  { inByte, short, by8, by16, by32 }: LengthCodes,
  length: number,
): void {
  if (length <= short) writer.byte(inByte + length);
  else if (by8 !== undefined && length < 0x100) {
    writer.byte(by8);
    writer.byte(length);
  } else if (length < 0x1_0000) {
    writer.byte(by16);
    writer.uint16BE(length);
  } else {
    writer.byte(by32);
    writer.uint32BE(length);
  }
}
