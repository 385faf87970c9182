/** Who asks what. */
import { type ClientsAnswer, clientsAnswer } from '../../../schema/queries.ts';
import type { Route } from '../../route.ts';

export const queriesClients: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/queries/clients',
    role: 'admin',
    about: { group: 'Queries', summary: 'Who asks what, since the start', answer: clientsAnswer },
    handle: ({ queries }): ClientsAnswer => queries.byClient(),
  },
];
