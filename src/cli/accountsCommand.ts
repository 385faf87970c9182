/** What `plumbago token` and `plumbago user` share: sub-commands, the data folder, errors in one line. */
import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import { openDatabase } from '../metadata/database.ts';
import { suggestion } from '../model/nearest.ts';
import type { CommandIo } from './command.ts';
import { explainFailure } from './commandFailure.ts';
import { databaseFile, dataFolder } from './dataFolder.ts';
import { parseFlags } from './parseFlags.ts';
import { UsageError } from './usageError.ts';

export interface SubCommand {
  /** What stands behind its name, for the help text: `NAME [--role ROLE]`. */
  readonly parameters: string;
  readonly about: string;
  /** Names of flags with a value, without dashes, beyond --data-dir. */
  readonly flags?: readonly string[];
  /** Make the database when there is none yet, rather than saying so. */
  readonly creates: boolean;
  run(call: SubCall): Promise<void>;
}

export interface SubCall {
  readonly accounts: Accounts;
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly io: CommandIo;
}

/** Runs the sub-command that `argv` names and returns the exit status. */
export async function runSubCommand(
  command: string,
  subCommands: Readonly<Record<string, SubCommand>>,
  argv: string[],
  io: CommandIo,
): Promise<number> {
  try {
    const [name, ...rest] = argv;
    if (name === undefined || argv.includes('--help') || argv.includes('-h')) {
      const help = helpText(command, subCommands);
      (name === undefined ? io.stderr : io.stdout).write(help);
      return name === undefined ? 2 : 0;
    }
    const subCommand = Object.hasOwn(subCommands, name) ? subCommands[name] : undefined;
    if (subCommand === undefined) {
      const names = Object.keys(subCommands);
      throw new UsageError(`"${name}" is not one of ${names.join(', ')}${suggestion(name, names)}`);
    }
    const values = ['data-dir', ...(subCommand.flags ?? [])];
    const parsed = parseFlags(rest, { values });
    const flags = Object.fromEntries(values.map((name) => [name, parsed.value(name)]));
    const file = databaseFile(dataFolder(flags['data-dir'], io), subCommand.creates);
    const database = openDatabase(file);
    try {
      const accounts = createAccounts({ database, now: () => Date.now() / 1000 });
      await subCommand.run({ accounts, positionals: parsed.positionals, flags, io });
      return 0;
    } finally {
      database.close();
    }
  } catch (error) {
    return explainFailure(command, error, io);
  }
}

/** The one positional argument that a sub-command takes. */
export function onlyArgument(positionals: readonly string[], what: string): string {
  if (positionals.length === 0 || positionals[0] === '') throw new UsageError(`${what} is missing`);
  if (positionals.length > 1) {
    throw new UsageError(`"${positionals[1]}" is one argument too many; quote a name with blanks`);
  }
  return positionals[0];
}

function helpText(command: string, subCommands: Readonly<Record<string, SubCommand>>): string {
  const lines = Object.entries(subCommands).map(([name, { parameters, about }]) => {
    const call = `plumbago ${command} ${name} ${parameters}`.trimEnd();
    return `  ${call}\n      ${about}\n`;
  });
  return (
    `Usage:\n${lines.join('')}\n` +
    'All take --data-dir DIR, the folder of the server (PLUMBAGO_DATA_DIR, or ./data). It may run meanwhile.\n'
  );
}
