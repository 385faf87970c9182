/** Values as JSON knows them, compared: numbers to nine digits, members of objects in any order. */

/** The place of the first difference and both sides of it; null when there is none. */
export function firstDifference(theirs: unknown, ours: unknown, place = ''): string | null {
  if (typeof theirs === 'number' && typeof ours === 'number' && close(theirs, ours)) return null;
  if (typeof theirs !== 'object' || typeof ours !== 'object' || theirs === null || ours === null) {
    return theirs === ours ? null : `${place}: ${short(theirs)}, here ${short(ours)}`;
  }
  const [left, right] = [Object.entries(theirs).sort(byKey), Object.entries(ours).sort(byKey)];
  const keys = (entries: readonly (readonly [string, unknown])[]) => entries.map(([key]) => key).join(' ');
  if (Array.isArray(theirs) !== Array.isArray(ours) || keys(left) !== keys(right))
    return `${place}: ${short(theirs)}, here ${short(ours)}`;
  for (const [i, [key, value]] of left.entries()) {
    const found = firstDifference(value, right[i]![1], `${place}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

/** Equal to nine digits, both absent, or no further apart than `apart`. */
export function close(a: number, b: number, apart = 1e-12): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= Math.max(apart, 1e-9 * Math.max(Math.abs(a), Math.abs(b)));
}

function short(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 700) ?? 'nothing';
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
