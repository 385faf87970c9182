/** Values of targets over a range, for charts. */
import { type QueryAnswer, queryAnswer, queryRequest } from '../../../schema/api.ts';
import { askForChart } from '../../askForChart.ts';
import { explainTotals } from '../../explainAnswer.ts';
import { badRequest } from '../../httpError.ts';
import type { Route } from '../../route.ts';
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
      const { request, deps, missing } = call;
      const { targets, from, until, maxDataPoints, tz, explain, consolidateBy, band } = queryRequest.parse(
        request.body,
      );
      if (new Set(targets.map(({ id }) => id)).size < targets.length) {
        throw badRequest('Two targets have the same id.');
      }
      const nowSeconds = Math.floor(deps.now());
      const range = readTimeRange({ from, until, tz, nowSeconds });
      const question = { range, nowSeconds, tz, maxDataPoints, consolidateBy, band, explain };
      const { outcome, results } = await askForChart(call, targets, question);
      const partial = missing();
      return {
        ...range,
        results,
        stats: { milliseconds: Math.round(outcome.milliseconds * 10) / 10, ...outcome.stats },
        ...(explain ? { explain: explainTotals(outcome) } : {}),
        ...(partial.length === 0 ? {} : { partial }),
      };
    },
  },
];
