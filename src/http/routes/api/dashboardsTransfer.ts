/** Dashboards from files, and as files. */
import { z } from 'zod';
import { fileNameOf } from '../../../dashboards/fileName.ts';
import { exportGrafana } from '../../../dashboards/grafana/index.ts';
import { importInto } from '../../../dashboards/importing.ts';
import { writeText } from '../../../dashboards/writeText.ts';
import { MAX_DASHBOARD_BYTES } from '../../../schema/dashboard.ts';
import { importAnswer, importRequest } from '../../../schema/dashboards.ts';
import { dashboardCaller } from '../../dashboardCaller.ts';
import type { Route } from '../../route.ts';
import { uidOf } from './dashboards.ts';

/** Grafana's JSON of a dashboard is longer than ours. */
const MAX_IMPORT_BYTES = 4 * MAX_DASHBOARD_BYTES;
const exportParameters = z.object({ format: z.enum(['plumbago', 'grafana']).default('plumbago') });

export const dashboardsTransfer: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/dashboards/import',
    role: 'editor',
    bodyBytes: MAX_IMPORT_BYTES,
    about: {
      ...{
        group: 'Dashboards',
        summary: "Read a dashboard of Grafana's or our own, and save it if asked to",
      },
      ...{ body: importRequest, answer: importAnswer },
    },
    handle: (call) =>
      importInto(call.deps.dashboards, importRequest.parse(call.request.body), dashboardCaller(call)),
  },
  {
    method: 'GET',
    path: '/api/dashboards/:uid/export',
    role: 'viewer',
    about: {
      ...{ group: 'Dashboards', summary: 'A dashboard as a file', answer: 'the file, JSON' },
      query: { format: 'plumbago (when missing), or grafana for one that Grafana 10 and newer open' },
    },
    async handle(call) {
      const { format } = exportParameters.parse(call.request.query);
      const { dashboard } = await call.deps.dashboards.find(uidOf(call), dashboardCaller(call));
      const text =
        format === 'plumbago'
          ? writeText(dashboard)
          : `${JSON.stringify(exportGrafana(dashboard), null, 2)}\n`;
      return call.reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileNameOf(dashboard)}"`)
        .send(text);
    },
  },
];
