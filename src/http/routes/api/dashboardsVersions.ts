/** The history of a dashboard: all of its states, what changed between them, and the way back. */
import { z } from 'zod';
import {
  type DashboardVersion,
  dashboardAnswer,
  diffAnswer,
  restoreVersion,
  saved,
  versionsAnswer,
} from '../../../schema/dashboards.ts';
import { dashboardCaller } from '../../dashboardCaller.ts';
import type { Route } from '../../route.ts';
import { uidOf } from './dashboards.ts';

const version = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const page = z.object({
  before: version.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
const between = z.object({ from: version, to: version.optional() });

export const dashboardsVersions: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/dashboards/:uid/versions',
    role: 'viewer',
    about: {
      ...{ group: 'Dashboards', summary: 'The saved states of a dashboard, the newest first' },
      query: { before: 'Only older ones than this version', limit: '100 when missing' },
      answer: versionsAnswer,
    },
    async handle(call): Promise<{ versions: readonly DashboardVersion[] }> {
      const range = page.parse(call.request.query);
      return { versions: await call.deps.dashboards.versions(uidOf(call), range, dashboardCaller(call)) };
    },
  },
  {
    method: 'GET',
    path: '/api/dashboards/:uid/versions/:version',
    role: 'viewer',
    about: { group: 'Dashboards', summary: 'A dashboard as it was', answer: dashboardAnswer },
    handle(call) {
      const wanted = version.parse((call.request.params as { version: string }).version);
      return call.deps.dashboards.version(uidOf(call), wanted, dashboardCaller(call));
    },
  },
  {
    method: 'GET',
    path: '/api/dashboards/:uid/diff',
    role: 'viewer',
    about: {
      ...{ group: 'Dashboards', summary: 'What changed between two versions, in words and as text' },
      query: { from: 'The earlier version', to: 'The later one; the newest when missing' },
      answer: diffAnswer,
    },
    handle(call) {
      const { from, to } = between.parse(call.request.query);
      return call.deps.dashboards.diff(uidOf(call), from, to, dashboardCaller(call));
    },
  },
  {
    method: 'POST',
    path: '/api/dashboards/:uid/restore',
    role: 'editor',
    about: {
      ...{ group: 'Dashboards', summary: 'Bring an old version back, as a new one' },
      ...{ body: restoreVersion, answer: saved },
    },
    handle(call) {
      const wanted = restoreVersion.parse(call.request.body);
      return call.deps.dashboards.restore(uidOf(call), wanted.version, dashboardCaller(call));
    },
  },
  {
    method: 'POST',
    path: '/api/dashboards/:uid/undelete',
    role: 'editor',
    about: { group: 'Dashboards', summary: 'Take a dashboard out of the trash', answer: saved },
    handle: (call) => call.deps.dashboards.undelete(uidOf(call), dashboardCaller(call)),
  },
];
