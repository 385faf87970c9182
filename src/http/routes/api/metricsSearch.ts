/** Full names that contain all the words of a text. */
import { z } from 'zod';
import type { SearchAnswer } from '../../../schema/api.ts';
import type { Route } from '../../route.ts';

const parameters = z.object({
  text: z.string().max(1000).default(''),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

export const metricsSearch: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/metrics/search',
    role: 'viewer',
    handle({ request, deps }): Promise<SearchAnswer> {
      const { text, limit } = parameters.parse(request.query);
      return deps.store.search(text, limit);
    },
  },
];
