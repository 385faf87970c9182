/** Slows down guessing: a bucket of attempts a key, refilled over time, in bounded memory. */

export interface AttemptLimitOptions {
  /** Attempts that may fail in a row. */
  readonly burst: number;
  /** Seconds until one more is granted. */
  readonly secondsEach: number;
  /** Keys remembered; beyond it the one unused for longest is forgotten. */
  readonly maxKeys?: number;
}

export interface AttemptLimit {
  /** Takes an attempt: 0 when there was one, otherwise the seconds to wait until there is. */
  take(key: string, nowSeconds: number): number;
  /** Gives an attempt back, after it turned out right: only failures count. */
  giveBack(key: string): void;
}

interface Bucket {
  left: number;
  atSeconds: number;
}

export function attemptLimit({ burst, secondsEach, maxKeys = 10_000 }: AttemptLimitOptions): AttemptLimit {
  // In the order of last use, which is the order of insertion because `take` inserts anew.
  const buckets = new Map<string, Bucket>();
  return {
    take(key, nowSeconds) {
      const known = buckets.get(key);
      buckets.delete(key);
      // A clock that jumped back must not lock anybody out: no refill, and no debt either.
      const passed = known === undefined ? 0 : Math.max(0, nowSeconds - known.atSeconds);
      const left = known === undefined ? burst : Math.min(burst, known.left + passed / secondsEach);
      const granted = left >= 1;
      buckets.set(key, { left: granted ? left - 1 : left, atSeconds: nowSeconds });
      if (buckets.size > maxKeys) {
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest);
          break;
        }
      }
      return granted ? 0 : Math.max(1, Math.ceil((1 - left) * secondsEach));
    },
    giveBack(key) {
      const bucket = buckets.get(key);
      if (bucket !== undefined) bucket.left = Math.min(burst, bucket.left + 1);
    },
  };
}
