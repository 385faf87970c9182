/**
 * Protocol Buffers' wire format (https://protobuf.dev/programming-guides/encoding/), as far as answers need it. As in
 * proto3, what has its default value (0, false, an empty text or list) is not written.
 */
import { ByteWriter } from './byteWriter.ts';

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** One message; `field` is the number that the `.proto` file gives. */
export class ProtobufWriter {
  private readonly writer = new ByteWriter();

  /** int32, int64, uint32: a safe integer; a negative one takes ten bytes, as the format has it. */
  integer(field: number, value: number): this {
    if (value === 0) return this;
    this.tag(field, VARINT);
    this.varint(value);
    return this;
  }

  bool(field: number, value: boolean): this {
    return this.integer(field, value ? 1 : 0);
  }

  float(field: number, value: number): this {
    if (value === 0) return this;
    this.tag(field, FIXED_32);
    this.writer.floatLE(value);
    return this;
  }

  string(field: number, text: string): this {
    if (text === '') return this;
    this.tag(field, LENGTH_DELIMITED);
    this.varint(Buffer.byteLength(text));
    this.writer.text(text);
    return this;
  }

  /** repeated double, packed. */
  doubles(field: number, values: Float64Array): this {
    if (values.length === 0) return this;
    this.tag(field, LENGTH_DELIMITED);
    this.varint(values.length * 8);
    this.writer.doublesLE(values);
    return this;
  }

  /** Bytes that are written already: a packed list of one-byte values. */
  packedBytes(field: number, bytes: Uint8Array): this {
    if (bytes.length === 0) return this;
    this.tag(field, LENGTH_DELIMITED);
    this.varint(bytes.length);
    this.writer.append(bytes);
    return this;
  }

  /** A message within the message; of a repeated field even an empty one counts. */
  message(field: number, message: ProtobufWriter): this {
    const bytes = message.end();
    this.tag(field, LENGTH_DELIMITED);
    this.varint(bytes.length);
    this.writer.append(bytes);
    return this;
  }

  end(): Buffer {
    return this.writer.end();
  }

  private tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType);
  }

  private varint(value: number): void {
    if (value < 0) {
      this.negativeVarint(BigInt.asUintN(64, BigInt(value)));
      return;
    }
    let rest = value;
    while (rest >= 0x80) {
      this.writer.byte((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.writer.byte(rest);
  }

  /** Two's complement of 64 bits. */
  private negativeVarint(value: bigint): void {
    let rest = value;
    while (rest >= 0x80n) {
      this.writer.byte(Number(rest & 0x7fn) + 0x80);
      rest >>= 7n;
    }
    this.writer.byte(Number(rest));
  }
}
