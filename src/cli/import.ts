/** `plumbago import`: takes what other programs have written, or this one, to a running server. */
import { importDashboards } from './dashboards/importDashboards.ts';
import { serverCommand } from './serverCommand.ts';

export const importCommand = serverCommand({
  name: 'import',
  summary: "take dashboards of Grafana's, or files of our own, to the running server",
  usage: 'import grafana|dashboards FILE…',
  subCommands: {
    grafana: importDashboards(
      'Take dashboards that Grafana has exported: classic ones of any age, and schema v2.',
    ),
    dashboards: importDashboards('Take dashboards of our own format, such as those of "plumbago export".'),
  },
  notes:
    'Each file is one dashboard; both words take both formats, and the file says which it is. What was changed or could not be taken is\n' +
    'told for each. A uid that is taken gives way to a new one, unless --overwrite replaces the dashboard that has it.',
});
