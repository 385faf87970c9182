/** The last queries that took long. */
import { type SlowAnswer, slowAnswer } from '../../../schema/queries.ts';
import type { Route } from '../../route.ts';

export const queriesSlow: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/queries/slow',
    role: 'admin',
    about: {
      group: 'Queries',
      summary: 'The last queries that took long, the newest first',
      answer: slowAnswer,
    },
    handle: ({ queries }): SlowAnswer => queries.slow(),
  },
];
