/** Fills the gaps of a series with the points of another one, which is then gone. */
import { mergeRequest, type RenameAnswer } from '../../../schema/metrics.ts';
import type { Route } from '../../route.ts';

export const metricsMerge: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/metrics/merge',
    role: 'admin',
    longLived: true,
    async handle({ request, deps }): Promise<RenameAnswer> {
      const { from, into, dryRun } = mergeRequest.parse(request.body);
      return { dryRun, ...(await deps.store.merge(from, into, { dryRun })) };
    },
  },
];
