/** Series that nobody writes, or nobody reads. */
import { z } from 'zod';
import { type UnusedAnswer, unusedAnswer } from '../../../schema/metrics.ts';
import { badRequest } from '../../httpError.ts';
import type { Route } from '../../route.ts';
import { MAX_DESCRIBED, patternsParameter } from '../../seriesParameters.ts';

const seconds = z.coerce.number().min(0);
const parameters = z.object({
  pattern: patternsParameter.optional(),
  silent: seconds.optional(),
  unasked: z
    .literal('never')
    .transform(() => Number.POSITIVE_INFINITY)
    .or(seconds)
    .optional(),
  limit: z.coerce.number().int().min(1).max(MAX_DESCRIBED).default(1000),
});

export const metricsUnused: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/metrics/unused',
    role: 'viewer',
    about: {
      ...{ group: 'Metrics', summary: 'Series that nobody writes, or nobody reads' },
      query: {
        silent: 'Without a point for so many seconds',
        unasked: 'Not read by a query for so many seconds, or never',
        pattern: 'Globs, or exact names with tags; repeated; all series when missing',
        limit: `1000 when missing, ${MAX_DESCRIBED} at most`,
      },
      answer: unusedAnswer,
    },
    async handle({ request, deps }): Promise<UnusedAnswer> {
      const { pattern, silent, unasked, limit } = parameters.parse(request.query);
      if (silent === undefined && unasked === undefined) {
        throw badRequest('Neither "silent" nor "unasked" is there.', {
          hint: 'silent=604800 finds what got no point for a week, unasked=never what no query has read.',
        });
      }
      return deps.store.unused({ patterns: pattern, silentSeconds: silent, unaskedSeconds: unasked, limit });
    },
  },
];
