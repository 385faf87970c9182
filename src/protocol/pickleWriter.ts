/**
 * Python's pickle, protocol 2: the newest that every Python reads that Graphite ever ran on. The opcodes are those of
 * CPython's `Lib/pickletools.py`. No classes, no memo: any unpickler, however restricted, takes it.
 */
import { ByteWriter } from './byteWriter.ts';
import { isPlainList, isWholeNumber, type PlainValue, writeOptionalFloats } from './plainValue.ts';

const PROTO_2 = Uint8Array.of(0x80, 2);
const STOP = 0x2e;
const MARK = 0x28;
const NONE = 0x4e;
const TRUE = 0x88;
const FALSE = 0x89;
const INT_1_BYTE = 0x4b;
const INT_2_BYTES = 0x4d;
const INT_4_BYTES = 0x4a;
const LONG = 0x8a;
const FLOAT = 0x47;
const UNICODE = 0x58;
const EMPTY_LIST = 0x5d;
const APPENDS = 0x65;
const EMPTY_DICT = 0x7d;
const SETITEMS = 0x75;

export function writePickle(value: PlainValue): Buffer {
  const writer = new ByteWriter();
  writer.append(PROTO_2);
  write(writer, value);
  writer.byte(STOP);
  return writer.end();
}

function write(writer: ByteWriter, value: PlainValue): void {
  if (value === null) writer.byte(NONE);
  else if (typeof value === 'boolean') writer.byte(value ? TRUE : FALSE);
  else if (typeof value === 'number') writeNumber(writer, value);
  else if (typeof value === 'string') writeText(writer, value);
  else if (value instanceof Float64Array) writeFloats(writer, value);
  else if (isPlainList(value)) writeList(writer, value);
  else writeDict(writer, value);
}

function writeNumber(writer: ByteWriter, value: number): void {
  if (!isWholeNumber(value)) {
    writer.byte(FLOAT);
    writer.doubleBE(value);
  } else if (value >= 0 && value < 0x100) {
    writer.byte(INT_1_BYTE);
    writer.byte(value);
  } else if (value >= 0 && value < 0x1_0000) {
    writer.byte(INT_2_BYTES);
    writer.uint16LE(value);
  } else if (value >= -(2 ** 31) && value < 2 ** 31) {
    writer.byte(INT_4_BYTES);
    writer.int32LE(value);
  } else {
    writer.byte(LONG);
    writer.byte(8);
    writer.int64LE(BigInt(value));
  }
}

function writeText(writer: ByteWriter, text: string): void {
  writer.byte(UNICODE);
  writer.uint32LE(Buffer.byteLength(text));
  writer.text(text);
}

function writeFloats(writer: ByteWriter, values: Float64Array): void {
  writer.byte(EMPTY_LIST);
  if (values.length === 0) return;
  writer.byte(MARK);
  writeOptionalFloats(writer, values, { float: FLOAT, none: NONE });
  writer.byte(APPENDS);
}

function writeList(writer: ByteWriter, list: readonly PlainValue[]): void {
  writer.byte(EMPTY_LIST);
  if (list.length === 0) return;
  writer.byte(MARK);
  for (const item of list) write(writer, item);
  writer.byte(APPENDS);
}

function writeDict(writer: ByteWriter, dict: { readonly [name: string]: PlainValue }): void {
  writer.byte(EMPTY_DICT);
  const entries = Object.entries(dict);
  if (entries.length === 0) return;
  writer.byte(MARK);
  for (const [name, value] of entries) {
    writeText(writer, name);
    write(writer, value);
  }
  writer.byte(SETITEMS);
}
