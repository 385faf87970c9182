/** An event stream that follows targets, once a second. */
import { setTimeout as sleep } from 'node:timers/promises';
import { roleAtLeast } from '../../../accounts/roles.ts';
import { liveRequest } from '../../../schema/api.ts';
import { authenticateAgain } from '../../authenticate.ts';
import type { HttpDeps } from '../../deps.ts';
import { badRequest, HttpError } from '../../httpError.ts';
import { openEventStream } from '../../live/eventStream.ts';
import { createFollower, type Follower } from '../../live/follower.ts';
import type { Call, Route } from '../../route.ts';

/** After the full second: by then the points of that second are in. */
const AFTER_SECOND_MS = 150;
/** Also how soon a sign-out or a revoked token ends a stream. */
const HEARTBEAT_MS = 15_000;
const MAX_STREAMS = 500;

const ROLE = 'viewer';

/** Open streams by server. */
const open = new WeakMap<HttpDeps, number>();

export const live: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/live',
    role: ROLE,
    longLived: true,
    about: {
      ...{ group: 'Values', summary: 'Follow targets: an event stream of new values', body: liveRequest },
      description: "Each event's data is a LiveUpdate; one comes about every second.",
      answer:
        'text/event-stream; the data of each event: {nowSeconds, results: [{id, series, error?, truncated?}]}',
    },
    async handle(call) {
      const { deps } = call;
      const follower = follow(call);
      const others = open.get(deps) ?? 0;
      if (others >= MAX_STREAMS) {
        throw new HttpError(503, 'too-many-streams', `There are ${others} live streams already.`, {
          hint: 'Close a few pages and try again.',
          headers: { 'retry-after': '30' },
        });
      }
      open.set(deps, others + 1);
      try {
        await stream(call, follower);
      } finally {
        open.set(deps, (open.get(deps) ?? 1) - 1);
      }
    },
  },
];

function follow({ request, identity, client, queries, deps, store, signal }: Call): Follower {
  const body = liveRequest.parse(request.body);
  const ids = new Set(body.targets.map(({ id }) => id));
  if (ids.size < body.targets.length) throw badRequest('Two targets have the same id.');
  const { tz } = body;
  return createFollower({
    request: body,
    requestId: request.id,
    evaluate: (targets, from, until, consolidateBy) => {
      const deadline = AbortSignal.timeout(deps.settings.requestTimeoutMs);
      const caller = { request, identity, client, store, signal: AbortSignal.any([signal, deadline]) };
      const question = { from, until, nowSeconds: until, tz, consolidateBy };
      return queries.evaluate(caller, targets, question, { live: true });
    },
  });
}

async function stream({ request, reply, deps, client, signal }: Call, follower: Follower): Promise<void> {
  reply.hijack();
  const events = openEventStream(reply.raw, reply.getHeaders(), signal);
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const heart = setInterval(async () => {
    events.heartbeat();
    const identity = await authenticateAgain(request, client, deps).catch(() => null);
    const mayStay =
      identity !== null &&
      roleAtLeast(identity.role, ROLE) &&
      !(identity.kind === 'user' && identity.mustChangePassword);
    if (!mayStay) ended.abort();
  }, HEARTBEAT_MS);
  try {
    while (!either.aborted) {
      const began = performance.now();
      await events.event(await follower.next(deps.now()));
      await sleep(pauseMs(deps.now(), performance.now() - began), undefined, { signal: either });
    }
  } catch (error) {
    // The status line is long gone: all that is left is to end the stream, and the caller comes back.
    if (!either.aborted) deps.log.warn('live stream ended early', { request: request.id, err: error });
  } finally {
    clearInterval(heart);
    events.end();
  }
}

/** Until shortly after the next full second, and at least as long as the work took, so that half the time is free. */
function pauseMs(nowSeconds: number, workMs: number): number {
  const afterTick = (nowSeconds * 1000 - AFTER_SECOND_MS) % 1000;
  // A timer may fire a little early: that tick has been, the one after it is due.
  const pause = afterTick > 950 ? 2000 - afterTick : 1000 - afterTick;
  return Math.max(pause, workMs);
}
