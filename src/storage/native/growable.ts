type Column = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** The array itself, or a copy with room for at least `need` elements: doubling, so that appending stays O(1). */
export function grow<C extends Column>(array: C, need: number, fill = 0): C {
  if (need <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => C)(Math.max(need, array.length * 2));
  if (fill !== 0) grown.fill(fill, array.length);
  grown.set(array);
  return grown;
}
