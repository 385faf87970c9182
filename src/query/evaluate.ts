/**
 * Targets → series. First every target is parsed and checked, then all that they read is fetched in one call, then
 * the functions run, each target by itself: one that fails takes no other with it.
 */
import { FetchedData, type StoreRefusal } from './fetchedData.ts';
import type { QueryContext } from './queryContext.ts';
import type { Series } from './series.ts';
import type { TargetError } from './targetError.ts';
import { TargetRun } from './targetRun.ts';

/** What one target yielded: its series, or none and the reason. */
export interface EvaluatedTarget {
  readonly target: string;
  readonly series: readonly Series[];
  readonly error?: TargetError | StoreRefusal;
}

export interface Evaluation {
  /** In the order of the targets. */
  readonly results: readonly EvaluatedTarget[];
  /** Series and values read from the store; what several targets read alike counts once. */
  readonly stats: { readonly series: number; readonly points: number };
}

/**
 * Evaluates targets over one range. Blank targets yield nothing, as in graphite-web. Rejects when `signal` aborts or
 * the store fails; mistakes in a target and too much data are in its result.
 */
export async function evaluateTargets(
  targets: readonly string[],
  context: QueryContext,
): Promise<Evaluation> {
  const data = new FetchedData(context);
  const runs = targets.map((target) => new TargetRun(target, data, context));
  for (;;) {
    for (const run of runs) {
      if (!run.pending) continue;
      // Each target is computed in one go; between targets other requests get their turn.
      await new Promise((resolve) => setImmediate(resolve));
      context.signal?.throwIfAborted();
      run.proceed();
    }
    const pending = runs.filter((run) => run.pending);
    if (pending.length === 0) break;
    await data.fetchFor(pending);
  }
  const results = runs.map(({ target, series, error }) => ({
    target,
    series: series ?? [],
    ...(error === undefined ? {} : { error }),
  }));
  return { results, stats: { series: data.seriesRead, points: data.pointsRead } };
}
