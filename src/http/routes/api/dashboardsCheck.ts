/** What is wrong with a dashboard, before anybody saves it. */
import { z } from 'zod';
import { checkDashboard } from '../../../dashboards/check.ts';
import { writeText } from '../../../dashboards/writeText.ts';
import { type CheckAnswer, checkAnswer } from '../../../schema/dashboards.ts';
import type { Route } from '../../route.ts';

export const dashboardsCheck: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/dashboards/check',
    role: 'viewer',
    readsOnly: true,
    about: {
      ...{ group: 'Dashboards', summary: 'What is wrong with a dashboard, before it is saved' },
      ...{ body: z.unknown(), answer: checkAnswer },
    },
    jsonBody: true,
    handle({ request }): CheckAnswer {
      const { dashboard, problems } = checkDashboard(request.body);
      return { dashboard, problems: [...problems], text: dashboard === null ? null : writeText(dashboard) };
    },
  },
];
