/** Copies of a typed array with room for at least `need` elements, doubling, so that appending stays O(1). */

export function growUint32(array: Uint32Array<ArrayBuffer>, need: number): Uint32Array<ArrayBuffer> {
  if (need <= array.length) return array;
  const grown = new Uint32Array(Math.max(need, array.length * 2));
  grown.set(array);
  return grown;
}

export function growInt32(array: Int32Array<ArrayBuffer>, need: number, fill = 0): Int32Array<ArrayBuffer> {
  if (need <= array.length) return array;
  const grown = new Int32Array(Math.max(need, array.length * 2));
  if (fill !== 0) grown.fill(fill, array.length);
  grown.set(array);
  return grown;
}

export function growUint16(array: Uint16Array<ArrayBuffer>, need: number): Uint16Array<ArrayBuffer> {
  if (need <= array.length) return array;
  const grown = new Uint16Array(Math.max(need, array.length * 2));
  grown.set(array);
  return grown;
}
