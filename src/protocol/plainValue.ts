/** The values that both binary formats of Graphite's are made of. */
import type { ByteWriter } from './byteWriter.ts';

/**
 * What the writers of pickle and msgpack take: JSON's values, and series. In a number, whole ones are integers of the
 * format; in a `Float64Array` all are floats, NaN is none, and the whole is a list.
 */
export type PlainValue =
  | null
  | boolean
  | number
  | string
  | Float64Array
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/** What the readers of both give back. A dict is a `Map`, since names such as `__proto__` are keys as any other. */
export type ReadValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | ReadValue[]
  | Map<ReadValue, ReadValue>;

export function isPlainList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

/** False for the numbers that can only be written as floats. */
export function isWholeNumber(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

/** Both formats write a float as a code and eight bytes, the highest first, and none as a code alone. */
export function writeOptionalFloats(
  writer: ByteWriter,
  values: Float64Array,
  { float, none }: { readonly float: number; readonly none: number },
): void {
  writer.reserve(9 * values.length);
  const { bytes } = writer;
  let at = writer.length;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) bytes[at++] = none;
    else {
      bytes[at] = float;
      at = bytes.writeDoubleBE(value, at + 1);
    }
  }
  writer.length = at;
}
