/** Plumbago's side of a comparison with graphite-web: the same world, the same evaluations. */
import { evaluateTargets } from '../../src/query/evaluate.ts';
import type { QueryContext } from '../../src/query/queryContext.ts';
import type { Series } from '../../src/query/series.ts';
import type {
  Evaluate,
  Failure,
  Parameters,
  ReferenceRequest,
  ReferenceResponse,
} from './graphiteReference.ts';
import { createTestServer, type TestServer } from './httpServer.ts';
import { eventsOf, storeOf, type World } from './world.ts';

const LIMITS = { maxSeries: 100_000, maxPoints: 10_000_000, maxTargetLength: 100_000, maxDepth: 100 };

/** What a target yields over a world here; another store than the naive one has to hold the same series. */
export async function evaluateHere(
  world: World,
  { target, from, until, now, zone, xFilesFactor, template }: Evaluate,
  store: QueryContext['store'] = storeOf(world, () => now),
): Promise<readonly Series[] | Failure> {
  const { results } = await evaluateTargets([target], {
    store,
    events: eventsOf(world),
    limits: LIMITS,
    nowSeconds: now,
    from,
    until,
    tz: zone,
    xFilesFactor,
    template,
  });
  const { series, error } = results[0]!;
  return error === undefined ? series : { error: error.message };
}

/** The whole HTTP server over a world; visitors may look. */
export async function serverOver(world: World, now: number): Promise<TestServer> {
  const server = await createTestServer({
    now: () => now,
    settings: { anonymous: 'viewer', queryLimits: { ...LIMITS, maxTargetBytes: LIMITS.maxTargetLength } },
    store: storeOf(world, () => now),
  });
  for (const { when, tags } of world.events ?? []) server.events.add({ when, what: '', tags, data: '' });
  return server;
}

/** Asks our server what {@link GraphiteReference.request} asks graphite-web. */
export async function requestHere(
  { inject }: TestServer,
  { path, query, form }: ReferenceRequest,
): Promise<ReferenceResponse> {
  const encoded = (pairs: Parameters) =>
    new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
  const url = query === undefined ? path : `${path}?${encoded(query)}`;
  const answer = await inject(
    form === undefined
      ? { method: 'GET', url }
      : {
          method: 'POST',
          url,
          payload: encoded(form),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
  );
  return {
    status: answer.statusCode,
    type: String(answer.headers['content-type'] ?? ''),
    body: answer.rawPayload,
  };
}
