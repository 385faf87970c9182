/** Less than this is left to the collector's own time. */
const WORTH_BYTES = 16 * 1024 * 1024;

/**
 * Frees large arrays that are not used any more, `bytes` in all. They lie outside of V8's own heap, which stays small and so sees no reason
 * to look for them; looking costs a few milliseconds. Without `--expose-gc` (see bin/plumbago) nothing happens.
 */
export function giveMemoryBack(bytes: number): void {
  if (bytes < WORTH_BYTES) return;
  (globalThis as { gc?: () => void }).gc?.();
}
