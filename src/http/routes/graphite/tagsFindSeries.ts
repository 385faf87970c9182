/** Graphite's `/tags/findSeries`: the names of series whose tags satisfy expressions. */
import { TooMuchError } from '../../../storage/store.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';

const MAX_EXPRESSIONS = 100;

const shared = { path: '/tags/findSeries', role: 'viewer', graphite: true, handle: findSeries } as const;

export const tagsFindSeries: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/** A list of names, sorted. `expr[]` is how some clients write a repeated `expr`. */
async function findSeries({ request, reply, deps }: Call): Promise<unknown> {
  const parameters = graphiteParameters(request);
  const expressions = [...parameters.all('expr'), ...parameters.all('expr[]')].filter(Boolean);
  if (expressions.length === 0) {
    throw badRequest('The parameter "expr" is missing.', { hint: 'expr=name=disk.used&expr=host=~web.*' });
  }
  if (expressions.length > MAX_EXPRESSIONS) {
    throw badRequest(`There are ${expressions.length} expressions; ${MAX_EXPRESSIONS} are allowed.`);
  }
  const limit = deps.settings.queryLimits.maxSeries;
  const { names, truncated } = await deps.store.findByTags(expressions, limit);
  if (truncated) throw new TooMuchError(`More than ${limit} series match; ${limit} are allowed.`);
  return sendJson(reply, names, parameters.flag('pretty'));
}
