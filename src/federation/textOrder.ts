/** The order of names everywhere in the program: by code points, which is the order of their bytes in UTF-8. */
export function byCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** The halves of characters beyond 0xffff, which are below some other characters, have to be above them. */
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** All texts of the lists, each once, in order. */
export function union(lists: readonly (readonly string[])[]): string[] {
  const distinct = lists.length === 1 ? new Set(lists[0]) : new Set(lists.flat());
  return [...distinct].sort(byCodePoints);
}
