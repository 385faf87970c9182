/** One remote server: sends it questions within its limits, leaves it alone after a failure, and counts both. */
import type { RemoteSettings } from '../config/remotes.ts';
import type { Logger } from '../telemetry/log.ts';
import type { RemoteCounts, RemoteOperation } from '../telemetry/remoteCounts.ts';
import { boundedBody } from './boundedBody.ts';
import { RemoteFailure } from './remoteFailure.ts';
import { Slots } from './slots.ts';

/**
 * How many servers a question has passed through. With `local=1` nobody asks on, so this only matters where a proxy
 * loses that, or where a chain of servers with `local=0` closes to a ring.
 */
export const HOPS_HEADER = 'x-plumbago-hops';

/** A query string beyond this goes into the body of a POST, since servers and proxies bound the length of a URL. */
const MAX_QUERY_LENGTH = 4000;

export interface RemoteLimits {
  readonly findTimeoutSeconds: number;
  readonly fetchTimeoutSeconds: number;
  /** A remote that is out of order is not asked for so long. */
  readonly retryAfterSeconds: number;
  readonly maxRequestsPerRemote: number;
  readonly maxAnswerBytes: number;
}

export interface RemoteOptions {
  readonly settings: RemoteSettings;
  /** Value of the header `Authorization`. */
  readonly authorization: string | null;
  readonly limits: RemoteLimits;
  readonly counts: Pick<RemoteCounts, 'add'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds that never go back. */
  readonly monotonic: () => number;
}

export interface Question {
  readonly operation: RemoteOperation;
  /** Behind the remote's address: `/metrics/find`. */
  readonly path: string;
  readonly parameters: URLSearchParams;
}

/** On whose behalf a question is asked. */
export interface Asker {
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** How many servers the question has passed through before this one. */
  readonly hops: number;
}

export class Remote {
  readonly settings: RemoteSettings;
  private readonly options: RemoteOptions;
  private readonly slots: Slots;
  /** Until when it is left alone, by the monotonic clock. */
  private pausedUntil = Number.NEGATIVE_INFINITY;
  /** What the log has last said of it; null when it is in order. */
  private told: string | null = null;

  constructor(options: RemoteOptions) {
    this.settings = options.settings;
    this.options = options;
    this.slots = new Slots(options.limits.maxRequestsPerRemote);
  }

  /**
   * What `read` makes of the answer; null for a 404, which is how go-carbon says that nothing matches. Rejects with the
   * signal's reason when it aborts. What else `read` throws but a {@link RemoteFailure} is passed on.
   * @throws RemoteFailure
   */
  async ask<T>(question: Question, read: (bytes: Uint8Array) => T, asker: Asker): Promise<T | null> {
    const { counts, monotonic } = this.options;
    const { settings } = this;
    const began = monotonic();
    const count = (failure: RemoteFailure | null): void =>
      counts.add(settings.name, question.operation, (monotonic() - began) / 1000, failure?.reason ?? null);
    if (began < this.pausedUntil) {
      const failure = new RemoteFailure('skipped', 'failed a short time ago');
      count(failure);
      throw failure;
    }
    try {
      const bytes = await this.request(question, asker);
      const answer = bytes === null ? null : read(bytes);
      count(null);
      this.pausedUntil = Number.NEGATIVE_INFINITY;
      this.tell(null);
      return answer;
    } catch (error) {
      // An abort says nothing of the remote, nor does a limit of the one who asks.
      if (asker.signal.aborted) throw asker.signal.reason;
      if (!(error instanceof RemoteFailure)) throw error;
      count(error);
      if (error.outOfOrder) this.pausedUntil = monotonic() + this.options.limits.retryAfterSeconds * 1000;
      this.tell(error);
      throw error;
    }
  }

  private timeoutSeconds({ operation }: Question): number {
    const { settings } = this;
    const { findTimeoutSeconds, fetchTimeoutSeconds } = this.options.limits;
    return operation === 'find' || operation === 'tags'
      ? (settings.findTimeoutSeconds ?? findTimeoutSeconds)
      : (settings.fetchTimeoutSeconds ?? fetchTimeoutSeconds);
  }

  /** The body of the answer, null for a 404. Waiting for a slot is part of the time that it may take. */
  private async request(question: Question, { signal, hops }: Asker): Promise<Uint8Array | null> {
    const timeoutSeconds = this.timeoutSeconds(question);
    const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
    const either = AbortSignal.any([signal, deadline]);
    try {
      return await this.slots.run(() => this.send(question, hops, either), either);
    } catch (cause) {
      if (cause instanceof RemoteFailure) throw cause;
      if (deadline.aborted)
        throw new RemoteFailure('timeout', `no answer within ${timeoutSeconds} s`, { cause });
      throw new RemoteFailure('unreachable', 'can not be reached', { cause });
    }
  }

  private async send(
    { path, parameters }: Question,
    hops: number,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    const { authorization, limits } = this.options;
    const { url, local } = this.settings;
    if (local) parameters.set('local', '1');
    const query = parameters.toString();
    const short = query.length <= MAX_QUERY_LENGTH;
    const response = await fetch(short ? `${url}${path}?${query}` : `${url}${path}`, {
      method: short ? 'GET' : 'POST',
      body: short ? null : parameters,
      headers: {
        [HOPS_HEADER]: String(hops + 1),
        ...(authorization === null ? {} : { authorization }),
      },
      // A remote may not send us, and the header with our secret, to other servers.
      redirect: 'manual',
      signal,
    });
    if (response.status === 200) return boundedBody(response, limits.maxAnswerBytes);
    await response.body?.cancel();
    if (response.status === 404) return null;
    // 4xx is about this question (too many series for it) or about our token: neither is a reason not to ask others.
    const outOfOrder = response.status < 400 || response.status >= 500;
    throw new RemoteFailure('bad-status', `answered ${response.status}`, { outOfOrder });
  }

  /** One line in the log when the remote fails in a new way, and one when it is in order again. */
  private tell(failure: RemoteFailure | null): void {
    const { log } = this.options;
    const { name, url } = this.settings;
    const message = failure?.message ?? null;
    if (message === this.told) return;
    this.told = message;
    if (failure === null) log.info('a remote store answers again', { remote: name });
    else log.warn('a remote store fails', { remote: name, url, reason: message, cause: causeText(failure) });
  }
}

/** `fetch` hides what went wrong with the connection one level below. */
function causeText({ cause }: RemoteFailure): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
