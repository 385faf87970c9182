/**
 * Targets → series. First every target is parsed and checked, then all that they read is fetched in one call, then
 * the functions run, each target by itself: one that fails takes no other with it.
 */
import { type ExplainedNode, type ExplainedRead, readTogether } from './explain.ts';
import { FetchedData, type StoreRefusal } from './fetchedData.ts';
import type { QueryContext } from './queryContext.ts';
import type { RolledUp } from './resolution.ts';
import type { Series } from './series.ts';
import type { TargetError } from './targetError.ts';
import { TargetRun } from './targetRun.ts';

/** One function after the other may go on for so long before other requests get their turn. */
const TURN_MS = 20;

/** What one target yielded: its series, or none and the reason. */
export interface EvaluatedTarget {
  readonly target: string;
  readonly series: readonly Series[];
  readonly error?: TargetError | StoreRefusal;
  /** The coarsest of what was read from archives that are not their series' finest. */
  readonly rolledUp?: RolledUp;
  /** Where it was asked for; not of a blank target, or one that is not understood. */
  readonly explain?: ExplainedNode;
}

export interface Evaluation {
  /** In the order of the targets. */
  readonly results: readonly EvaluatedTarget[];
  /** Series and values read from the store; what several targets read alike counts once. */
  readonly stats: { readonly series: number; readonly points: number };
  /** Seconds: the shortest step of what was read and of what it became; Infinity without any. */
  readonly finestStep: number;
  /** What all of it has read; zero unless it was to be explained. */
  readonly read: ExplainedRead;
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
      await othersHadTheirTurn(context);
      await inTurns(run.proceed(), context);
    }
    const pending = runs.filter((run) => run.pending);
    if (pending.length === 0) break;
    await data.fetchFor(pending);
  }
  const results = runs.map(({ target, series, error, explained, rolledUp }) => ({
    target,
    series: consolidatedAs(series ?? [], context.consolidateBy),
    ...(rolledUp === undefined ? {} : { rolledUp }),
    ...(error === undefined ? {} : { error }),
    ...(explained === undefined ? {} : { explain: explained }),
  }));
  const finestStep = results
    .flatMap(({ series }) => series)
    .reduce((finest, { step }) => Math.min(finest, step), data.finestStep);
  return {
    results,
    stats: { series: data.seriesRead, points: data.pointsRead },
    finestStep,
    read: readTogether(data.readings.values()),
  };
}

/** What the request asks for holds where the target does not say it itself. */
function consolidatedAs(list: readonly Series[], how: QueryContext['consolidateBy']): readonly Series[] {
  if (how === undefined) return list;
  return list.map((series) =>
    series.tags['consolidateBy'] === undefined ? { ...series, consolidation: how } : series,
  );
}

/** Does a target's work, function by function, and lets others have their turn when it has gone on for long. */
async function inTurns(work: Generator<void, void>, context: QueryContext): Promise<void> {
  let began = performance.now();
  while (!work.next().done) {
    if (performance.now() - began < TURN_MS) continue;
    await othersHadTheirTurn(context);
    began = performance.now();
  }
}

async function othersHadTheirTurn({ signal }: QueryContext): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
