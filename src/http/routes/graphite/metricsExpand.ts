/** Graphite's `/metrics/expand`: the full paths of the nodes that match patterns. */
import { TooMuchError } from '../../../storage/store.ts';
import { readActiveRange } from '../../activeRange.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';

const MAX_QUERIES = 1000;

const shared = { path: '/metrics/expand', role: 'viewer', graphite: true, handle: expand } as const;

export const metricsExpand: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/** `{"results": [paths]}`, each once and sorted; with `groupByExpr=1` `{"results": {query: [paths]}}`. */
async function expand({ request, reply, deps, signal }: Call): Promise<unknown> {
  const parameters = graphiteParameters(request);
  const queries = [...new Set(parameters.all('query').filter(Boolean))];
  if (queries.length === 0) {
    throw badRequest('The parameter "query" is missing.', {
      hint: 'query=a.* expands to all nodes below a.',
    });
  }
  if (queries.length > MAX_QUERIES) {
    throw badRequest(`There are ${queries.length} queries; ${MAX_QUERIES} are allowed in one request.`);
  }
  const leavesOnly = parameters.flag('leavesOnly');
  const active = readActiveRange({
    activeOnly: parameters.flag('activeOnly'),
    from: parameters.last('from'),
    until: parameters.last('until'),
    tz: parameters.last('tz'),
    nowSeconds: deps.now(),
  });
  const limit = deps.settings.queryLimits.maxSeries;
  const groups: [query: string, paths: string[]][] = [];
  let left = limit;
  for (const query of queries) {
    signal.throwIfAborted();
    const { nodes, truncated } = await deps.store.find(query, { limit: left, active });
    if (truncated) throw new TooMuchError(`More than ${limit} nodes match; ${limit} are allowed.`);
    left -= nodes.length;
    groups.push([query, nodes.filter(({ leaf }) => leaf || !leavesOnly).map(({ path }) => path)]);
  }
  const results = parameters.flag('groupByExpr')
    ? // From pairs, so that a query called __proto__ is a key as any other.
      Object.fromEntries(groups)
    : [...new Set(groups.flatMap(([, paths]) => paths))].sort();
  return sendJson(reply, { results }, parameters.flag('pretty'));
}
