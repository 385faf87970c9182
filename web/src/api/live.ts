import type { LiveRequest, LiveUpdate, QueryResult } from '../../../src/schema/api.ts';
import { browserZone, failureOf } from './client.ts';
import { noteServerTime, serverNow } from './clock.ts';
import { createEventReader } from './eventStream.ts';

/** What a chart follows. */
export interface LiveSubscription {
  readonly targets: readonly { readonly id: string; readonly target: string; readonly interval: number }[];
  /** Seconds since 1970 up to which the chart already has values. */
  since(): number;
  /** IANA zone for times such as `midnight` in the targets. All charts of a page have the same. */
  readonly zone: string;
  /** Values of this subscription's targets, with its own ids. */
  onUpdate(results: readonly QueryResult[], nowSeconds: number): void;
  /** Too much was missed to be caught up by the stream: ask for the whole range again. */
  onStale(): void;
}

export type LiveState = 'idle' | 'connecting' | 'live' | 'waiting';

/** Missing more than this is cheaper to ask for as a range than to stream, and it may be a night. */
const longestCatchUpSeconds = 600;
/** Charts come and go together (a scroll, a change of range): one new connection serves all of them. */
const settleMilliseconds = 120;
/** A tab left for a moment should not lose its stream. */
const hiddenGraceMilliseconds = 8_000;
/** The server sends something every 15 s; silence beyond this is a dead connection. */
const silenceMilliseconds = 40_000;
const mostTargets = 200;

/**
 * One event stream for all charts of the page. It is opened anew when the set of targets changes, closed while
 * the tab is hidden, and comes back by itself after a failure, waiting longer each time.
 */
export class LiveHub {
  private readonly subscriptions = new Map<number, LiveSubscription>();
  private readonly listeners = new Set<() => void>();
  private nextId = 1;
  private settle: ReturnType<typeof setTimeout> | undefined;
  private hideTimer: ReturnType<typeof setTimeout> | undefined;
  private abort: AbortController | null = null;
  private failures = 0;
  private currentState: LiveState = 'idle';

  constructor() {
    document.addEventListener('visibilitychange', () => {
      clearTimeout(this.hideTimer);
      if (document.hidden) this.hideTimer = setTimeout(() => this.close(), hiddenGraceMilliseconds);
      else if (!this.abort && this.subscriptions.size > 0) this.connectSoon(0);
    });
    window.addEventListener('online', () => {
      if (this.currentState === 'waiting') this.connectSoon(0);
    });
  }

  readonly state = (): LiveState => this.currentState;

  readonly observe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  subscribe(subscription: LiveSubscription): () => void {
    const id = this.nextId++;
    this.subscriptions.set(id, subscription);
    this.connectSoon(settleMilliseconds);
    return () => {
      this.subscriptions.delete(id);
      this.connectSoon(settleMilliseconds);
    };
  }

  private setState(state: LiveState): void {
    if (state === this.currentState) return;
    this.currentState = state;
    for (const listener of this.listeners) listener();
  }

  private connectSoon(milliseconds: number): void {
    clearTimeout(this.settle);
    this.settle = setTimeout(() => void this.connect(), milliseconds);
  }

  private close(): void {
    clearTimeout(this.settle);
    this.abort?.abort();
    this.abort = null;
    this.setState('idle');
  }

  private async connect(): Promise<void> {
    this.abort?.abort();
    this.abort = null;
    if (this.subscriptions.size === 0 || document.hidden) {
      this.setState('idle');
      return;
    }
    const now = serverNow();
    const targets: LiveRequest['targets'] = [];
    let since = now;
    let zone: string | undefined;
    for (const [id, subscription] of this.subscriptions) {
      const has = subscription.since();
      if (has < now - longestCatchUpSeconds) {
        // It subscribes again once it has the range; until then it would only hold the others back.
        subscription.onStale();
        continue;
      }
      since = Math.min(since, has);
      zone ??= subscription.zone;
      for (const target of subscription.targets) targets.push({ ...target, id: `${id}/${target.id}` });
    }
    if (targets.length === 0) return;
    const abort = new AbortController();
    this.abort = abort;
    this.setState(this.failures > 0 ? 'waiting' : 'connecting');
    try {
      await this.read({ targets: targets.slice(0, mostTargets), since, tz: zone ?? browserZone }, abort);
    } catch {
      // Reported below as a lost connection, whatever ended it.
    }
    if (abort.signal.aborted && this.abort !== abort) return;
    this.abort = null;
    this.failures++;
    this.setState('waiting');
    const wait = Math.min(30_000, 500 * 2 ** Math.min(this.failures, 6));
    this.connectSoon(wait * (0.75 + Math.random() / 2));
  }

  private async read(request: LiveRequest, abort: AbortController): Promise<void> {
    const response = await fetch('/api/live', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(request),
      signal: abort.signal,
      credentials: 'same-origin',
    });
    if (!response.ok || !response.body) throw await failureOf(response);
    const read = createEventReader((data) => this.dispatch(JSON.parse(data) as LiveUpdate));
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    let silence: ReturnType<typeof setTimeout> | undefined;
    try {
      for (;;) {
        clearTimeout(silence);
        silence = setTimeout(() => void reader.cancel(), silenceMilliseconds);
        const { done, value } = await reader.read();
        if (done) return;
        if (abort.signal.aborted) return;
        this.failures = 0;
        this.setState('live');
        read(decoder.decode(value, { stream: true }));
      }
    } finally {
      clearTimeout(silence);
    }
  }

  private dispatch(update: LiveUpdate): void {
    noteServerTime(update.nowSeconds);
    const bySubscription = new Map<number, QueryResult[]>();
    for (const result of update.results) {
      const slash = result.id.indexOf('/');
      const id = Number(result.id.slice(0, slash));
      const list = bySubscription.get(id) ?? [];
      list.push({ ...result, id: result.id.slice(slash + 1) });
      bySubscription.set(id, list);
    }
    // Every chart hears of the new time, also those without new values: their right edges move together.
    for (const [id, subscription] of this.subscriptions)
      subscription.onUpdate(bySubscription.get(id) ?? [], update.nowSeconds);
  }
}

let hub: LiveHub | undefined;

/** The page's one hub, made when the first chart asks for it. */
export function liveHub(): LiveHub {
  hub ??= new LiveHub();
  return hub;
}
