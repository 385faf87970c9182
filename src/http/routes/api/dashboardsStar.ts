/** Stars: each user's own, seen by nobody else. */
import { dashboardCaller } from '../../dashboardCaller.ts';
import type { Route } from '../../route.ts';
import { uidOf } from './dashboards.ts';

export const dashboardsStar: readonly Route[] = [starRoute('PUT', true), starRoute('DELETE', false)];

function starRoute(method: 'PUT' | 'DELETE', starred: boolean): Route {
  return {
    method,
    path: '/api/dashboards/:uid/star',
    role: 'viewer',
    about: {
      ...{ group: 'Dashboards', summary: starred ? 'Star a dashboard' : 'Take the star away', answer: null },
      description: 'Stars belong to users that are signed in; tokens and visitors have none.',
    },
    async handle(call) {
      await call.deps.dashboards.star(uidOf(call), starred, dashboardCaller(call));
      return call.reply.code(204).send();
    },
  };
}
