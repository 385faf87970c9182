/** Less than this is left to the collector's own time. */
const WORTH_BYTES = 16 * 1024 * 1024;
/** Smaller arrays come from a heap that keeps what is freed (see bin/plumbago). */
const LARGE_BYTES = 1024 * 1024;

/** There with `--expose-gc`; see bin/plumbago. */
const collector = (globalThis as { gc?: (options?: { type: 'major'; flavor: 'last-resort' }) => void }).gc;
/** A thread that has begun to work is left alone for so long. */
const STARTED_MILLISECONDS = 2000;

/** Bytes of large arrays that were let go of since the collector last looked for them. */
let letGo = 0;

/**
 * Frees large arrays that are not used any more, `bytes` in all. They lie outside of V8's own heap, which stays small and so sees no reason
 * to look for them; looking costs a few milliseconds. Without {@link collector} nothing happens.
 */
export function giveMemoryBack(bytes: number): void {
  if (bytes < WORTH_BYTES) return;
  letGo = 0;
  collector?.();
}

/** An array of so many bytes is used no more from now on: frees such arrays when they have become worth it. */
export function letGoOf(bytes: number): void {
  if (bytes < LARGE_BYTES) return;
  letGo += bytes;
  giveMemoryBack(letGo);
}

/**
 * To be called once when this thread has started: a moment later, what the loading of its code has left goes back to the system, and
 * so does the room that V8's heap keeps for more of the like. About 20 ms, 50 on the main thread, for 5 and 20 MB.
 */
export function giveBackAfterStart(): void {
  setTimeout(() => collector?.({ type: 'major', flavor: 'last-resort' }), STARTED_MILLISECONDS).unref();
}
