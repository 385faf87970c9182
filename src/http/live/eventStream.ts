/** Writes server-sent events, no faster than the other end reads them. */
import type { ServerResponse } from 'node:http';
import { untilAborted } from '../requestSignal.ts';

/** An end that has read nothing for this long has gone, or is no use to. */
const STUCK_MS = 30_000;

export interface EventStream {
  /** Resolves when there is room for more; rejects when the caller leaves or reads too slowly. */
  event(data: unknown): Promise<void>;
  /** A comment, so that nobody on the way takes the connection for dead; nothing while the other end is behind. */
  heartbeat(): void;
  end(): void;
}

export function openEventStream(
  response: ServerResponse,
  headers: Readonly<Record<string, string | number | string[] | undefined>>,
  signal: AbortSignal,
): EventStream {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    // Tells nginx not to collect events into larger pieces.
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();

  return {
    async event(data) {
      if (response.write(`data: ${JSON.stringify(data)}\n\n`)) return;
      const drained = new Promise<void>((resolve) => response.once('drain', resolve));
      const stuck = AbortSignal.timeout(STUCK_MS);
      try {
        await untilAborted(drained, AbortSignal.any([signal, stuck]));
      } catch (error) {
        // What is still in the buffer would wait for ever.
        response.destroy();
        throw error;
      }
    },
    heartbeat() {
      if (!response.writableNeedDrain && !response.destroyed) response.write(':\n\n');
    },
    end() {
      if (!response.destroyed) response.end();
    },
  };
}
