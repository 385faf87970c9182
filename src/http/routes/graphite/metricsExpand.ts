/** Graphite's `/metrics/expand`: the full paths of the nodes that match patterns. */
import { expandAnswer } from '../../../schema/graphite.ts';
import { readActiveRange } from '../../activeRange.ts';
import { activeWords, jsonpWords } from '../../commonParameters.ts';
import { findNodes, findQueries } from '../../findNodes.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { sendJsonp } from '../../jsonp.ts';
import type { Call, Route } from '../../route.ts';

const shared = {
  path: '/metrics/expand',
  role: 'viewer',
  graphite: true,
  about: {
    ...{
      group: 'Graphite: names',
      summary: 'The full paths of the nodes that match globs',
      answer: expandAnswer,
    },
    query: {
      query: 'A glob such as servers.*; repeated',
      leavesOnly: '1: series alone, no branches',
      groupByExpr: '1: by query',
      ...activeWords,
      ...jsonpWords,
    },
  },
  handle: expand,
} as const;

export const metricsExpand: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/** `{"results": [paths]}`, each once and sorted; with `groupByExpr=1` `{"results": {query: [paths]}}`. */
async function expand(call: Call): Promise<unknown> {
  const parameters = graphiteParameters(call.request);
  const queries = findQueries(parameters);
  const leavesOnly = parameters.flag('leavesOnly');
  const active = readActiveRange({
    activeOnly: parameters.flag('activeOnly'),
    from: parameters.last('from'),
    until: parameters.last('until'),
    tz: parameters.last('tz'),
    nowSeconds: call.deps.now(),
  });
  const found = await findNodes(queries, { active }, call);
  const groups = found.map(({ query, nodes }): [query: string, paths: string[]] => [
    query,
    nodes.filter(({ leaf }) => leaf || !leavesOnly).map(({ path }) => path),
  ]);
  const results = parameters.flag('groupByExpr')
    ? // From pairs, so that a query called __proto__ is a key as any other.
      Object.fromEntries(groups)
    : [...new Set(groups.flatMap(([, paths]) => paths))].sort();
  return sendJsonp(call, parameters, { results });
}
