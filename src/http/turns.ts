import { setImmediate as otherWork } from 'node:timers/promises';

/** Work on the main thread may go on for so long before other requests get their turn. */
const TURN_MS = 20;

/** To be called between the pieces of long work: lets others have their turn when it is due. Rejects when the signal is aborted. */
export function turnsOf(signal: AbortSignal): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN_MS) return;
    await otherWork();
    signal.throwIfAborted();
    began = performance.now();
  };
}
