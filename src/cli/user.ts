/** `plumbago user`: who may sign in, and a new password for who forgot theirs. */
import { FIRST_NAME } from '../accounts/users.ts';
import { onlyArgument, runSubCommand, type SubCommand } from './accountsCommand.ts';
import type { Command } from './command.ts';
import { readPassword } from './readPassword.ts';
import { textTable, utcTime } from './textTable.ts';
import { UsageError } from './usageError.ts';

const list: SubCommand = {
  parameters: '',
  about: 'Print all users.',
  creates: false,
  async run({ accounts, positionals, io }) {
    if (positionals.length > 0) throw new UsageError('list takes no arguments');
    const users = accounts.users();
    if (users.length === 0) {
      io.stdout.write('There are no users yet: the first start of the server adds "admin".\n');
      return;
    }
    const rows = users.map(({ name, role, createdSeconds, firstPassword }) => [
      name,
      role,
      utcTime(createdSeconds),
      firstPassword ? 'the first one, not changed yet' : 'set',
    ]);
    io.stdout.write(textTable(['NAME', 'ROLE', 'CREATED', 'PASSWORD'], rows));
  },
};

const password: SubCommand = {
  parameters: 'NAME',
  about: 'Set a password, asked for or read from standard input; ends the sessions of that user.',
  creates: true,
  async run({ accounts, positionals, io }) {
    const name = onlyArgument(positionals, 'the NAME of the user');
    const known = accounts.users().map((user) => user.name);
    // On a data folder that no server has used yet, this is how to choose the first password in advance.
    const first = known.length === 0 && name.toLowerCase() === FIRST_NAME;
    if (!first && !known.some((other) => other.toLowerCase() === name.toLowerCase())) {
      const whom = known.length === 0 ? `only "${FIRST_NAME}" so far` : known.map((k) => `"${k}"`).join(', ');
      throw new UsageError(`there is no user "${name}"; there is ${whom}`);
    }
    const next = await readPassword(io, `New password of ${name}: `);
    if (first) await accounts.addFirstAdministrator(null);
    await accounts.setPassword(name, next);
    io.stdout.write(`The password of ${name} is set.\n`);
  },
};

const SUB_COMMANDS = { list, password };

export const userCommand: Command = {
  name: 'user',
  summary: 'list users, set a password',
  usage: 'user list | password NAME [--data-dir DIR]',
  run: (argv, io) => runSubCommand('user', SUB_COMMANDS, argv, io),
};
