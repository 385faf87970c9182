/** How long and how finely series are kept: set for some of them, or read again from the configuration for all. */
import { applyRetentionRequest, type RetentionAnswer, retentionRequest } from '../../../schema/metrics.ts';
import type { Route } from '../../route.ts';

const shared = { method: 'POST', role: 'admin', longLived: true } as const;

export const metricsRetention: readonly Route[] = [
  {
    ...shared,
    path: '/api/metrics/retention',
    async handle({ request, deps }): Promise<RetentionAnswer> {
      const { patterns, schema, dryRun } = retentionRequest.parse(request.body);
      return { dryRun, ...(await deps.store.setRetention({ patterns, schema }, { dryRun })) };
    },
  },
  {
    ...shared,
    path: '/api/metrics/retention/apply',
    async handle({ request, deps }): Promise<RetentionAnswer> {
      const { dryRun } = applyRetentionRequest.parse(request.body ?? {});
      return { dryRun, ...(await deps.store.applyRetention({ dryRun })) };
    },
  },
];
