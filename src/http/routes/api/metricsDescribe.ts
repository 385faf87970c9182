/** What is known of series: how they are kept, when they were written and read. */
import { z } from 'zod';
import { type DescribeAnswer, describeAnswer } from '../../../schema/metrics.ts';
import type { Route } from '../../route.ts';
import { MAX_DESCRIBED, patternsParameter } from '../../seriesParameters.ts';

const parameters = z.object({
  pattern: patternsParameter,
  limit: z.coerce.number().int().min(1).max(MAX_DESCRIBED).default(100),
});

export const metricsDescribe: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/metrics/describe',
    role: 'viewer',
    about: {
      ...{ group: 'Metrics', summary: 'How series are kept, when they were written and read' },
      query: {
        pattern: 'Globs, or exact names with tags; repeated',
        limit: `100 when missing, ${MAX_DESCRIBED} at most`,
      },
      answer: describeAnswer,
    },
    async handle({ request, deps }): Promise<DescribeAnswer> {
      const { pattern, limit } = parameters.parse(request.query);
      // One more than is answered tells whether there are more.
      const series = await deps.store.describe({ patterns: pattern }, limit + 1);
      return {
        series: series.slice(0, limit),
        truncated: series.length > limit,
      };
    },
  },
];
