/** A dashboard of all below a branch of the metrics, which nobody had to build. */
import { instantDashboard } from '../../../dashboards/instant/instantDashboard.ts';
import { readBranch } from '../../../dashboards/instant/metricBranch.ts';
import { instantAnswer } from '../../../schema/dashboards.ts';
import { readActiveRange } from '../../activeRange.ts';
import { activeWords } from '../../commonParameters.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { HttpError } from '../../httpError.ts';
import type { Route } from '../../route.ts';

export const dashboardsInstant: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/dashboards/instant',
    role: 'viewer',
    about: {
      ...{
        group: 'Dashboards',
        summary: 'A dashboard of all below a branch of the metrics, made on the spot',
      },
      query: { path: 'The branch, such as servers.web1; the root when missing', ...activeWords },
      answer: instantAnswer,
    },
    async handle({ request, deps, store }) {
      const parameters = graphiteParameters(request);
      const path = (parameters.last('path') ?? '').replace(/^\.+|\.+$/g, '');
      const active = readActiveRange({
        activeOnly: parameters.flag('activeOnly'),
        from: parameters.last('from'),
        until: parameters.last('until'),
        tz: parameters.last('tz'),
        nowSeconds: deps.now(),
      });
      const { branch, complete } = await readBranch(path, store, active);
      if (branch.leaves.length === 0 && branch.branches.length === 0) {
        throw new HttpError(404, 'not-found', `There are no metrics below "${path.slice(0, 200)}".`, {
          hint: 'GET /metrics/find?query=* lists the first level.',
        });
      }
      return { dashboard: instantDashboard(branch), complete };
    },
  },
];
