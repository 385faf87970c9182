/**
 * All evaluations of the server go through here: few at a time, what is asked twice computed once, each known while it runs,
 * and counted by who asks.
 */
import type { FastifyRequest } from 'fastify';
import type { Client, Identity } from '../../accounts/identity.ts';
import type { Evaluation } from '../../query/evaluate.ts';
import { shortened } from '../../query/shortened.ts';
import type { ClientsAnswer, RunningQuery, SlowAnswer, SlowQuery } from '../../schema/queries.ts';
import type { MetricStore } from '../../storage/store.ts';
import type { QueryCounts } from '../../telemetry/queryCounts.ts';
import type { HttpDeps, QuerySettings } from '../deps.ts';
import { type EvaluateRequest, evaluate } from '../evaluate.ts';
import { HttpError } from '../httpError.ts';
import { abortAlong, untilAborted } from '../requestSignal.ts';
import { askerOf, lineOf } from './asker.ts';
import { ClientFigures } from './clientFigures.ts';
import { FairQueue } from './fairQueue.ts';
import { queryKeys } from './queryKey.ts';
import { RecentAnswers } from './recentAnswers.ts';
import { SlowLog } from './slowLog.ts';

/** Targets named in lists and in the log. */
const TARGETS_TOLD = 3;
const TARGET_CHARACTERS = 300;

export interface QueryOptions {
  /** How old an answer may be in seconds, in place of the setting; 0 for one that is computed for this request alone. */
  readonly maxAgeSeconds?: number | undefined;
  readonly explain?: boolean | undefined;
  /** Of a stream, which asks one thing after the other: never refused, and always computed anew. */
  readonly live?: true;
}

export interface QueryOutcome extends Evaluation {
  /** From the call on; of that, waiting for other queries. */
  readonly milliseconds: number;
  readonly waitedMilliseconds: number;
}

/** A request, and the store that it reads from. */
export interface Caller {
  readonly request: FastifyRequest;
  readonly identity: Identity;
  readonly client: Client;
  readonly store: MetricStore;
  readonly signal: AbortSignal;
}

/** What is asked, and of which store. */
interface Question {
  readonly targets: readonly string[];
  readonly request: EvaluateRequest;
  readonly store: MetricStore;
}

interface Running {
  readonly query: Omit<RunningQuery, 'milliseconds' | 'state'>;
  readonly began: number;
  readonly controller: AbortController;
  state: RunningQuery['state'];
}

/** One evaluation, and those who wait for it. */
interface Flight {
  readonly line: string;
  readonly controller: AbortController;
  readonly members: Set<Running>;
  started: boolean;
  waitedMilliseconds: number;
  readonly result: Promise<Evaluation>;
}

export class Queries {
  private readonly deps: HttpDeps;
  private readonly settings: QuerySettings;
  private readonly counts: QueryCounts;
  private readonly queue: FairQueue;
  private readonly recent: RecentAnswers;
  private readonly clients: ClientFigures;
  private readonly slowLog: SlowLog;
  private readonly running = new Map<string, Running>();
  private readonly flights = new Map<string, Flight>();
  private readonly figuresOf = new WeakMap<FastifyRequest, ReturnType<ClientFigures['of']>>();

  constructor(deps: HttpDeps) {
    this.deps = deps;
    this.settings = deps.settings.queries;
    this.counts = deps.program.queries;
    const { maxConcurrent, maxQueued, cacheBytes, slowMs } = this.settings;
    this.queue = new FairQueue({ maxRunning: maxConcurrent, maxWaiting: maxQueued });
    this.recent = new RecentAnswers({ maxBytes: cacheBytes, now: () => performance.now() / 1000 });
    this.clients = new ClientFigures(deps.now);
    this.slowLog = new SlowLog(slowMs, deps.log);
    this.counts.watch(() => this.queue.figures);
  }

  /** A request that is going to ask for an evaluation, be it that it fails before. */
  asked({ request, identity, client }: Pick<Caller, 'request' | 'identity' | 'client'>): void {
    const figures = this.clients.of(askerOf(request.headers, identity, client));
    figures.requests++;
    this.figuresOf.set(request, figures);
  }

  /** The same request has been answered. */
  answered(request: FastifyRequest, status: number, bytes: number): void {
    const figures = this.figuresOf.get(request);
    if (figures === undefined) return;
    figures.bytes += bytes;
    if (status >= 400) figures.errors++;
  }

  /** Rejects as {@link evaluate} does, with 503 when too many wait, and with 409 when the query is cancelled. */
  async evaluate(
    caller: Caller,
    targets: readonly string[],
    request: EvaluateRequest,
    options: QueryOptions = {},
  ): Promise<QueryOutcome> {
    const running = this.begin(caller, targets, request);
    const figures = this.figuresOf.get(caller.request) ?? this.clients.of(running.query.asker);
    const { signal } = running.controller;
    const callOff = abortAlong(running.controller, caller.signal);
    let outcome: QueryOutcome | undefined;
    let waitedMilliseconds = 0;
    let failure: unknown;
    try {
      const { evaluation, waited, shared } = await this.answer(
        running,
        { targets, request, store: caller.store },
        options,
        signal,
      );
      waitedMilliseconds = waited;
      if (shared) figures.shared++;
      const milliseconds = performance.now() - running.began;
      outcome = { ...evaluation, milliseconds, waitedMilliseconds };
      figures.series += evaluation.stats.series;
      figures.points += evaluation.stats.points;
      return outcome;
    } catch (error) {
      failure = error;
      if (signal.aborted) this.counts.add('cancelled');
      throw error;
    } finally {
      callOff();
      this.running.delete(running.query.id);
      const milliseconds = performance.now() - running.began;
      figures.milliseconds += milliseconds;
      this.counts.add('count');
      this.counts.add('milliseconds', milliseconds);
      const failed = failure !== undefined || outcome?.results.some(({ error }) => error !== undefined);
      this.noteIfSlow(running, {
        milliseconds: Math.round(milliseconds),
        waitedMilliseconds: Math.round(waitedMilliseconds),
        series: outcome?.stats.series ?? 0,
        points: outcome?.stats.points ?? 0,
        outcome: signal.aborted ? 'cancelled' : failed ? 'failed' : 'answered',
      });
    }
  }

  slow(): SlowAnswer {
    return this.slowLog.all();
  }

  byClient(): ClientsAnswer {
    return this.clients.all();
  }

  /** Oldest first. */
  runningNow(): RunningQuery[] {
    return [...this.running.values()].map(({ query, began, state }) => ({
      ...query,
      state,
      milliseconds: Math.round(performance.now() - began),
    }));
  }

  /** Ends a query; false when there is none of that id. */
  cancel(id: string): boolean {
    const running = this.running.get(id);
    running?.controller.abort(
      new HttpError(409, 'cancelled', 'An administrator has cancelled this query.', {
        hint: 'Ask for a shorter range or fewer series.',
      }),
    );
    return running !== undefined;
  }

  /** Who takes part in another's query has not asked a slow one of its own. */
  private noteIfSlow(
    { query, state }: Running,
    figures: Pick<SlowQuery, 'milliseconds' | 'waitedMilliseconds' | 'series' | 'points' | 'outcome'>,
  ): void {
    if (state !== 'shared' && this.slowLog.add({ ...query, ...figures })) this.counts.add('slow');
  }

  private begin(
    { request, identity, client }: Caller,
    targets: readonly string[],
    range: EvaluateRequest,
  ): Running {
    // A request may ask for several things at a time; each is found and cancelled by itself.
    let { id } = request;
    for (let n = 2; this.running.has(id); n++) id = `${request.id}-${n}`;
    const running: Running = {
      query: {
        id,
        asker: askerOf(request.headers, identity, client),
        targets: targets.slice(0, TARGETS_TOLD).map((target) => shortened(target, TARGET_CHARACTERS)),
        targetCount: targets.length,
        from: range.from,
        until: range.until,
        asked: this.deps.now(),
      },
      began: performance.now(),
      controller: new AbortController(),
      state: 'waiting',
    };
    this.running.set(id, running);
    return running;
  }

  /** From what was computed a moment ago, from what is being computed, or computed now. */
  private async answer(
    running: Running,
    question: Question,
    { maxAgeSeconds, explain = false, live }: QueryOptions,
    signal: AbortSignal,
  ): Promise<{ evaluation: Evaluation; waited: number; shared: boolean }> {
    const line = lineOf(running.query.asker);
    const { targets, request, store } = question;
    // Who wants it of this very moment, or wants to see the work, gets work of its own. So does who reads from remote stores as
    // well: which of them did not answer is told to the one request for which they were asked.
    if (explain || maxAgeSeconds === 0 || store !== this.deps.store) {
      const flight = this.start(line, { ...question, request: { ...request, explain } }, live ?? false);
      const evaluation = await this.join(flight, running, signal);
      return { evaluation, waited: flight.waitedMilliseconds, shared: false };
    }
    const keys = queryKeys(targets, request, Math.floor(this.deps.now()));
    const mayBeOld = live ? 0 : (maxAgeSeconds ?? this.settings.cacheSeconds);
    const recent = mayBeOld > 0 ? this.recent.get(keys.sliding, request, mayBeOld) : undefined;
    if (recent !== undefined) {
      this.counts.add('cached');
      return { evaluation: recent, waited: 0, shared: true };
    }
    const others = this.flights.get(keys.exact);
    // One that still waits in somebody else's line may wait for long.
    const joinable = others !== undefined && (others.started || others.line === line);
    if (joinable) this.counts.add('joined');
    const flight = joinable ? others : this.start(line, question, live ?? false, keys.exact);
    const evaluation = await this.join(flight, running, signal);
    if (!joinable && mayBeOld > 0) this.recent.put(keys.sliding, request, evaluation);
    return { evaluation, waited: flight.waitedMilliseconds, shared: joinable };
  }

  private start(line: string, { targets, request, store }: Question, patient: boolean, key?: string): Flight {
    const controller = new AbortController();
    const { signal } = controller;
    const began = performance.now();
    const work = async (): Promise<Evaluation> => {
      let leave: () => void;
      try {
        leave = await this.queue.enter(line, signal, patient);
      } catch (error) {
        if (error instanceof HttpError && !signal.aborted) this.counts.add('refused');
        throw error;
      }
      try {
        flight.started = true;
        flight.waitedMilliseconds = performance.now() - began;
        for (const member of flight.members) if (member.state === 'waiting') member.state = 'running';
        const evaluation = await evaluate(targets, request, { ...this.deps, store }, signal);
        this.counts.add('series', evaluation.stats.series);
        this.counts.add('points', evaluation.stats.points);
        return evaluation;
      } finally {
        leave();
      }
    };
    const result = Promise.resolve()
      .then(work)
      .finally(() => {
        if (key !== undefined && this.flights.get(key) === flight) this.flights.delete(key);
      });
    // Each member hears of a failure; without members it is nobody's.
    result.catch(() => {});
    const flight: Flight = {
      line,
      controller,
      members: new Set(),
      started: false,
      waitedMilliseconds: 0,
      result,
    };
    if (key !== undefined) this.flights.set(key, flight);
    return flight;
  }

  /** Waits for a flight; when the last member leaves it early, it ends. */
  private async join(flight: Flight, running: Running, signal: AbortSignal): Promise<Evaluation> {
    running.state = flight.members.size > 0 ? 'shared' : flight.started ? 'running' : 'waiting';
    flight.members.add(running);
    try {
      return await untilAborted(flight.result, signal);
    } finally {
      flight.members.delete(running);
      if (signal.aborted && flight.members.size === 0) flight.controller.abort(signal.reason);
    }
  }
}
