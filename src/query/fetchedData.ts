/** What one evaluation has read from the store, for all its targets together. */
import type { BadRequestError, FetchLimits, FetchRequest, TooMuchError } from '../storage/store.ts';
import type { QueryContext } from './queryContext.ts';
import { fromStore, type Series } from './series.ts';
import type { TargetError } from './targetError.ts';

/** What a store says to a request that is at fault itself. */
export type StoreRefusal = TooMuchError | BadRequestError;

/** A target that waits for data: it goes on when what it misses has been read, and ends when it has an error. */
export interface Waiting {
  readonly missing: ReadonlyMap<string, FetchRequest>;
  error: TargetError | StoreRefusal | undefined;
}

export class FetchedData {
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

  /** Fetches what jobs miss, in one call. If that is refused, each job by itself, so that some may succeed. */
  async fetchFor(jobs: readonly Waiting[]): Promise<void> {
    const together = new Map(jobs.flatMap((job) => [...job.missing]));
    try {
      await this.fetch([...together.values()]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (jobs.length === 1) jobs[0]!.error = error;
      else for (const job of jobs) await this.fetchAlone(job);
    }
  }

  private async fetchAlone(job: Waiting): Promise<void> {
    try {
      await this.fetch([...job.missing.values()].filter((request) => this.get(request) === null));
    } catch (error) {
      if (!isRefusal(error)) throw error;
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

/** Equal for requests of the same data. */
export function requestKey({ pattern, tags, from, until, rollup }: FetchRequest): string {
  return `${from} ${until} ${rollup ?? '-'} ${tags === undefined ? '' : `${JSON.stringify(tags)} `}${pattern}`;
}

/** By name: the store may live in another thread, and what crosses threads keeps its name, not its class. */
function isRefusal(error: unknown): error is StoreRefusal {
  return error instanceof Error && (error.name === 'TooMuchError' || error.name === 'BadRequestError');
}
