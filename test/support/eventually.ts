import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until `accept` says yes, and answers what it accepted. Throws with the last answer when that takes
 * longer than `withinMilliseconds`.
 */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  accept: (answer: T) => boolean,
  withinMilliseconds = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMilliseconds;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (performance.now() > deadline)
      throw new Error(
        `not so within ${withinMilliseconds} ms; the last answer was ${JSON.stringify(answer)}`,
      );
    await sleep(25);
  }
}
