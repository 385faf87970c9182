/** Gives a series, or a branch with all below it, another name; its history comes along. */
import { type RenameAnswer, renameAnswer, renameRequest } from '../../../schema/metrics.ts';
import { DRY_RUN } from '../../commonParameters.ts';
import type { Route } from '../../route.ts';

export const metricsRename: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/metrics/rename',
    role: 'admin',
    longLived: true,
    about: {
      ...{ group: 'Metrics', summary: 'Give a series, or a branch with all below it, another name' },
      ...{ description: DRY_RUN, body: renameRequest, answer: renameAnswer },
    },
    async handle({ request, deps }): Promise<RenameAnswer> {
      const { from, to, dryRun } = renameRequest.parse(request.body);
      return { dryRun, ...(await deps.store.rename(from, to, { dryRun })) };
    },
  },
];
