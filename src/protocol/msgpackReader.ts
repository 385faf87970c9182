/**
 * Reads MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) from others. Our own because a list here
 * grows with the items that really come: a reader that makes room for as many as a header claims can be made to fill
 * the memory by a few nested headers.
 */

import type { ReadValue } from './plainValue.ts';

/** The bytes are no MessagePack of plain data; the text says what is wrong and where. */
export class MsgpackError extends Error {
  override name = 'MsgpackError';
}

/** Lists within lists; answers of Graphite's have four levels. */
const MAX_DEPTH = 64;

/**
 * The one value that all the bytes are. Integers beyond the safe ones are bigints. Memory stays within a constant
 * times the length of `bytes`. @throws MsgpackError
 */
export function readMsgpack(bytes: Uint8Array): ReadValue {
  const reader = new MsgpackReader(bytes);
  const value = reader.value(0);
  reader.expectEnd();
  return value;
}

class MsgpackReader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(depth: number): ReadValue {
    if (depth > MAX_DEPTH) this.fail(`it is nested deeper than ${MAX_DEPTH} levels`);
    const code = this.bytes[this.take(1)]!;
    if (code < 0x80) return code;
    if (code < 0x90) return this.map(code & 0x0f, depth);
    if (code < 0xa0) return this.list(code & 0x0f, depth);
    if (code < 0xc0) return this.text(code & 0x1f);
    if (code >= 0xe0) return code - 0x100;
    return this.coded(code, depth);
  }

  expectEnd(): void {
    if (this.at < this.bytes.length) this.fail('there is more behind its end');
  }

  private coded(code: number, depth: number): ReadValue {
    const { bytes } = this;
    switch (code) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return bytes.readFloatBE(this.take(4));
      case 0xcb:
        return bytes.readDoubleBE(this.take(8));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.unsigned(1 << (code - 0xcc));
      case 0xcf:
        return narrowed(bytes.readBigUInt64BE(this.take(8)));
      case 0xd0:
        return bytes.readInt8(this.take(1));
      case 0xd1:
        return bytes.readInt16BE(this.take(2));
      case 0xd2:
        return bytes.readInt32BE(this.take(4));
      case 0xd3:
        return narrowed(bytes.readBigInt64BE(this.take(8)));
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.binary(this.unsigned(1 << (code - 0xc4)));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.text(this.unsigned(1 << (code - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.list(this.unsigned(code === 0xdc ? 2 : 4), depth);
      case 0xde:
      case 0xdf:
        return this.map(this.unsigned(code === 0xde ? 2 : 4), depth);
      default:
        return this.fail(`the code 0x${code.toString(16)} is not allowed`);
    }
  }

  private list(length: number, depth: number): ReadValue[] {
    const items: ReadValue[] = [];
    for (let i = 0; i < length; i++) items.push(this.value(depth + 1));
    return items;
  }

  private map(length: number, depth: number): Map<ReadValue, ReadValue> {
    const entries = new Map<ReadValue, ReadValue>();
    for (let i = 0; i < length; i++) {
      const key = this.value(depth + 1);
      entries.set(key, this.value(depth + 1));
    }
    return entries;
  }

  private text(length: number): string {
    const from = this.take(length);
    return this.bytes.toString('utf8', from, from + length);
  }

  private binary(length: number): Uint8Array {
    const from = this.take(length);
    return this.bytes.subarray(from, from + length);
  }

  private unsigned(length: number): number {
    return this.bytes.readUIntBE(this.take(length), length);
  }

  /** Moves on by so many bytes; answers where they begin. */
  private take(length: number): number {
    const from = this.at;
    if (length > this.bytes.length - from) this.fail('it ends too early');
    this.at = from + length;
    return from;
  }

  private fail(what: string): never {
    throw new MsgpackError(`not MessagePack of plain data: ${what} (byte ${this.at})`);
  }
}

/** A number where it is exact, as times are. */
function narrowed(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
