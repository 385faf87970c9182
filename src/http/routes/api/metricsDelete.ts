/** Deletes series with all their points. */
import { type DeleteAnswer, deleteAnswer, deleteRequest } from '../../../schema/metrics.ts';
import { DRY_RUN } from '../../commonParameters.ts';
import type { Route } from '../../route.ts';

export const metricsDelete: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/metrics/delete',
    role: 'admin',
    about: {
      ...{ group: 'Metrics', summary: 'Delete series with all their points', body: deleteRequest },
      ...{ description: DRY_RUN, answer: deleteAnswer },
    },
    // An answer that comes late says what was done; one that is cut off at the deadline would not.
    longLived: true,
    async handle({ request, deps }): Promise<DeleteAnswer> {
      const { patterns, dryRun } = deleteRequest.parse(request.body);
      return { dryRun, ...(await deps.store.delete({ patterns }, { dryRun })) };
    },
  },
];
