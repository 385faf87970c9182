/** `plumbago metrics`: looks after series on a running server. */
import { deleteSeries } from './metrics/delete.ts';
import { describe } from './metrics/describe.ts';
import { find } from './metrics/find.ts';
import { merge } from './metrics/merge.ts';
import { rename } from './metrics/rename.ts';
import { retention } from './metrics/retention.ts';
import { unused } from './metrics/unused.ts';
import { serverCommand } from './serverCommand.ts';

export const metricsCommand = serverCommand({
  name: 'metrics',
  summary: 'find, describe, rename, merge and delete series, and change how long they are kept',
  usage: 'metrics find|describe|unused|rename|merge|delete|retention …',
  subCommands: { find, describe, unused, rename, merge, delete: deleteSeries, retention },
  notes:
    'Those that change something only say what they would do, until --yes is there. A PATTERN is a glob over names, as in\n' +
    "queries; quote it, so that the shell leaves it alone. --json prints the server's answer.",
});
