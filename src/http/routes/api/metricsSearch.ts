/** Full names that contain all the words of a text. */
import { z } from 'zod';
import { type SearchAnswer, searchAnswer } from '../../../schema/api.ts';
import { activeParameters } from '../../activeParameters.ts';
import { readActiveRange } from '../../activeRange.ts';
import { activeWords } from '../../commonParameters.ts';
import type { Route } from '../../route.ts';

const parameters = z.object({
  text: z.string().max(1000).default(''),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  ...activeParameters,
});

export const metricsSearch: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/metrics/search',
    role: 'viewer',
    about: {
      ...{ group: 'Metrics', summary: 'Names that contain all words of a text' },
      query: { text: 'The words', limit: '50 when missing, 1000 at most', ...activeWords },
      answer: searchAnswer,
    },
    async handle({ request, deps }): Promise<SearchAnswer> {
      const { text, limit, ...written } = parameters.parse(request.query);
      const active = readActiveRange({ ...written, nowSeconds: deps.now() });
      const shown = await deps.store.search(text, limit, active);
      // A list that is full tells enough; one that is not may have lost names to the range.
      if (active === undefined || shown.truncated) return { ...shown, hidden: 0 };
      const all = await deps.store.search(text, limit);
      return { ...shown, hidden: Math.max(0, all.names.length - shown.names.length) };
    },
  },
];
