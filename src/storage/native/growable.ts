import { letGoOf } from './giveMemoryBack.ts';

type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>;

/**
 * The array itself, or a copy with room for at least `need` elements: doubling, so that appending stays O(1). A copy and
 * not `transfer`, which would detach the old buffer: after the first detachment V8 checks every typed array at every access.
 */
export function grow<C extends Column>(array: C, need: number, fill = 0): C {
  if (need <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => C)(Math.max(need, array.length * 2));
  if (fill !== 0) grown.fill(fill, array.length);
  grown.set(array);
  letGoOf(array.byteLength);
  return grown;
}

/** A column that other threads can read. */
export type SharedColumn = Uint32Array<SharedArrayBuffer>;

export function sharedColumn(length: number): SharedColumn {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** As {@link grow}: whoever reads the array in another thread keeps the one that it has. */
export function growShared(array: SharedColumn, need: number): SharedColumn {
  if (need <= array.length) return array;
  const grown = sharedColumn(Math.max(need, array.length * 2));
  grown.set(array);
  letGoOf(array.byteLength);
  return grown;
}
