/**
 * Senders that are slower than their series' step leave most slots empty: a value a minute in slots of ten seconds.
 * That is how such a series looks, not an outage, so its line goes on; only pauses longer than usual are gaps.
 */

/** With fewer distances than this nobody can say what is usual. */
const fewestDistances = 3;
/** This share of the distances between neighbouring values counts as usual. */
const usualShare = 0.9;

/** Slots between neighbouring values that are usual for the series; 1 when it fills its slots, or nobody can say. */
export function usualDistance(values: Float64Array): number {
  if (!hasGaps(values)) return 1;
  const distances: number[] = [];
  let previous = -1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    if (previous >= 0) distances.push(i - previous);
    previous = i;
  }
  if (distances.length < fewestDistances) return 1;
  distances.sort((a, b) => a - b);
  return distances[Math.ceil(distances.length * usualShare) - 1];
}

/** Most series have none: then nothing has to be counted. */
function hasGaps(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}

/** 1 for slots that count, 0 for empty ones between values no further apart than usual. Null when all count. */
export function countingSlots(values: Float64Array): Uint8Array | null {
  const usual = usualDistance(values);
  if (usual <= 1) return null;
  const counting = new Uint8Array(values.length).fill(1);
  let previous = -1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    if (previous >= 0 && i - previous <= usual) counting.fill(0, previous + 1, i);
    previous = i;
  }
  return counting;
}

/** The value at a slot; at one that does not count, the nearest value on either side. */
export function valueNear(values: Float64Array, counting: Uint8Array | null, index: number): number {
  if (counting === null || counting[index] === 1 || !Number.isNaN(values[index])) return values[index];
  for (let distance = 1; distance < values.length; distance++) {
    for (const i of [index - distance, index + distance]) {
      if (i >= 0 && i < values.length && !Number.isNaN(values[i])) return values[i];
    }
  }
  return Number.NaN;
}
