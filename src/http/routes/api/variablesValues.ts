/** The choices of a dashboard's variable. */
import { variableValues } from '../../../dashboards/variables/variableValues.ts';
import { variableValuesAnswer, variableValuesRequest } from '../../../schema/dashboards.ts';
import { readActiveRange } from '../../activeRange.ts';
import type { Route } from '../../route.ts';

export const variablesValues: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/variables/values',
    role: 'viewer',
    readsOnly: true,
    about: {
      ...{ group: 'Dashboards', summary: 'The choices of a variable' },
      ...{ body: variableValuesRequest, answer: variableValuesAnswer },
    },
    handle({ request, deps, store }) {
      const body = variableValuesRequest.parse(request.body);
      const { from, until, tz } = body;
      const active = readActiveRange({
        activeOnly: from !== undefined,
        from,
        until,
        tz,
        nowSeconds: deps.now(),
      });
      return variableValues(body, store, active);
    },
  },
];
