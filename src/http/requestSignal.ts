/** Ends work that nobody waits for any more, or that takes too long. */
import type { ServerResponse } from 'node:http';
import { HttpError } from './httpError.ts';

/** Nobody is there to read the answer; it is not logged as an error. */
export class CallerLeft extends Error {
  override name = 'CallerLeft';
}

export interface RequestSignal {
  readonly signal: AbortSignal;
  /** Stops the clock, when the answer is on its way. */
  done(): void;
}

/**
 * A signal that is aborted when the connection goes, when `closing` is (the server ends), or after
 * `timeoutMs` (never when it is null). Its reason is the error to answer with.
 */
export function requestSignal(
  response: ServerResponse,
  closing: AbortSignal,
  timeoutMs: number | null,
): RequestSignal {
  const controller = new AbortController();
  const onGone = () => {
    if (!response.writableFinished) controller.abort(new CallerLeft('the caller hung up'));
    done();
  };
  const onClosing = () => controller.abort(new HttpError(503, 'closing', 'The server is shutting down.'));
  const timer =
    timeoutMs === null ? undefined : setTimeout(() => controller.abort(deadlinePassed(timeoutMs)), timeoutMs);
  const done = () => {
    clearTimeout(timer);
    response.off('close', onGone);
    closing.removeEventListener('abort', onClosing);
  };
  response.on('close', onGone);
  closing.addEventListener('abort', onClosing);
  if (closing.aborted) onClosing();
  return { signal: controller.signal, done };
}

/** Resolves or rejects as `work` does, or rejects with the signal's reason, whichever comes first. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const ended = () => signal.removeEventListener('abort', onAbort);
    work.then(
      (answer) => {
        ended();
        resolve(answer);
      },
      (error) => {
        ended();
        reject(error);
      },
    );
  });
}

/**
 * Aborts `controller` when `signal` is; to be called off by what is returned. `AbortSignal.any` does this with weak references,
 * which cost every request more than the work of a small one.
 */
export function abortAlong(controller: AbortController, signal: AbortSignal): () => void {
  const onAbort = () => controller.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return () => signal.removeEventListener('abort', onAbort);
}

function deadlinePassed(timeoutMs: number): HttpError {
  return new HttpError(
    504,
    'too-slow',
    `The answer took longer than the ${timeoutMs / 1000} s it may take.`,
    {
      hint: 'Ask for a shorter range or fewer series.',
    },
  );
}
