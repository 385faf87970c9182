/** Floats as Python's `repr` prints them (`1.0`, `1e-05`, `nan`), into bytes: the values of csv and raw. */
import { putNumber } from '../protocol/numberText.ts';
import { floatRepr } from '../query/pythonNumber.ts';

/** At most so many bytes are written by {@link putPythonFloat}. */
export const MAX_FLOAT_BYTES = 32;

/** Returns where the text ends. */
export function putPythonFloat(bytes: Uint8Array, at: number, value: number): number {
  const magnitude = Math.abs(value);
  // Between these JavaScript and Python differ only in the `.0`.
  if (magnitude >= 1e-4 && magnitude < 1e15) {
    const end = putNumber(bytes, at, value);
    return Number.isInteger(value) ? putAscii(bytes, end, '.0') : end;
  }
  return putAscii(bytes, at, floatRepr(value));
}

function putAscii(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}
