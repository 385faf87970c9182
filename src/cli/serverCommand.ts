/** What commands that speak with the running server share: sub-commands, flags, errors in one line. */
import { suggestion } from '../model/nearest.ts';
import type { Command, CommandIo } from './command.ts';
import { explainFailure } from './commandFailure.ts';
import { type KnownFlags, type ParsedFlags, parseFlags } from './parseFlags.ts';
import { SERVER_FLAGS, SERVER_HELP, type ServerConnection, withServer } from './serverConnection.ts';
import { UsageError } from './usageError.ts';

export interface ServerWorkDone {
  /** What `--json` prints. */
  readonly json: unknown;
  /** For people. */
  readonly text: string;
  /** Some of it could not be done, as the text says. */
  readonly failed?: boolean;
}

/** The work itself, once the call has been understood. */
export type ServerWork = (server: ServerConnection) => Promise<ServerWorkDone>;

export interface ServerSubCommand {
  /** What stands behind its name, for the help text: `PATTERN…`. */
  readonly parameters: string;
  readonly about: string;
  readonly flags?: KnownFlags;
  /** Changes something: tries it only, unless `--yes` is there. */
  readonly changes?: boolean;
  /** Reads the call. @throws UsageError */
  prepare(flags: ParsedFlags, io: CommandIo): ServerWork;
}

export interface ServerCommandOptions {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly subCommands: Readonly<Record<string, ServerSubCommand>>;
  /** Stands in the help below the sub-commands. */
  readonly notes: string;
}

export function serverCommand({ name, summary, usage, subCommands, notes }: ServerCommandOptions): Command {
  const help = (): string => {
    const lines = Object.entries(subCommands).map(
      ([word, { parameters, about }]) => `  plumbago ${name} ${word} ${parameters}\n      ${about}\n`,
    );
    return `Usage:\n${lines.join('')}\n${notes}\n\n${SERVER_HELP}`;
  };
  return {
    name,
    summary,
    usage,
    async run(argv, io) {
      try {
        const [word, ...rest] = argv;
        if (word === undefined || argv.includes('--help') || argv.includes('-h')) {
          (word === undefined ? io.stderr : io.stdout).write(help());
          return word === undefined ? 2 : 0;
        }
        const subCommand = Object.hasOwn(subCommands, word) ? subCommands[word] : undefined;
        if (subCommand === undefined) {
          const words = Object.keys(subCommands);
          throw new UsageError(`"${word}" is not one of ${words.join(', ')}${suggestion(word, words)}`);
        }
        const { values = [], lists = [], switches = [] } = subCommand.flags ?? {};
        const flags = parseFlags(rest, {
          values: [...SERVER_FLAGS, ...values],
          lists,
          switches: ['json', ...switches, ...(subCommand.changes ? ['yes'] : [])],
        });
        const work = subCommand.prepare(flags, io);
        const { json, text, failed } = await withServer(flags, io, work);
        io.stdout.write(flags.has('json') ? `${JSON.stringify(json, null, 2)}\n` : text);
        return failed ? 1 : 0;
      } catch (error) {
        return explainFailure(name, error, io);
      }
    },
  };
}
