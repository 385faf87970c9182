/** Values of targets over a range, for charts. */
import { type QueryAnswer, queryAnswer, queryRequest } from '../../../schema/api.ts';
import { type BandEnds, chartResult } from '../../chartSeries.ts';
import type { EvaluateRequest } from '../../evaluate.ts';
import { explainTotals } from '../../explainAnswer.ts';
import { badRequest } from '../../httpError.ts';
import type { QueryOutcome } from '../../queries/queries.ts';
import type { Call, Route } from '../../route.ts';
import { readTimeRange } from '../../timeRange.ts';

export const query: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/query',
    role: 'viewer',
    readsOnly: true,
    evaluates: true,
    about: {
      ...{
        group: 'Values',
        summary: 'Values of targets over a range',
        body: queryRequest,
        answer: queryAnswer,
      },
      description: 'Each target has a result, or an error, of its own.',
    },
    async handle(call): Promise<QueryAnswer> {
      const { request, deps, queries, missing } = call;
      const { targets, from, until, maxDataPoints, tz, explain, consolidateBy, band } = queryRequest.parse(
        request.body,
      );
      if (new Set(targets.map(({ id }) => id)).size < targets.length) {
        throw badRequest('Two targets have the same id.');
      }
      const nowSeconds = Math.floor(deps.now());
      const range = readTimeRange({ from, until, tz, nowSeconds });
      const texts = targets.map(({ target }) => target);
      const evaluation = { ...range, nowSeconds, tz, maxDataPoints, consolidateBy };
      const outcome = await queries.evaluate(call, texts, evaluation, { explain });
      const ends = band ? await bandEnds(call, outcome, evaluation) : [];
      const partial = missing();
      const shape = { range, maxDataPoints, requestId: request.id, band: band ?? false };
      return {
        ...range,
        results: outcome.results.map((result, i) => chartResult(targets[i].id, result, shape, ends[i])),
        stats: { milliseconds: Math.round(outcome.milliseconds * 10) / 10, ...outcome.stats },
        ...(explain ? { explain: explainTotals(outcome) } : {}),
        ...(partial.length === 0 ? {} : { partial }),
      };
    },
  },
];

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
