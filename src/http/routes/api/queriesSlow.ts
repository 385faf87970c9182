/** The last queries that took long. */
import type { SlowAnswer } from '../../../schema/queries.ts';
import type { Route } from '../../route.ts';

export const queriesSlow: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/queries/slow',
    role: 'admin',
    handle: ({ queries }): SlowAnswer => queries.slow(),
  },
];
