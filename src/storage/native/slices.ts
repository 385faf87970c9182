import { setImmediate } from 'node:timers/promises';

/** How long work may hold up the thread that takes points. */
const SLICE_MILLISECONDS = 4;
/** The clock is asked after so many steps. */
const STEPS = 128;

/** Cuts long work into slices, between which the thread does what else is waiting. */
export class Slices {
  private started = performance.now();
  private steps = 0;

  /** To be asked after each step: true when it is time to {@link pause}. */
  get due(): boolean {
    if (++this.steps % STEPS !== 0) return false;
    return performance.now() - this.started > SLICE_MILLISECONDS;
  }

  /** Lets the thread do what else is waiting: what was known before may have changed. */
  async pause(): Promise<void> {
    await setImmediate();
    this.started = performance.now();
  }
}
