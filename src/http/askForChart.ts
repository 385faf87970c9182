/** Evaluates targets as charts want them: each with a result, or an error, of its own. */
import type { QueryRequest, QueryResult } from '../schema/api.ts';
import { type BandEnds, chartResult } from './chartSeries.ts';
import type { EvaluateRequest } from './evaluate.ts';
import type { QueryOutcome } from './queries/queries.ts';
import type { Call } from './route.ts';
import type { TimeRange } from './timeRange.ts';

export interface ChartQuestion
  extends Pick<EvaluateRequest, 'nowSeconds' | 'tz' | 'consolidateBy'>,
    Pick<QueryRequest, 'band' | 'explain'> {
  readonly range: TimeRange;
  readonly maxDataPoints: number;
}

export interface ChartAnswer {
  readonly outcome: QueryOutcome;
  /** In the order of the targets. */
  readonly results: QueryResult[];
}

/** Rejects as `Queries.evaluate` does. */
export async function askForChart(
  call: Call,
  targets: readonly { readonly id: string; readonly target: string }[],
  question: ChartQuestion,
): Promise<ChartAnswer> {
  const { range, nowSeconds, tz, maxDataPoints, consolidateBy, band = false, explain } = question;
  const texts = targets.map(({ target }) => target);
  const evaluation = { ...range, nowSeconds, tz, maxDataPoints, consolidateBy };
  const outcome = await call.queries.evaluate(call, texts, evaluation, { explain });
  const ends = band ? await bandEnds(call, outcome, evaluation) : [];
  const shape = { range, maxDataPoints, requestId: call.request.id, band };
  const results = outcome.results.map((result, i) => chartResult(targets[i].id, result, shape, ends[i]));
  return { outcome, results };
}

/** Asks once more, for the columns of rollups that know the least and the greatest, where rollups were read at all. */
async function bandEnds(
  call: Call,
  { results }: QueryOutcome,
  evaluation: EvaluateRequest,
): Promise<(BandEnds | undefined)[]> {
  const coarse = results.filter(({ rolledUp }) => rolledUp !== undefined);
  if (coarse.length === 0) return [];
  const texts = coarse.map(({ target }) => target);
  const [low, high] = await Promise.all(
    (['min', 'max'] as const).map((consolidateBy) =>
      call.queries.evaluate(call, texts, { ...evaluation, consolidateBy }),
    ),
  );
  let next = 0;
  return results.map(({ rolledUp }) => {
    if (rolledUp === undefined) return undefined;
    const place = next++;
    return { low: low!.results[place]!, high: high!.results[place]! };
  });
}
