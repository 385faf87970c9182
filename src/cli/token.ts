/** `plumbago token`: API tokens for scripts and Grafana. */
import { createToken } from '../schema/api.ts';
import { onlyArgument, runSubCommand, type SubCommand } from './accountsCommand.ts';
import type { Command } from './command.ts';
import { textTable, utcTime } from './textTable.ts';
import { UsageError } from './usageError.ts';

const create: SubCommand = {
  parameters: 'NAME [--role viewer|editor|admin]',
  about: 'Make a token and print its secret, once. Viewers read, editors change, admins administer.',
  flags: ['role'],
  creates: true,
  async run({ accounts, positionals, flags, io }) {
    const name = onlyArgument(positionals, 'the NAME of the token');
    const role = createToken.shape.role.safeParse(flags['role'] ?? 'viewer');
    if (!role.success) throw new UsageError(`--role is viewer, editor or admin, not "${flags['role']}"`);
    if (!createToken.shape.name.safeParse(name).success)
      throw new UsageError('a name has up to 100 characters');
    const { token, secret } = accounts.tokens.create({ name, role: role.data });
    // The secret alone goes to stdout, so that scripts can take it from there.
    io.stdout.write(`${secret}\n`);
    io.stderr.write(`Token ${token.id} "${name}" (${token.role}). This secret is not shown again.\n`);
  },
};

const list: SubCommand = {
  parameters: '',
  about: 'Print all tokens, without their secrets.',
  creates: false,
  async run({ accounts, positionals, io }) {
    if (positionals.length > 0) throw new UsageError('list takes no arguments');
    const tokens = accounts.tokens.list();
    if (tokens.length === 0) {
      io.stdout.write('There are no tokens.\n');
      return;
    }
    const rows = tokens.map(({ id, name, role, createdSeconds, lastUsedSeconds }) => [
      String(id),
      name,
      role,
      utcTime(createdSeconds),
      lastUsedSeconds === null ? 'never' : utcTime(lastUsedSeconds),
    ]);
    io.stdout.write(textTable(['ID', 'NAME', 'ROLE', 'CREATED', 'LAST USED'], rows));
  },
};

const revoke: SubCommand = {
  parameters: 'ID',
  about: 'End a token; whoever uses it is refused from now on.',
  creates: false,
  async run({ accounts, positionals, io }) {
    const text = onlyArgument(positionals, 'the ID of the token');
    const id = /^\d{1,15}$/.test(text) ? Number(text) : null;
    if (id === null || !accounts.tokens.revoke(id)) {
      throw new UsageError(`there is no token "${text}"; "plumbago token list" shows their ids`);
    }
    io.stdout.write(`Token ${id} is revoked.\n`);
  },
};

const SUB_COMMANDS = { create, list, revoke };

export const tokenCommand: Command = {
  name: 'token',
  summary: 'make, list and revoke API tokens',
  usage: 'token create NAME [--role viewer] [--data-dir DIR] | list | revoke ID',
  run: (argv, io) => runSubCommand('token', SUB_COMMANDS, argv, io),
};
