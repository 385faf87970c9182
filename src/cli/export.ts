/** `plumbago export`: writes what a running server keeps into files. */
import { exportDashboards } from './dashboards/exportDashboards.ts';
import { serverCommand } from './serverCommand.ts';

export const exportCommand = serverCommand({
  name: 'export',
  summary: 'write dashboards of the running server into files',
  usage: 'export dashboards [UID…] --to DIR',
  subCommands: { dashboards: exportDashboards },
  notes:
    'Without UIDs these are all but those that come with the program. Folders of dashboards become folders of files, so that "plumbago\n' +
    'serve --dashboards DIR" can go on with them.',
});
