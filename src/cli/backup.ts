/** `plumbago backup`: has the running server write a copy of all that it keeps. */
import { resolve } from 'node:path';
import { backupAnswer } from '../schema/metrics.ts';
import type { Command } from './command.ts';
import { explainFailure } from './commandFailure.ts';
import { sizeText } from './metrics/subCommand.ts';
import { parseFlags } from './parseFlags.ts';
import { SERVER_FLAGS, SERVER_HELP, withServer } from './serverConnection.ts';
import { UsageError } from './usageError.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copy everything that the running server keeps into a folder',
  usage: 'backup --to DIR [--json]',
  async run(argv, io) {
    try {
      if (argv.includes('--help') || argv.includes('-h')) {
        io.stdout.write(HELP);
        return 0;
      }
      const flags = parseFlags(argv, { values: [...SERVER_FLAGS, 'to'], switches: ['json'] });
      const to = flags.value('to');
      if (to === undefined) throw new UsageError('--to DIR is missing: the folder of the backup');
      if (flags.positionals.length > 0)
        throw new UsageError(`"${flags.positionals[0]}" is one argument too many`);
      const folder = resolve(io.cwd, to);
      const answer = backupAnswer.parse(
        await withServer(flags, io, (server) => server.post('/api/backup', { folder })),
      );
      io.stdout.write(
        flags.has('json')
          ? `${JSON.stringify(answer, null, 2)}\n`
          : `${answer.files} files, ${sizeText(answer.bytes)}, are in ${answer.folder}.\n`,
      );
      return 0;
    } catch (error) {
      return explainFailure('backup', error, io);
    }
  },
};

const HELP = `Usage: plumbago ${backupCommand.usage}

The server writes points and accounts into DIR, a folder of its own machine that is empty or does not exist yet, while points
come in. "plumbago restore" makes a data folder of it again.

${SERVER_HELP.replace('They speak', 'It speaks')}`;
