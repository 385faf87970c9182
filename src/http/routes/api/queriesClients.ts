/** Who asks what. */
import type { ClientsAnswer } from '../../../schema/queries.ts';
import type { Route } from '../../route.ts';

export const queriesClients: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/queries/clients',
    role: 'admin',
    handle: ({ queries }): ClientsAnswer => queries.byClient(),
  },
];
