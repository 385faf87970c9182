/** The entry: picks a command. */
import { backupCommand } from './cli/backup.ts';
import { checkConfig } from './cli/checkConfig.ts';
import type { Command, CommandIo } from './cli/command.ts';
import { doctorCommand } from './cli/doctor.ts';
import { exportCommand } from './cli/export.ts';
import { importCommand } from './cli/import.ts';
import { metricsCommand } from './cli/metrics.ts';
import { restoreCommand } from './cli/restore.ts';
import { serve } from './cli/serve.ts';
import { tokenCommand } from './cli/token.ts';
import { userCommand } from './cli/user.ts';
import { suggestion } from './model/nearest.ts';

const COMMANDS: readonly Command[] = [
  serve,
  metricsCommand,
  importCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
  tokenCommand,
  userCommand,
  checkConfig,
];

const { stdin, stdout, stderr, env } = process;
const io: CommandIo = { stdin, stdout, stderr, env, cwd: process.cwd() };
const [name, ...argv] = process.argv.slice(2);

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length));
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}\n`);
  return `Usage: plumbago COMMAND [FLAGS]\n\n${lines.join('')}\n"plumbago COMMAND --help" tells more.\n`;
}

const command = COMMANDS.find((each) => each.name === name);
if (command) process.exitCode = await command.run(argv, io);
else if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
  stdout.write(help());
  process.exitCode = name === undefined ? 2 : 0;
} else {
  const hint = suggestion(
    name,
    COMMANDS.map((each) => each.name),
  );
  stderr.write(`error: there is no command "${name}"${hint}\n${help()}`);
  process.exitCode = 2;
}
