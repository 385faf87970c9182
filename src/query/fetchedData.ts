/** What one evaluation has read from the store, for all its targets together. */
import type {
  BadRequestError,
  FetchOptions,
  FetchRequest,
  FoldedSeries,
  FoldRequest,
  ReadCost,
  TooMuchError,
} from '../storage/store.ts';
import type { Reading } from './explain.ts';
import type { QueryContext } from './queryContext.ts';
import { coarser, type RolledUp } from './resolution.ts';
import { fromStore, type Series } from './series.ts';
import type { TargetError } from './targetError.ts';

/** What a store says to a request that is at fault itself. */
export type StoreRefusal = TooMuchError | BadRequestError;

/** A target that waits for data: it goes on when what it misses has been read, and ends when it has an error. */
export interface Waiting {
  readonly missing: ReadonlyMap<string, FetchRequest>;
  readonly missingFolds: ReadonlyMap<string, FoldRequest>;
  error: TargetError | StoreRefusal | undefined;
}

export class FetchedData {
  seriesRead = 0;
  pointsRead = 0;
  /** The shortest step of all that was read; Infinity when nothing was. */
  finestStep = Number.POSITIVE_INFINITY;
  /** What each request has read, by {@link requestKey} or {@link foldKey}; kept only where it is to be explained. */
  readonly readings = new Map<string, Reading>();
  /** Of requests that were answered from coarser archives than the finest, by {@link requestKey} or {@link foldKey}. */
  readonly rolledUp = new Map<string, RolledUp>();
  private readonly answers = new Map<string, readonly Series[]>();
  private readonly folds = new Map<string, FoldedSeries | null>();
  private readonly context: QueryContext;

  constructor(context: QueryContext) {
    this.context = context;
  }

  /** The answer to a request, null when it has not been asked yet. */
  get(request: FetchRequest): readonly Series[] | null {
    return this.answers.get(requestKey(request)) ?? null;
  }

  /** The answer to a request, null when there is nothing to fold or nobody who does, undefined when it has not been asked yet. */
  getFold(request: FoldRequest): FoldedSeries | null | undefined {
    if (this.context.store.fold === undefined) return null;
    return this.folds.get(foldKey(request));
  }

  /** Fetches what jobs miss, in one call. If that is refused, each job by itself, so that some may succeed. */
  async fetchFor(jobs: readonly Waiting[]): Promise<void> {
    const together = new Map(jobs.flatMap((job) => [...job.missing]));
    const folds = new Map(jobs.flatMap((job) => [...job.missingFolds]));
    try {
      await this.fetch([...together.values()]);
      await this.fold([...folds.values()]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (jobs.length === 1) jobs[0]!.error = error;
      else for (const job of jobs) await this.fetchAlone(job);
    }
  }

  private async fetchAlone(job: Waiting): Promise<void> {
    try {
      await this.fetch([...job.missing.values()].filter((request) => this.get(request) === null));
      await this.fold(
        [...job.missingFolds.values()].filter((request) => this.getFold(request) === undefined),
      );
    } catch (error) {
      if (!isRefusal(error)) throw error;
      job.error = error;
    }
  }

  private async fetch(requests: readonly FetchRequest[]): Promise<void> {
    const { store, signal, xFilesFactor = 0 } = this.context;
    if (requests.length === 0) return;
    const costs: Costs = new Map();
    const answers = await store.fetch(requests, this.options(costs));
    signal?.throwIfAborted();
    requests.forEach((request, i) => {
      const stored = answers[i]!;
      const points = stored.reduce((sum, { values }) => sum + values.length, 0);
      this.note(requestKey(request), stored, { series: stored.length, points, cost: costs.get(request) });
      const rolledUp = stored.reduce<RolledUp | undefined>(
        (coarsest, series) =>
          series.rolledUp
            ? coarser(coarsest, { step: series.step, how: request.rollup ?? series.aggregation })
            : coarsest,
        undefined,
      );
      if (rolledUp !== undefined) this.rolledUp.set(requestKey(request), rolledUp);
      this.answers.set(
        requestKey(request),
        stored.map((series) => fromStore(series, request.pattern, xFilesFactor)),
      );
    });
  }

  private async fold(requests: readonly FoldRequest[]): Promise<void> {
    const { store, signal } = this.context;
    if (requests.length === 0 || store.fold === undefined) return;
    const costs: Costs = new Map();
    const answers = await store.fold(requests, this.options(costs));
    signal?.throwIfAborted();
    requests.forEach((request, i) => {
      const folded = answers[i]!;
      this.folds.set(foldKey(request), folded);
      if (folded === null) return;
      const { series, values, step } = folded;
      if (folded.rolledUp) this.rolledUp.set(foldKey(request), { step, how: request.rollup ?? 'average' });
      this.note(foldKey(request), [folded], {
        series,
        points: series * values.length,
        cost: costs.get(request),
      });
    });
  }

  private note(
    key: string,
    grids: readonly { readonly step: number }[],
    { series, points, cost = NO_COST }: Pick<Reading, 'series' | 'points'> & { cost: ReadCost | undefined },
  ): void {
    this.seriesRead += series;
    this.pointsRead += points;
    for (const { step } of grids) this.finestStep = Math.min(this.finestStep, step);
    if (!this.context.explain) return;
    this.readings.set(key, { series, points, cost, steps: new Set(grids.map(({ step }) => step)) });
  }

  private options(costs: Costs): FetchOptions {
    const { limits, signal, explain } = this.context;
    return {
      maxSeries: limits.maxSeries - this.seriesRead,
      maxPoints: limits.maxPoints - this.pointsRead,
      ...(signal === undefined ? {} : { signal }),
      ...(explain
        ? { onCost: (request: FetchRequest, cost: ReadCost) => void costs.set(request, cost) }
        : {}),
    };
  }
}

/** By the very request. */
type Costs = Map<FetchRequest, ReadCost>;

const NO_COST: ReadCost = { milliseconds: 0, bytes: 0, chunks: 0, directoryHits: 0, directoryMisses: 0 };

/** Equal for folds of the same data. */
export function foldKey(request: FoldRequest): string {
  return `${request.fold} ${requestKey(request)}`;
}

/** Equal for requests of the same data. */
export function requestKey({ pattern, tags, from, until, rollup }: FetchRequest): string {
  return `${from} ${until} ${rollup ?? '-'} ${tags === undefined ? '' : `${JSON.stringify(tags)} `}${pattern}`;
}

/** By name: the store may live in another thread, and what crosses threads keeps its name, not its class. */
function isRefusal(error: unknown): error is StoreRefusal {
  return error instanceof Error && (error.name === 'TooMuchError' || error.name === 'BadRequestError');
}
