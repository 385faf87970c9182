/** `plumbago metrics`: looks after series on a running server. */
import { suggestion } from '../model/nearest.ts';
import type { Command } from './command.ts';
import { explainFailure } from './commandFailure.ts';
import { deleteSeries } from './metrics/delete.ts';
import { describe } from './metrics/describe.ts';
import { find } from './metrics/find.ts';
import { merge } from './metrics/merge.ts';
import { rename } from './metrics/rename.ts';
import { retention } from './metrics/retention.ts';
import type { MetricsSubCommand } from './metrics/subCommand.ts';
import { unused } from './metrics/unused.ts';
import { parseFlags } from './parseFlags.ts';
import { SERVER_FLAGS, SERVER_HELP, withServer } from './serverConnection.ts';
import { UsageError } from './usageError.ts';

const SUB_COMMANDS: Readonly<Record<string, MetricsSubCommand>> = {
  find,
  describe,
  unused,
  rename,
  merge,
  delete: deleteSeries,
  retention,
};

export const metricsCommand: Command = {
  name: 'metrics',
  summary: 'find, describe, rename, merge and delete series, and change how long they are kept',
  usage: 'metrics find|describe|unused|rename|merge|delete|retention …',
  async run(argv, io) {
    try {
      const [name, ...rest] = argv;
      if (name === undefined || argv.includes('--help') || argv.includes('-h')) {
        (name === undefined ? io.stderr : io.stdout).write(helpText());
        return name === undefined ? 2 : 0;
      }
      const subCommand = Object.hasOwn(SUB_COMMANDS, name) ? SUB_COMMANDS[name] : undefined;
      if (subCommand === undefined) {
        const names = Object.keys(SUB_COMMANDS);
        throw new UsageError(`"${name}" is not one of ${names.join(', ')}${suggestion(name, names)}`);
      }
      const { values = [], lists = [] } = subCommand.flags ?? {};
      const flags = parseFlags(rest, {
        values: [...SERVER_FLAGS, ...values],
        lists,
        switches: ['json', ...(subCommand.changes ? ['yes'] : [])],
      });
      const work = subCommand.prepare(flags, io);
      const { json, text } = await withServer(flags, io, work);
      io.stdout.write(flags.has('json') ? `${JSON.stringify(json, null, 2)}\n` : text);
      return 0;
    } catch (error) {
      return explainFailure('metrics', error, io);
    }
  },
};

function helpText(): string {
  const lines = Object.entries(SUB_COMMANDS).map(
    ([name, { parameters, about }]) => `  plumbago metrics ${name} ${parameters}\n      ${about}\n`,
  );
  return (
    `Usage:\n${lines.join('')}\n` +
    'Those that change something only say what they would do, until --yes is there. A PATTERN is a glob over names, as in\n' +
    `queries; quote it, so that the shell leaves it alone. --json prints the server's answer.\n\n${SERVER_HELP}`
  );
}
