/** For load balancers and watchdogs: is it any use to send points and questions here? */
import { healthAnswer } from '../../../schema/graphite.ts';
import type { HttpDeps } from '../../deps.ts';
import { untilAborted } from '../../requestSignal.ts';
import type { Route } from '../../route.ts';

/** A store that does not even tell its status within this time is not well. */
const PATIENCE_MS = 2000;

export const health: readonly Route[] = [
  {
    method: 'GET',
    path: '/health',
    role: 'none',
    unauthenticated: true,
    about: {
      ...{ group: 'Server', summary: 'Whether the server is well', answer: healthAnswer },
      description: '503 when the store can not write to its disk or does not answer.',
      others: { 503: healthAnswer },
    },
    async handle({ reply, deps }) {
      const reason = await whyUnwell(deps);
      // Anybody may ask, so the reason is general; the log and /api/status know more.
      return reason === null ? { status: 'ok' } : reply.code(503).send({ status: 'failing', reason });
    },
  },
];

async function whyUnwell({ store }: HttpDeps): Promise<string | null> {
  try {
    const { writable } = await untilAborted(store.status(), AbortSignal.timeout(PATIENCE_MS));
    return writable ? null : 'the store cannot write to its disk';
  } catch {
    return 'the store does not answer';
  }
}
