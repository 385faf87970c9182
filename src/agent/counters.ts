/**
 * Rates of a group of kernel counters that are read together.
 *
 * A counter that went backwards (it wrapped, or its device was replaced) gives a gap: how far it really went nobody
 * knows. The first reading gives gaps too.
 */
export interface Counters {
  /** Filled by the caller before each `advance`. */
  readonly current: Float64Array;
  /** How far each counter went since the last `advance`; NaN where that is unknown. */
  readonly growth: Float64Array;
  /** Computes `growth` and keeps `current` for the next time. */
  advance(): void;
}

export function createCounters(count: number): Counters {
  const current = new Float64Array(count);
  const previous = new Float64Array(count).fill(Number.NaN);
  const growth = new Float64Array(count).fill(Number.NaN);
  return {
    current,
    growth,
    advance() {
      for (let i = 0; i < count; i++) {
        const grown = current[i]! - previous[i]!;
        growth[i] = grown >= 0 ? grown : Number.NaN;
        previous[i] = current[i]!;
      }
    },
  };
}
