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

/** `ticket` is a number from 1 on, by which the read is known. */
export function cancelRead(cancelled: CancelledReads, ticket: number): void {
  Atomics.store(cancelled, ticket % PLACES, ticket | 0);
}

export function isCancelled(cancelled: CancelledReads, ticket: number): boolean {
  return Atomics.load(cancelled, ticket % PLACES) === (ticket | 0);
}
