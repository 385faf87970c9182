/** Runs of absent values between known ones: what keepLastValue and interpolate fill. */

/** Absent values from `start` up to, not including, `end`; one of the two ends may be that of the array. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/** The gaps of at most `limit` values that have a known value before them, in their order. */
export function* gapsAfterValues(values: Float64Array, limit: number): Generator<Gap> {
  // Where nothing is known yet, this is -1 and there is no gap.
  let last = -1;
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && Number.isNaN(values[i]!)) continue;
    const missing = i - last - 1;
    if (last >= 0 && missing > 0 && missing <= limit) yield { start: last + 1, end: i };
    last = i;
  }
}
