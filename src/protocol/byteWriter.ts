/** Bytes that are written one after the other into memory that grows. */
export class ByteWriter {
  /** Where the next byte goes, and so how many there are. */
  length = 0;
  /** The memory; another one after every {@link reserve}. Tight loops write to it themselves and move `length` on. */
  bytes: Buffer;

  /** `expected` saves copying where it is known about how many bytes there will be. */
  constructor(expected = 4096) {
    this.bytes = Buffer.allocUnsafe(expected);
  }

  /** Makes room for so many more bytes. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** A text as UTF-8. */
  text(text: string): void {
    // A character of a JavaScript string is at most three bytes; a pair of surrogates is four.
    this.reserve(text.length * 3);
    this.length += this.bytes.write(text, this.length, 'utf8');
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  uint16BE(value: number): void {
    this.reserve(2);
    this.length = this.bytes.writeUInt16BE(value, this.length);
  }

  uint16LE(value: number): void {
    this.reserve(2);
    this.length = this.bytes.writeUInt16LE(value, this.length);
  }

  uint32BE(value: number): void {
    this.reserve(4);
    this.length = this.bytes.writeUInt32BE(value, this.length);
  }

  uint32LE(value: number): void {
    this.reserve(4);
    this.length = this.bytes.writeUInt32LE(value, this.length);
  }

  int32LE(value: number): void {
    this.reserve(4);
    this.length = this.bytes.writeInt32LE(value, this.length);
  }

  int64BE(value: bigint): void {
    this.reserve(8);
    this.length = this.bytes.writeBigInt64BE(value, this.length);
  }

  int64LE(value: bigint): void {
    this.reserve(8);
    this.length = this.bytes.writeBigInt64LE(value, this.length);
  }

  floatLE(value: number): void {
    this.reserve(4);
    this.length = this.bytes.writeFloatLE(value, this.length);
  }

  doubleBE(value: number): void {
    this.reserve(8);
    this.length = this.bytes.writeDoubleBE(value, this.length);
  }

  doublesLE(values: Float64Array): void {
    this.reserve(8 * values.length);
    for (let i = 0; i < values.length; i++) this.length = this.bytes.writeDoubleLE(values[i]!, this.length);
  }

  /** What was written. */
  end(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}
