/** How late the timers of this thread come: the time that a request waits before anybody looks at it. */

export interface LoopLag {
  /** Of the last full window; null before there is one. */
  read(): { readonly meanSeconds: number; readonly maxSeconds: number } | null;
  stop(): void;
}

export interface LoopLagOptions {
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic?: () => number;
  /** Calls once after so many milliseconds, and returns what cancels it. */
  readonly after?: (milliseconds: number, call: () => void) => () => void;
}

const EVERY_MS = 100;
const WINDOW_MS = 10_000;

/** Measures from now on. A timer rather than the runtime's histogram, which counts its own interval as lag. */
export function startLoopLag({
  monotonic = () => performance.now(),
  after = afterUnref,
}: LoopLagOptions = {}): LoopLag {
  let windowStart = monotonic();
  let sum = 0;
  let count = 0;
  let max = 0;
  let last: ReturnType<LoopLag['read']> = null;
  let cancel = (): void => {};

  const aim = (): void => {
    const due = monotonic() + EVERY_MS;
    cancel = after(EVERY_MS, () => {
      const now = monotonic();
      const late = Math.max(0, now - due);
      sum += late;
      count++;
      max = Math.max(max, late);
      if (now - windowStart >= WINDOW_MS) {
        last = { meanSeconds: sum / count / 1000, maxSeconds: max / 1000 };
        windowStart = now;
        sum = 0;
        count = 0;
        max = 0;
      }
      aim();
    });
  };
  aim();
  return { read: () => last, stop: () => cancel() };
}

function afterUnref(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  // Measuring must not keep the program alive.
  timer.unref();
  return () => clearTimeout(timer);
}
