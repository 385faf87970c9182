/** Values of targets over a range, for charts. */
import { consolidateToInterval, niceInterval } from '../../../query/consolidate.ts';
import type { EvaluatedTarget } from '../../../query/evaluate.ts';
import type { Series } from '../../../query/series.ts';
import { type QueryAnswer, type QueryResult, queryRequest } from '../../../schema/api.ts';
import { explainTotals } from '../../explainAnswer.ts';
import { badRequest } from '../../httpError.ts';
import { MAX_SERIES_SHOWN, targetError, toQuerySeries } from '../../queryResult.ts';
import type { Route } from '../../route.ts';
import { readTimeRange, type TimeRange } from '../../timeRange.ts';

export const query: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/query',
    role: 'viewer',
    readsOnly: true,
    evaluates: true,
    async handle(call): Promise<QueryAnswer> {
      const { request, deps, queries, missing } = call;
      const { targets, from, until, maxDataPoints, tz, explain } = queryRequest.parse(request.body);
      if (new Set(targets.map(({ id }) => id)).size < targets.length) {
        throw badRequest('Two targets have the same id.');
      }
      const nowSeconds = Math.floor(deps.now());
      const range = readTimeRange({ from, until, tz, nowSeconds });
      const outcome = await queries.evaluate(
        call,
        targets.map(({ target }) => target),
        { ...range, nowSeconds, tz, maxDataPoints },
        { explain },
      );
      const partial = missing();
      return {
        ...range,
        results: outcome.results.map((result, i) =>
          toResult(targets[i].id, result, { range, maxDataPoints, requestId: request.id }),
        ),
        stats: { milliseconds: Math.round(outcome.milliseconds * 10) / 10, ...outcome.stats },
        ...(explain ? { explain: explainTotals(outcome) } : {}),
        ...(partial.length === 0 ? {} : { partial }),
      };
    },
  },
];

interface Shape {
  readonly range: TimeRange;
  readonly maxDataPoints: number;
  readonly requestId: string;
}

function toResult(
  id: string,
  evaluated: EvaluatedTarget,
  { range, maxDataPoints, requestId }: Shape,
): QueryResult {
  const error = targetError(evaluated, requestId);
  const explain = evaluated.explain === undefined ? {} : { explain: evaluated.explain };
  if (error !== undefined) return { id, series: [], error, ...explain };
  const shown = evaluated.series.slice(0, MAX_SERIES_SHOWN);
  const interval = commonInterval(shown, range, maxDataPoints);
  return {
    id,
    series: shown.map((series) =>
      toQuerySeries(wholeBuckets(consolidateToInterval(series, interval), series)),
    ),
    ...(shown.length < evaluated.series.length ? { truncated: true } : {}),
    ...explain,
  };
}

/**
 * One bucket length for all series of a target, so that a live stream can go on with the same. It is a multiple of
 * the coarsest step that has to be consolidated at all, since steps usually divide one another.
 */
function commonInterval(list: readonly Series[], { from, until }: TimeRange, maxDataPoints: number): number {
  const enough = (until - from) / maxDataPoints;
  const steps = list.map(({ step }) => step).filter((step) => step < enough);
  return niceInterval(until - from, maxDataPoints, Math.max(1, ...steps));
}

/**
 * Leaves out a first bucket that the range begins in the middle of: as a sum it would be too small. Where there
 * are only a few buckets, a part is better than nothing.
 */
function wholeBuckets(consolidated: Series, { start }: Series): Series {
  const { start: firstBucket, step, values } = consolidated;
  if (firstBucket >= start || values.length < 5) return consolidated;
  return { ...consolidated, start: firstBucket + step, values: values.subarray(1) };
}
