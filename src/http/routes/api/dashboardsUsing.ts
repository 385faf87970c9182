/** Which dashboards show a metric. */
import { setImmediate as otherWork } from 'node:timers/promises';
import { z } from 'zod';
import { panelsUsing } from '../../../dashboards/using/panelsUsing.ts';
import { type UsingAnswer, usingAnswer } from '../../../schema/dashboards.ts';
import { dashboardCaller } from '../../dashboardCaller.ts';
import type { Route } from '../../route.ts';

const parameters = z.object({ metric: z.string().min(1).max(4096) });
/** Other requests get their turn after so long: a thousand dashboards take a while. */
const SLICE_MS = 10;

export const dashboardsUsing: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/dashboards/using',
    role: 'viewer',
    about: {
      ...{ group: 'Dashboards', summary: 'The dashboards with a target that may read a metric' },
      description:
        'Variables stand for any value. A dashboard without panels in the answer reads it for an annotation.',
      query: { metric: 'Its whole name' },
      answer: usingAnswer,
    },
    async handle(call): Promise<UsingAnswer> {
      const { metric } = parameters.parse(call.request.query);
      const found: UsingAnswer['dashboards'] = [];
      let began = performance.now();
      for await (const { record, dashboard } of call.deps.dashboards.all(dashboardCaller(call))) {
        const panels = panelsUsing(dashboard, metric);
        if (panels !== null) found.push({ uid: record.uid, title: record.title, panels });
        if (performance.now() - began < SLICE_MS) continue;
        await otherWork();
        call.signal.throwIfAborted();
        began = performance.now();
      }
      return { dashboards: found };
    },
  },
];
