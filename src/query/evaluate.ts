/**
 * Targets → series. First every target is parsed and checked, then all that they read is fetched in one call, then
 * the functions run, each target by itself: one that fails takes no other with it.
 */
import type { FetchLimits, FetchRequest, MetricStore, TooMuchError } from '../storage/store.ts';
import { type BoundCall, type BoundNode, bind, withoutSeries } from './bind.ts';
import { functions as builtInFunctions } from './functions/index.ts';
import type { FunctionTable } from './registry/functionTable.ts';
import { withRollups } from './rollups.ts';
import { fromStore, type Series } from './series.ts';
import { parseTarget } from './target/parser.ts';
import { TargetError } from './targetError.ts';

export interface QueryLimits {
  /** Series and values that one evaluation may read from the store. */
  readonly maxSeries: number;
  readonly maxPoints: number;
  /** Characters of one target. */
  readonly maxTargetLength: number;
  /** How deep functions may nest in a target. */
  readonly maxDepth: number;
}

export interface QueryContext {
  readonly store: Pick<MetricStore, 'fetch'>;
  /** Seconds since 1970, as are `from` (exclusive) and `until`. */
  readonly nowSeconds: number;
  readonly from: number;
  readonly until: number;
  /** Values a series that the caller wants in the end; evaluation itself keeps them all. */
  readonly maxDataPoints?: number;
  /** IANA zone, for functions that know days. */
  readonly tz?: string;
  /** Share of known values (0..1) that combined and consolidated values need; 0 as in graphite-web. */
  readonly xFilesFactor?: number;
  readonly limits: QueryLimits;
  readonly signal?: AbortSignal;
  /** The functions that targets may call; all that there are unless given. */
  readonly functions?: FunctionTable;
}

/** What one target yielded: its series, or none and the reason. */
export interface EvaluatedTarget {
  readonly target: string;
  readonly series: readonly Series[];
  readonly error?: TargetError | TooMuchError;
}

export interface Evaluation {
  /** In the order of the targets. */
  readonly results: readonly EvaluatedTarget[];
  /** Series and values read from the store; what several targets read alike counts once. */
  readonly stats: { readonly series: number; readonly points: number };
}

/** Computed values allowed for each value that may be read. A panel with a dozen functions needs about as many. */
const WORK_PER_POINT = 20;
/** What a series costs besides its values, in values. */
const WORK_PER_SERIES = 100;
/** Visits of nodes in one run of a target, which is more than nodes fit into the longest target. */
const MAX_VISITS = 200_000;
/**
 * Runs of a target, each but the first after one more fetch. A window of points within another takes one more, so
 * nobody comes near it, while windows of different sizes nested in each other could go on for days.
 */
const MAX_RUNS = 30;

/**
 * Evaluates targets over one range. Blank targets yield nothing, as in graphite-web. Rejects when `signal` aborts or
 * the store fails; mistakes in a target and too much data are in its result.
 */
export async function evaluateTargets(
  targets: readonly string[],
  context: QueryContext,
): Promise<Evaluation> {
  const jobs = targets.map((target) => createJob(target, context));
  const data = new FetchedData(context);
  for (;;) {
    for (const job of jobs) {
      if (!isPending(job)) continue;
      // Each target is computed in one go; between targets other requests get their turn.
      await new Promise((resolve) => setImmediate(resolve));
      context.signal?.throwIfAborted();
      runJob(job, data, context);
    }
    const pending = jobs.filter(isPending);
    if (pending.length === 0) break;
    await data.fetchFor(pending);
  }
  const results = jobs.map(({ target, series, error }) => ({
    target,
    series: series ?? [],
    ...(error === undefined ? {} : { error }),
  }));
  return { results, stats: { series: data.seriesRead, points: data.pointsRead } };
}

/** A target on its way: pending as long as it has neither series nor error. */
interface Job {
  readonly target: string;
  readonly root: BoundNode | undefined;
  series: readonly Series[] | undefined;
  error: TargetError | TooMuchError | undefined;
  /** What the last run could not go on without, by {@link requestKey}. */
  missing: Map<string, FetchRequest>;
  work: number;
  visits: number;
  runs: number;
  /** Coarsest step of a node's series from a second on, once known; null without series. */
  readonly steps: Map<BoundNode, Map<number, number | null>>;
}

function createJob(target: string, { limits, functions = builtInFunctions }: QueryContext): Job {
  const job = { target, missing: new Map(), work: 0, visits: 0, runs: 0, steps: new Map() };
  // The length comes first: a huge target is not even looked through for blanks.
  if (target.length <= limits.maxTargetLength && target.trim() === '') {
    return { ...job, root: undefined, series: [], error: undefined };
  }
  try {
    return {
      ...job,
      root: withRollups(bind(parseTarget(target, limits), functions)),
      series: undefined,
      error: undefined,
    };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { ...job, root: undefined, series: undefined, error };
  }
}

function isPending(job: Job): boolean {
  return job.series === undefined && job.error === undefined;
}

/** Runs a target as far as the data goes: it ends with series, an error, or requests in `missing`. */
function runJob(job: Job, data: FetchedData, context: QueryContext): void {
  job.missing = new Map();
  job.work = 0;
  job.visits = 0;
  try {
    if (++job.runs > MAX_RUNS) tooManyWindows(job.root!);
    const series = evaluateNode(job.root!, context.from, { job, data, context });
    if (series !== null) job.series = series;
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    job.error = error;
  }
}

function tooManyWindows({ column }: BoundNode): never {
  throw new TargetError('windows within windows make this target too costly', {
    column,
    hint: 'give windows as lengths of time, such as "5min", or nest fewer of them',
  });
}

interface Run {
  readonly job: Job;
  readonly data: FetchedData;
  readonly context: QueryContext;
}

/** Series of a node from second `from` on; null when something has to be fetched first (all of it is noted). */
function evaluateNode(node: BoundNode, from: number, run: Run): readonly Series[] | null {
  const { job, data, context } = run;
  if (++job.visits > MAX_VISITS) tooManyWindows(node);
  let series: readonly Series[] | null;
  if (node.kind === 'path') {
    const request = { pattern: node.pattern, from, until: context.until, rollup: node.rollup };
    series = data.get(request);
    if (series === null) job.missing.set(requestKey(request), request);
  } else series = evaluateCall(node, from, run);
  if (series !== null) chargeWork(series, node, run);
  return series;
}

function evaluateCall(node: BoundCall, from: number, run: Run): readonly Series[] | null {
  const { context } = run;
  const { definition, literals, seriesArguments } = node;
  const historySeconds = historyOf(node, from, run);
  if (historySeconds === 'pending') return null;
  // Without series there is nothing to compute, as in graphite-web.
  if (historySeconds === 'no series') return [];
  const argumentsFrom = Math.max(0, from - historySeconds);
  const args: Record<string, unknown> = { ...withoutSeries(definition, literals) };
  let complete = true;
  for (const { param, nodes } of seriesArguments) {
    const lists = nodes.map((argument) => evaluateNode(argument, argumentsFrom, run));
    if (lists.includes(null)) complete = false;
    args[param.name] = param.multiple ? lists : lists[0];
  }
  if (!complete) return null;
  const { until, nowSeconds, xFilesFactor = 0 } = context;
  return definition.run(args, { from, until, nowSeconds, xFilesFactor, historySeconds });
}

/** Seconds that a function's arguments have to begin earlier. */
function historyOf(node: BoundCall, from: number, run: Run): number | 'pending' | 'no series' {
  const history = node.definition.history?.(withoutSeries(node.definition, node.literals));
  if (history === undefined) return 0;
  if ('seconds' in history) return history.seconds;
  let coarsest: number | null = null;
  for (const argument of node.seriesArguments.flatMap(({ nodes }) => nodes)) {
    const step = coarsestStep(argument, from, run);
    if (step === 'pending') return 'pending';
    if (step !== null) coarsest = Math.max(coarsest ?? 0, step);
  }
  return coarsest === null ? 'no series' : coarsest * history.points;
}

/**
 * Coarsest step among a node's series, null without any. Remembered for the target: otherwise each window nested
 * in another would double the work.
 */
function coarsestStep(node: BoundNode, from: number, run: Run): number | null | 'pending' {
  const known = run.job.steps.get(node) ?? new Map<number, number | null>();
  run.job.steps.set(node, known);
  const remembered = known.get(from);
  if (remembered !== undefined) return remembered;
  const series = evaluateNode(node, from, run);
  if (series === null) return 'pending';
  const step = series.length === 0 ? null : series.reduce((most, { step }) => Math.max(most, step), 0);
  known.set(from, step);
  return step;
}

/** Bounds what a short target can make of allowed data, such as the same thousand series a thousand times. */
function chargeWork(series: readonly Series[], node: BoundNode, { job, context }: Run): void {
  for (const { values } of series) job.work += values.length + WORK_PER_SERIES;
  const allowed = (context.limits.maxPoints + WORK_PER_SERIES * context.limits.maxSeries) * WORK_PER_POINT;
  if (job.work <= allowed) return;
  throw new TargetError(`computing this takes more than ${allowed} values`, {
    column: node.column,
    hint: 'ask for a shorter time range or fewer series',
  });
}

/** What has been read from the store for all targets of one evaluation. */
class FetchedData {
  seriesRead = 0;
  pointsRead = 0;
  private readonly answers = new Map<string, readonly Series[]>();
  private readonly context: QueryContext;

  constructor(context: QueryContext) {
    this.context = context;
  }

  /** The answer to a request, null when it has not been asked yet. */
  get(request: FetchRequest): readonly Series[] | null {
    return this.answers.get(requestKey(request)) ?? null;
  }

  /** Fetches what jobs miss, in one call. If that is too much, each job by itself, so that some may succeed. */
  async fetchFor(jobs: readonly Job[]): Promise<void> {
    const together = new Map(jobs.flatMap((job) => [...job.missing]));
    try {
      await this.fetch([...together.values()]);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      if (jobs.length === 1) jobs[0]!.error = error;
      else for (const job of jobs) await this.fetchAlone(job);
    }
  }

  private async fetchAlone(job: Job): Promise<void> {
    try {
      await this.fetch([...job.missing.values()].filter((request) => this.get(request) === null));
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      job.error = error;
    }
  }

  private async fetch(requests: readonly FetchRequest[]): Promise<void> {
    const { store, limits, signal, xFilesFactor = 0 } = this.context;
    if (requests.length === 0) return;
    const left: FetchLimits = {
      maxSeries: limits.maxSeries - this.seriesRead,
      maxPoints: limits.maxPoints - this.pointsRead,
    };
    const answers = await store.fetch(requests, left);
    signal?.throwIfAborted();
    requests.forEach((request, i) => {
      const stored = answers[i]!;
      this.seriesRead += stored.length;
      for (const { values } of stored) this.pointsRead += values.length;
      this.answers.set(
        requestKey(request),
        stored.map((series) => fromStore(series, request.pattern, xFilesFactor)),
      );
    });
  }
}

function requestKey({ pattern, from, until, rollup }: FetchRequest): string {
  return `${from} ${until} ${rollup ?? '-'} ${pattern}`;
}

/** By name: the store may live in another thread, and what crosses threads keeps its name, not its class. */
function isTooMuch(error: unknown): error is TooMuchError {
  return error instanceof Error && error.name === 'TooMuchError';
}
