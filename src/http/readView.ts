/** The stores that a request reads from. */
import type { FastifyRequest } from 'fastify';
import type { ReadView } from '../federation/federation.ts';
import { HOPS_HEADER } from '../federation/remote.ts';
import type { HttpDeps } from './deps.ts';

/** Names the remote stores whose data is missing in an answer, with the reasons. */
export const PARTIAL_HEADER = 'x-plumbago-partial';

/** What a request reads from, until its answer is on its way. */
export interface OpenView extends ReadView {
  /** Remote stores are asked no longer, be it that something else of the answer failed. */
  close(): void;
}

const OWN_ALONE = { missing: { list: () => [] }, close: () => {} };
/** Made once: an exception of its own for each request costs more than the rest of ending it. */
const ANSWERED = new DOMException('nobody works on the answer any more', 'AbortError');

/**
 * The own store and the remote ones; the own one alone for a request with `local=1`, in the URL or in a form, which is
 * what other Graphites send when they ask on behalf of somebody.
 */
export function readView(
  { query, body, headers }: Pick<FastifyRequest, 'query' | 'body' | 'headers'>,
  { store, federation }: Pick<HttpDeps, 'store' | 'federation'>,
  signal: AbortSignal,
): OpenView {
  if (federation === undefined) return { store, ...OWN_ALONE };
  const reading = new AbortController();
  const hops = Number(headers[HOPS_HEADER] ?? 0);
  const view = federation.viewFor({
    signal: AbortSignal.any([signal, reading.signal]),
    local: asksLocal(query) || asksLocal(body),
    hops: Number.isSafeInteger(hops) && hops > 0 ? hops : 0,
  });
  return { ...view, close: () => reading.abort(ANSWERED) };
}

/** Of several values the last counts, as for every parameter. */
function asksLocal(parameters: unknown): boolean {
  if (typeof parameters !== 'object' || parameters === null || !('local' in parameters)) return false;
  const { local } = parameters;
  return /^(1|true|yes|on)$/i.test(String(Array.isArray(local) ? local.at(-1) : local));
}
