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
  return grown;
}
