/** Which of the known values each window holds: window i has known[from[i]] up to, not including, known[to[i]]. */
export interface Windows {
  /** All values of a series that are not absent. */
  readonly known: Float64Array;
  /** Never goes down, as does `to`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * What is kept of two runs of neighbouring values: tails, which end where a window was cut in two, and one head, which
 * begins there.
 */
export interface SlidingState {
  /** Remembers the tail that begins with value `i`: of it alone, or of it and the tail that begins with i + 1. */
  tail(i: number, alone: boolean): void;
  /** Puts value `i` behind the head, or begins a new one with it. */
  head(i: number, alone: boolean): void;
  /** The result for the tail that begins with value `i`, with the head behind it or without. */
  result(i: number, withHead: boolean): number;
}

/**
 * One result for each window, in constant time a value whatever the size of the windows; absent for empty ones. A window
 * is cut in two: tails are computed backwards from the cut, once, and the head grows at the end. When the beginning
 * passes the cut, a new one is made at the end of the window. Unlike adding the newest value and taking away the
 * oldest, nothing is ever undone, so no rounding builds up and one infinity does not stay.
 * (The method is known as two stacks, or SWAG.)
 */
export function slide({ from, to }: Windows, state: SlidingState): Float64Array {
  const out = new Float64Array(from.length).fill(Number.NaN);
  let cut = 0;
  let end = 0;
  for (let i = 0; i < out.length; i++) {
    const start = from[i]!;
    const stop = to[i]!;
    if (start >= stop) continue;
    if (start >= cut) {
      for (let j = stop - 1; j >= start; j--) state.tail(j, j === stop - 1);
      cut = stop;
      end = stop;
    }
    for (; end < stop; end++) state.head(end, end === cut);
    out[i] = state.result(start, end > cut);
  }
  return out;
}
