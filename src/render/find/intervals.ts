/** A minute more than now, so that a reader whose clock is ahead does not take the last points for missing. */
const AHEAD_SECONDS = 60;

/**
 * The time of which a leaf has data, for other Graphites, which ask only stores that have some: all until now, as
 * carbonapi says too. What there really is costs a look at every series, and a range without points says so itself.
 */
export function knownInterval(nowSeconds = 0): readonly [start: number, end: number] {
  return [0, Math.floor(nowSeconds) + AHEAD_SECONDS];
}
