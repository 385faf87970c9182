/** Takes turns at several reads on one thread, so that a short one does not wait for the long ones before it. */

export interface Reading {
  /** Does a little of it; true when there is nothing left to do. Must not throw. */
  advance(): boolean;
}

/** How long a read goes on before the next one gets its turn. Decoding a series takes a small part of it. */
const TURN_MS = 10;

export class ReadQueue {
  private readonly active: Reading[] = [];
  /** What has come after a change that waits. */
  private readonly held: (Reading | (() => void))[] = [];
  private readonly now: () => number;

  /** `now` in milliseconds of a clock that never jumps. */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  get busy(): boolean {
    return this.active.length > 0;
  }

  add(reading: Reading): void {
    if (this.held.length === 0) this.active.push(reading);
    else this.held.push(reading);
  }

  /** Makes a change once all reads that came before it are done; those that come after it see it. */
  change(make: () => void): void {
    this.held.push(make);
    this.admit();
  }

  /** The turn of one read. */
  turn(): void {
    const reading = this.active.shift();
    if (reading === undefined) return;
    const end = this.now() + TURN_MS;
    let done = reading.advance();
    while (!done && this.now() < end) done = reading.advance();
    if (!done) this.active.push(reading);
    this.admit();
  }

  private admit(): void {
    while (this.held.length > 0) {
      const next = this.held[0]!;
      if (typeof next !== 'function') this.active.push(next);
      else if (this.active.length > 0) return;
      else next();
      this.held.shift();
    }
  }
}
