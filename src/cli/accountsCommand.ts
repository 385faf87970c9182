/** What `plumbago token` and `plumbago user` share: sub-commands, the data folder, errors in one line. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { AccountError } from '../accounts/accountError.ts';
import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import { openDatabase } from '../metadata/database.ts';
import { NewerDatabaseError } from '../metadata/migrate.ts';
import { suggestion } from '../model/nearest.ts';
import type { CommandIo } from './command.ts';
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

const DATABASE_FILE = 'plumbago.db';

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
    const { positionals, flags } = parse(rest, ['data-dir', ...(subCommand.flags ?? [])]);
    const file = databaseFile(flags['data-dir'], io, subCommand.creates);
    const database = openDatabase(file);
    try {
      const accounts = createAccounts({ database, now: () => Date.now() / 1000 });
      await subCommand.run({ accounts, positionals, flags, io });
      return 0;
    } finally {
      database.close();
    }
  } catch (error) {
    return explain(command, error, io);
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

function parse(args: string[], flagNames: readonly string[]) {
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    flagNames.map((flag) => [flag, { type: 'string' as const }]),
  );
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const positionals: string[] = [];
  const flags: Record<string, string | undefined> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (!flagNames.includes(token.name)) {
      const known = flagNames.map((flag) => `--${flag}`);
      throw new UsageError(`there is no ${token.rawName}${suggestion(token.rawName, known)}`);
    }
    if (token.value === undefined || token.value === '')
      throw new UsageError(`${token.rawName} wants a value`);
    flags[token.name] = token.value;
  }
  return { positionals, flags };
}

function databaseFile(dataDir: string | undefined, io: CommandIo, creates: boolean): string {
  const folder = resolve(io.cwd, dataDir ?? io.env['PLUMBAGO_DATA_DIR'] ?? './data');
  const file = join(folder, DATABASE_FILE);
  if (!creates && !existsSync(file)) {
    throw new UsageError(
      `there is no ${DATABASE_FILE} in ${folder}; name the server's folder with --data-dir DIR`,
    );
  }
  return file;
}

function explain(command: string, error: unknown, io: CommandIo): number {
  if (error instanceof UsageError) {
    io.stderr.write(`plumbago ${command}: ${error.message}\nSee "plumbago ${command} --help".\n`);
    return 2;
  }
  if (error instanceof AccountError) {
    const hint = error.hint === undefined ? '' : ` ${error.hint}`;
    io.stderr.write(`plumbago ${command}: ${error.message}${hint}\n`);
    return 1;
  }
  const system = typeof (error as NodeJS.ErrnoException)?.code === 'string';
  if (error instanceof NewerDatabaseError || (error instanceof Error && system)) {
    io.stderr.write(`plumbago ${command}: ${error.message}\n`);
    return 1;
  }
  throw error;
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
