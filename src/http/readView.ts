/** The stores that a request reads from. */
import type { FastifyRequest } from 'fastify';
import type { ReadView } from '../federation/federation.ts';
import { HOPS_HEADER } from '../federation/remote.ts';
import type { HttpDeps } from './deps.ts';

/** Names the remote stores whose data is missing in an answer, with the reasons. */
export const PARTIAL_HEADER = 'x-plumbago-partial';

/**
 * The own store and the remote ones; the own one alone for a request with `local=1`, in the URL or in a form, which is
 * what other Graphites send when they ask on behalf of somebody.
 */
export function readView(
  { query, body, headers }: Pick<FastifyRequest, 'query' | 'body' | 'headers'>,
  { store, federation }: Pick<HttpDeps, 'store' | 'federation'>,
  signal: AbortSignal,
): ReadView {
  if (federation === undefined) return { store, missing: { list: () => [] } };
  const hops = Number(headers[HOPS_HEADER] ?? 0);
  return federation.viewFor({
    signal,
    local: asksLocal(query) || asksLocal(body),
    hops: Number.isSafeInteger(hops) && hops > 0 ? hops : 0,
  });
}

/** Of several values the last counts, as for every parameter. */
function asksLocal(parameters: unknown): boolean {
  if (typeof parameters !== 'object' || parameters === null || !('local' in parameters)) return false;
  const { local } = parameters;
  return /^(1|true|yes|on)$/i.test(String(Array.isArray(local) ? local.at(-1) : local));
}
