/** Graphite's `/metrics/index.json`: the names of all series, in order. */
import { Readable } from 'node:stream';
import { namesAnswer } from '../../../schema/graphite.ts';
import { jsonpWords } from '../../commonParameters.ts';
import type { HttpDeps } from '../../deps.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { jsonpCallback } from '../../jsonp.ts';
import type { Call, Route } from '../../route.ts';

/** Names asked of the store at a time: a few hundred kilobytes of text, and a short stop of its thread. */
const PAGE = 5000;

const shared = {
  path: '/metrics/index.json',
  role: 'viewer',
  graphite: true,
  about: {
    ...{ group: 'Graphite: names', summary: 'The names of all series, in order', answer: namesAnswer },
    query: { jsonp: jsonpWords.jsonp },
  },
  handle: list,
} as const;

export const metricsIndex: readonly Route[] = [
  { ...shared, method: 'GET' },
  { ...shared, method: 'POST', readsOnly: true },
];

/** `cluster` of graphite-web makes no difference: names of remote stores are there unless `local=1` is. */
async function list(call: Call): Promise<unknown> {
  const { request, reply, store, deps } = call;
  const jsonp = jsonpCallback(call, graphiteParameters(request));
  // Before the first byte of an answer, so that a store that fails is still an error of its own.
  const first = await store.names(null, PAGE);
  const [opening, closing] = jsonp === undefined ? ['[', ']'] : [`${jsonp}([`, '])'];
  return reply
    .type(jsonp === undefined ? 'application/json' : 'text/javascript')
    .send(Readable.from(body(first, { store, log: deps.log }, opening, closing)));
}

/**
 * Page by page, as fast as the caller reads. A failure on the way breaks the connection off, so that half a list
 * never passes for a whole one.
 */
async function* body(
  first: readonly string[],
  { store, log }: Pick<HttpDeps, 'store' | 'log'>,
  opening: string,
  closing: string,
): AsyncGenerator<Buffer> {
  yield Buffer.from(opening);
  let page = first;
  for (let separator = ''; page.length > 0; separator = ', ') {
    yield Buffer.from(separator + page.map((name) => JSON.stringify(name)).join(', '));
    try {
      page = await store.names(page[page.length - 1], PAGE);
    } catch (error) {
      log.error('the list of all metrics broke off', { err: error });
      throw error;
    }
  }
  yield Buffer.from(closing);
}
