/** What ticks need of time; tests hand in their own. */
export interface Clock {
  /** Milliseconds since 1970; may jump. */
  now(): number;
  /** Calls once after about so many milliseconds; returns what cancels it. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Timers come up to a millisecond early; the rest is waited for. More than this is a clock that was set back. */
const EARLY_MS = 50;

/**
 * Calls `tick` at every full interval of the clock (each full second, say). The timer is aimed anew each time, so that
 * nothing adds up; a tick that comes late is taken for the slot it comes in, and the slots between are left out rather
 * than made up for.
 *
 * @param tick gets the slot as seconds since 1970, a multiple of the interval
 * @returns what ends it
 */
export function everyInterval(
  clock: Clock,
  intervalSeconds: number,
  tick: (seconds: number) => void,
): () => void {
  const interval = intervalSeconds * 1000;
  let cancel = (): void => {};
  let stopped = false;

  const aim = (target: number): void => {
    cancel = clock.after(Math.max(0, target - clock.now()), () => arrive(target));
  };
  const arrive = (target: number): void => {
    const early = target - clock.now();
    if (early > 0 && early <= EARLY_MS) {
      aim(target);
      return;
    }
    const slot = Math.floor(clock.now() / interval) * interval;
    // Aimed first, so that a tick that throws does not end the ticking.
    aim(slot + interval);
    if (!stopped) tick(slot / 1000);
  };

  aim((Math.floor(clock.now() / interval) + 1) * interval);
  return () => {
    stopped = true;
    cancel();
  };
}
