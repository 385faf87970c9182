/**
 * Tells the reader threads, through memory that all share, which reads nobody waits for any more: a message would stand in line
 * behind the very reads that it is about.
 */

/** Reads that can be called off at a time. Of two in one place the earlier goes on to its end, which does no harm. */
const PLACES = 4096;

export type CancelledReads = Int32Array<SharedArrayBuffer>;

export function cancelledReads(): CancelledReads {
  return new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
}

/** `call`: the number of the call that reads, from 1 on. */
export function cancelRead(cancelled: CancelledReads, call: number): void {
  Atomics.store(cancelled, call % PLACES, call | 0);
}

export function isCancelled(cancelled: CancelledReads, call: number): boolean {
  return Atomics.load(cancelled, call % PLACES) === (call | 0);
}
