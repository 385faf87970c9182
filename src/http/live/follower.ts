/**
 * Follows targets: each call of `next` evaluates their last stretch and yields what is new. Knows no connection and
 * no clock, so that it can be tested tick by tick.
 */
import { consolidateToInterval } from '../../query/consolidate.ts';
import type { EvaluatedTarget, Evaluation } from '../../query/evaluate.ts';
import type { Series } from '../../query/series.ts';
import type { ConsolidateBy, LiveRequest, LiveUpdate, QueryResult, QuerySeries } from '../../schema/api.ts';
import { MAX_SERIES_SHOWN, targetError, toNumbers } from '../queryResult.ts';

export interface FollowerOptions {
  readonly request: LiveRequest;
  readonly requestId: string;
  /** Evaluates targets over a range in seconds since 1970, `from` exclusive. */
  evaluate(
    targets: readonly string[],
    from: number,
    until: number,
    consolidateBy: ConsolidateBy | undefined,
  ): Promise<Evaluation>;
}

export interface Follower {
  /** What has come since the last call; targets without anything new are left out. */
  next(nowSeconds: number): Promise<LiveUpdate>;
}

/** A caller further behind than this asks for the range again; it is not caught up by the stream. */
const MAX_CATCH_UP_SECONDS = 3600;
/** The first look goes back this far at least, to learn the steps of the series. */
const FIRST_REACH_SECONDS = 600;
const MIN_REACH_SECONDS = 60;
/** Slots before the newest one that are compared with what was sent: senders may be a little late. */
const COMPARED_SLOTS = 5;

export function createFollower({ request, requestId, evaluate }: FollowerOptions): Follower {
  const targets = request.targets.map((target) => new FollowedTarget(target, request.since, requestId));
  const alike = Map.groupBy(targets, ({ interval, consolidateBy }) => `${interval} ${consolidateBy ?? ''}`);
  return {
    async next(nowSeconds) {
      const until = Math.floor(nowSeconds);
      const results: QueryResult[] = [];
      for (const group of alike.values()) {
        const { interval, consolidateBy } = group[0];
        const reach = Math.max(...group.map((target) => target.reachSeconds(until)));
        // `from` is exclusive: one second before a multiple of the interval, the first bucket is a whole one.
        const from = Math.max(0, Math.floor((until - reach) / interval) * interval - 1);
        const { results: evaluated } = await evaluate(
          group.map(({ target }) => target),
          from,
          until,
          consolidateBy,
        );
        group.forEach((target, i) => {
          const news = target.newsOf(evaluated[i]);
          if (news !== null) results.push(news);
        });
      }
      return { nowSeconds, results };
    },
  };
}

/** The last slots of a series as they were sent. */
interface Tail {
  /** Seconds since 1970 of the first of `values`. */
  readonly start: number;
  readonly step: number;
  readonly values: Float64Array;
}

class FollowedTarget {
  readonly target: string;
  readonly interval: number;
  readonly consolidateBy: ConsolidateBy | undefined;
  private readonly id: string;
  private readonly since: number;
  private readonly requestId: string;
  private tails = new Map<string, Tail>();
  /** Coarsest step seen among the target's series, null before the first evaluation. */
  private coarsestStep: number | null = null;
  private errorSent: string | undefined;

  constructor(request: LiveRequest['targets'][number], since: number, requestId: string) {
    this.target = request.target;
    this.interval = request.interval;
    this.consolidateBy = request.consolidateBy;
    this.id = request.id;
    this.since = since;
    this.requestId = requestId;
  }

  /** How many seconds before `now` the next evaluation has to begin. */
  reachSeconds(now: number): number {
    if (this.coarsestStep === null) {
      const behind = Math.min(MAX_CATCH_UP_SECONDS, Math.max(0, now - this.since));
      return Math.max(behind, FIRST_REACH_SECONDS) + this.interval;
    }
    // One slot more than is compared, because the newest may lie before `now`.
    return Math.max(MIN_REACH_SECONDS, (COMPARED_SLOTS + 2) * Math.max(this.interval, this.coarsestStep));
  }

  newsOf(evaluated: EvaluatedTarget): QueryResult | null {
    const error = targetError(evaluated, this.requestId);
    const errorText = error && JSON.stringify(error);
    const errorChanged = errorText !== this.errorSent;
    this.errorSent = errorText;
    if (error !== undefined) return errorChanged ? { id: this.id, series: [], error } : null;

    const shown = evaluated.series.slice(0, MAX_SERIES_SHOWN);
    this.coarsestStep = shown.reduce((most, { step }) => Math.max(most, step), this.coarsestStep ?? 0);
    const tails = new Map<string, Tail>();
    const series = shown.flatMap((one) => this.newValuesOf(one, tails) ?? []);
    // Only what was there this time is remembered: series that come and go don't pile up.
    this.tails = tails;
    if (series.length === 0 && !errorChanged) return null;
    const truncated = evaluated.series.length > shown.length;
    return { id: this.id, series, ...(truncated ? { truncated } : {}) };
  }

  /** The values from the first slot on that was not sent as it is now; null when there are none. */
  private newValuesOf(series: Series, tails: Map<string, Tail>): QuerySeries | null {
    const { name, start, step, values } = consolidateToInterval(series, this.interval);
    let key = name;
    // Two series of one target may have the same name; the second is followed under another key.
    while (tails.has(key)) key += '\0';
    const before = this.tails.get(key);
    const end = lengthWithoutGap(values);
    const compared = before?.step === step ? before : undefined;
    const wanted = compared?.start ?? Math.floor(this.since / step) * step;
    let first = Math.max(0, Math.ceil((wanted - start) / step));
    if (compared !== undefined)
      while (first < end && wasSent(compared, start + first * step, values[first])) first++;

    const tailFirst = Math.max(0, end - COMPARED_SLOTS, Math.ceil((wanted - start) / step));
    if (tailFirst < end)
      tails.set(key, { start: start + tailFirst * step, step, values: values.slice(tailFirst, end) });
    else if (before !== undefined) tails.set(key, before);
    if (first >= end) return null;
    return { name, start: start + first * step, step, values: toNumbers(values.subarray(first, end)) };
  }
}

/** Slots after the newest known value are not sent: a value may still come for them. */
function lengthWithoutGap(values: Float64Array): number {
  let length = values.length;
  while (length > 0 && Number.isNaN(values[length - 1])) length--;
  return length;
}

function wasSent({ start, step, values }: Tail, seconds: number, value: number): boolean {
  const i = (seconds - start) / step;
  return i < values.length && Object.is(values[i], value);
}
