/** How long and how finely series are kept: set for some of them, or read again from the configuration for all. */
import {
  applyRetentionRequest,
  type RetentionAnswer,
  retentionAnswer,
  retentionRequest,
} from '../../../schema/metrics.ts';
import { DRY_RUN } from '../../commonParameters.ts';
import type { Route } from '../../route.ts';

const shared = { method: 'POST', role: 'admin', longLived: true } as const;

export const metricsRetention: readonly Route[] = [
  {
    ...shared,
    path: '/api/metrics/retention',
    about: {
      ...{ group: 'Metrics', summary: 'Set how long and how finely series are kept' },
      description: `A schema of null goes back to what the configuration says. ${DRY_RUN}`,
      ...{ body: retentionRequest, answer: retentionAnswer },
    },
    async handle({ request, deps }): Promise<RetentionAnswer> {
      const { patterns, schema, dryRun } = retentionRequest.parse(request.body);
      return { dryRun, ...(await deps.store.setRetention({ patterns, schema }, { dryRun })) };
    },
  },
  {
    ...shared,
    path: '/api/metrics/retention/apply',
    about: {
      ...{
        group: 'Metrics',
        summary: 'Read the rules of the configuration again, and apply them to all series',
      },
      ...{ description: DRY_RUN, body: applyRetentionRequest, answer: retentionAnswer },
    },
    async handle({ request, deps }): Promise<RetentionAnswer> {
      const { dryRun } = applyRetentionRequest.parse(request.body ?? {});
      return { dryRun, ...(await deps.store.applyRetention({ dryRun })) };
    },
  },
];
