/** Lets few queries work at a time and makes the others wait in line, each client in a line of its own. */
import { HttpError } from '../httpError.ts';

export interface FairQueueOptions {
  /** Queries that work at a time. One client has no more than half of the places, so that another finds one free. */
  readonly maxRunning: number;
  /** Queries of one client that may wait; further ones are refused. */
  readonly maxWaiting: number;
}

interface Waiter {
  start(): void;
}

/** Told to those that are refused: about the time in which a place in line becomes free. */
const RETRY_AFTER_SECONDS = 5;

export class FairQueue {
  private readonly maxRunning: number;
  private readonly share: number;
  private readonly maxWaiting: number;
  private running = 0;
  private readonly runningOf = new Map<string, number>();
  /** Lines in the order of turns: who was served last stands last. A line is never empty. */
  private readonly lines = new Map<string, Set<Waiter>>();

  constructor({ maxRunning, maxWaiting }: FairQueueOptions) {
    this.maxRunning = maxRunning;
    this.share = Math.max(1, Math.ceil(maxRunning / 2));
    this.maxWaiting = maxWaiting;
  }

  /** How many work and how many wait. */
  get figures(): { readonly running: number; readonly waiting: number } {
    let waiting = 0;
    for (const line of this.lines.values()) waiting += line.size;
    return { running: this.running, waiting };
  }

  /**
   * Resolves with what gives the place back, once there is one. Rejects when the signal is aborted first, and with 503 when the
   * client's line is full; `patient` ones are never refused, since there are few of them anyway.
   */
  enter(client: string, signal: AbortSignal, patient = false): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const line = this.lines.get(client) ?? new Set();
      if (line.size >= this.maxWaiting && !patient && !this.hasRoom(client)) {
        reject(tooLong(line.size));
        return;
      }
      const onAbort = (): void => {
        this.leave(client, waiter);
        reject(signal.reason);
      };
      const waiter: Waiter = {
        start: () => {
          signal.removeEventListener('abort', onAbort);
          resolve(this.take(client));
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      line.add(waiter);
      this.lines.set(client, line);
      this.next();
    });
  }

  private hasRoom(client: string): boolean {
    return this.running < this.maxRunning && (this.runningOf.get(client) ?? 0) < this.share;
  }

  private take(client: string): () => void {
    this.running++;
    this.runningOf.set(client, (this.runningOf.get(client) ?? 0) + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.running--;
      const left = this.runningOf.get(client)! - 1;
      if (left === 0) this.runningOf.delete(client);
      else this.runningOf.set(client, left);
      this.next();
    };
  }

  private next(): void {
    for (const [client, line] of this.lines) {
      if (this.running >= this.maxRunning) return;
      if (!this.hasRoom(client)) continue;
      const [first] = line;
      this.lines.delete(client);
      line.delete(first!);
      if (line.size > 0) this.lines.set(client, line);
      first!.start();
    }
  }

  private leave(client: string, waiter: Waiter): void {
    const line = this.lines.get(client);
    line?.delete(waiter);
    if (line?.size === 0) this.lines.delete(client);
  }
}

function tooLong(waiting: number): HttpError {
  return new HttpError(503, 'too-many-queries', `${waiting} queries of this client wait already.`, {
    hint: 'Ask fewer at a time, or again in a few seconds; query.max-queued allows more.',
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  });
}
