/** Nodes of the metric tree for requests with several queries, within the limit of one request. */
import { type FindNode, type FindOptions, TooMuchError } from '../storage/store.ts';
import type { GraphiteParameters } from './graphiteParameters.ts';
import { badRequest } from './httpError.ts';
import type { Call } from './route.ts';

const MAX_QUERIES = 1000;

export interface FoundNodes {
  readonly query: string;
  /** Sorted by path. */
  readonly nodes: readonly FindNode[];
}

/** The distinct texts in `query`, none of them empty. @throws HttpError 400 when there is none, or there are too many */
export function findQueries(parameters: GraphiteParameters): string[] {
  const queries = [...new Set(parameters.all('query').filter(Boolean))];
  if (queries.length === 0) {
    throw badRequest('The parameter "query" is missing.', {
      hint: 'query=* lists the first level, query=a.* what is below a.',
    });
  }
  if (queries.length > MAX_QUERIES) {
    throw badRequest(`There are ${queries.length} queries; ${MAX_QUERIES} are allowed in one request.`);
  }
  return queries;
}

/**
 * One list a query, in their order. No answer has a place to say that there is more, so a part of it would pass for
 * all. @throws TooMuchError
 */
export async function findNodes(
  queries: readonly string[],
  { active, distinct }: Pick<FindOptions, 'active' | 'distinct'>,
  { deps, store, signal }: Pick<Call, 'deps' | 'store' | 'signal'>,
): Promise<FoundNodes[]> {
  const limit = deps.settings.queryLimits.maxSeries;
  const found: FoundNodes[] = [];
  let left = limit;
  for (const query of queries) {
    signal.throwIfAborted();
    const { nodes, truncated } = await store.find(query, { limit: left, active, distinct });
    if (truncated) throw new TooMuchError(`More than ${limit} nodes match; ${limit} are allowed.`);
    left -= nodes.length;
    found.push({ query, nodes });
  }
  return found;
}
