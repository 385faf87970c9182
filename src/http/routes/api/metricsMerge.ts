/** Fills the gaps of a series with the points of another one, which is then gone. */
import { mergeRequest, type RenameAnswer, renameAnswer } from '../../../schema/metrics.ts';
import { DRY_RUN } from '../../commonParameters.ts';
import type { Route } from '../../route.ts';

export const metricsMerge: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/metrics/merge',
    role: 'admin',
    longLived: true,
    about: {
      ...{
        group: 'Metrics',
        summary: 'Fill the gaps of a series with the points of another, which is then gone',
      },
      ...{ description: DRY_RUN, body: mergeRequest, answer: renameAnswer },
    },
    async handle({ request, deps }): Promise<RenameAnswer> {
      const { from, into, dryRun } = mergeRequest.parse(request.body);
      return { dryRun, ...(await deps.store.merge(from, into, { dryRun })) };
    },
  },
];
