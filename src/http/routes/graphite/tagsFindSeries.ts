/** Graphite's `/tags/findSeries`: the names of series whose tags satisfy expressions. */
import { namesAnswer } from '../../../schema/graphite.ts';
import { TooMuchError } from '../../../storage/store.ts';
import { exprWords, prettyWords } from '../../commonParameters.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';
import { limitParameter, tagExpressions } from '../../tagParameters.ts';

const shared = {
  path: '/tags/findSeries',
  role: 'viewer',
  graphite: true,
  about: {
    ...{
      group: 'Graphite: tags',
      summary: 'The names of series whose tags satisfy expressions',
      answer: namesAnswer,
    },
    query: { ...exprWords, limit: 'The first so many', ...prettyWords },
  },
  handle: findSeries,
} as const;

export const tagsFindSeries: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/** A list of names, sorted; with `limit` the first of them. */
async function findSeries({ request, reply, store, deps }: Call): Promise<unknown> {
  const parameters = graphiteParameters(request);
  const expressions = tagExpressions(parameters);
  if (expressions.length === 0) {
    throw badRequest('The parameter "expr" is missing.', { hint: 'expr=name=disk.used&expr=host=~web.*' });
  }
  const most = deps.settings.queryLimits.maxSeries;
  const limit = limitParameter(parameters);
  const { names, truncated } = await store.findByTags(expressions, Math.min(limit ?? most, most));
  if (truncated && (limit ?? Number.POSITIVE_INFINITY) > most) {
    throw new TooMuchError(`More than ${most} series match; ${most} are allowed.`);
  }
  return sendJson(reply, names, parameters.flag('pretty'));
}
