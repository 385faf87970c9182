/** Graphite's `/metrics/search` of the days of 0.9, which scripts still ask: the nodes that match, and those just below. */
import { nodeSearchAnswer } from '../../../schema/graphite.ts';
import type { FindNode } from '../../../storage/store.ts';
import { jsonpWords } from '../../commonParameters.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { badRequest } from '../../httpError.ts';
import { sendJsonp } from '../../jsonp.ts';
import type { Call, Route } from '../../route.ts';

const DEFAULT_RESULTS = 25;
const MOST_RESULTS = 10_000;

const shared = {
  path: '/metrics/search',
  role: 'viewer',
  graphite: true,
  about: {
    ...{ group: 'Graphite: names', summary: 'The nodes that match a glob, and those just below' },
    query: {
      query: 'The glob',
      max_results: `${DEFAULT_RESULTS} when missing, ${MOST_RESULTS} at most`,
      keep_query_pattern: '1: the segments that the query matched are shown as it has them',
      ...jsonpWords,
    },
    answer: nodeSearchAnswer,
  },
  handle: search,
} as const;

export const metricsSearch: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/**
 * `{"metrics": [{path, is_leaf}]}`, sorted; paths of branches end in a dot. With `keep_query_pattern=1` the segments
 * that the query matched are shown as the query has them.
 */
async function search(call: Call): Promise<unknown> {
  const { request, store } = call;
  const parameters = graphiteParameters(request);
  const query = parameters.last('query');
  if (query === undefined) {
    throw badRequest('The parameter "query" is missing.', {
      hint: 'query=hosts.*.cpu, with max_results=100',
    });
  }
  const most = Number(parameters.last('max_results') ?? DEFAULT_RESULTS);
  if (!Number.isInteger(most) || most < 1 || most > MOST_RESULTS) {
    throw badRequest(`max_results is a whole number from 1 to ${MOST_RESULTS}.`);
  }
  const matching = await store.find(query, { limit: most });
  const below = await store.find(`${query}.*`, { limit: most });
  const kept = parameters.flag('keep_query_pattern') ? query : undefined;
  const entries = [...matching.nodes, ...below.nodes].flatMap((node) => searchEntries(node, kept));
  const distinct = [...new Map(entries.map((entry) => [entry.path, entry])).values()];
  distinct.sort((a, b) => (a.path < b.path ? -1 : 1));
  return sendJsonp(call, parameters, { metrics: distinct.slice(0, most) });
}

function searchEntries({ path, leaf, branch }: FindNode, kept: string | undefined) {
  const shown = kept === undefined ? path : overlaid(path, kept);
  return [
    ...(leaf ? [{ path: shown, is_leaf: true }] : []),
    ...(branch ? [{ path: `${shown}.`, is_leaf: false }] : []),
  ];
}

/** The path with its first segments as the query has them. */
function overlaid(path: string, query: string): string {
  return [query, ...path.split('.').slice(query.split('.').length)].join('.');
}
