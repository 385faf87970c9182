/** What the store and the receivers do. */
import { type StatusAnswer, statusAnswer } from '../../../schema/api.ts';
import type { Route } from '../../route.ts';

export const status: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/status',
    role: 'editor',
    about: { group: 'Server', summary: 'What the store and the receivers do', answer: statusAnswer },
    async handle({ deps }): Promise<StatusAnswer> {
      return {
        version: deps.settings.version,
        uptimeSeconds: Math.round(process.uptime()),
        listeners: deps.listeners(),
        store: { ...(await deps.store.status()) },
      };
    },
  },
];
