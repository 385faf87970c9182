/** What a query did and cost, as the API tells it. */
import type { ExplainAnswer, ExplainTotals } from '../schema/queries.ts';
import type { QueryOutcome } from './queries/queries.ts';
import type { TimeRange } from './timeRange.ts';

/** The answer of `/render` in place of the data. */
export function explainAnswer(outcome: QueryOutcome, { from, until }: TimeRange): ExplainAnswer {
  return {
    from,
    until,
    targets: outcome.results.map(({ target, explain }) => ({ target, root: explain ?? null })),
    totals: explainTotals(outcome),
  };
}

export function explainTotals({
  milliseconds,
  waitedMilliseconds,
  stats,
  read,
}: QueryOutcome): ExplainTotals {
  return {
    milliseconds: rounded(milliseconds),
    waitedMilliseconds: rounded(waitedMilliseconds),
    ...stats,
    read,
  };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
