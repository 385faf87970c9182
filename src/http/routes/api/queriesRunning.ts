/** Queries that run or wait now, and an end to one of them. */
import { type RunningAnswer, runningAnswer } from '../../../schema/queries.ts';
import { HttpError } from '../../httpError.ts';
import type { Route } from '../../route.ts';

export const queriesRunning: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/queries/running',
    role: 'admin',
    about: {
      group: 'Queries',
      summary: 'Queries that run or wait now, the oldest first',
      answer: runningAnswer,
    },
    handle: ({ queries }): RunningAnswer => ({ queries: queries.runningNow() }),
  },
  {
    method: 'DELETE',
    path: '/api/queries/running/:id',
    role: 'admin',
    about: { group: 'Queries', summary: 'End a query, with an error for who asked', answer: null },
    handle({ request, reply, queries }) {
      const { id } = request.params as { id: string };
      if (queries.cancel(id)) return reply.code(204).send();
      throw new HttpError(404, 'not-found', `No query ${id.slice(0, 20)} is running.`, {
        hint: 'It may have ended already.',
      });
    },
  },
];
