/** A growing list of whole numbers below 2^32 in a typed array: no JavaScript object for an element. */
export class NumberList {
  length = 0;
  /** Valid up to `length`; replaced when it grows. */
  values: Uint32Array<ArrayBuffer>;

  constructor(expected = 64) {
    this.values = new Uint32Array(expected);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint32Array(Math.max(64, this.length * 2));
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  /** The elements, sharing memory with the list. */
  view(): Uint32Array<ArrayBuffer> {
    return this.values.subarray(0, this.length);
  }
}
