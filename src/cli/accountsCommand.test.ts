import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccounts } from '../accounts/accounts.ts';
import { openDatabase } from '../metadata/database.ts';
import type { Command } from './command.ts';
import { tokenCommand } from './token.ts';
import { userCommand } from './user.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const loopback = { address: '127.0.0.1', loopback: true };

function openAccounts() {
  const database = openDatabase(join(folder, 'data', 'plumbago.db'));
  const accounts = createAccounts({
    database,
    now: () => Date.now() / 1000,
    passwordCost: { N: 16, r: 1, p: 1 },
  });
  return { accounts, close: () => database.close() };
}

async function run(command: Command, argv: string[], stdin: NodeJS.ReadableStream = Readable.from([])) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const status = await command.run(argv, { stdin, stdout, stderr, env: {}, cwd: folder });
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { status, out: text(stdout), err: text(stderr) };
}

/** A terminal that types what it is told. */
class FakeTerminal extends EventEmitter {
  isTTY = true;
  raw = false;
  setEncoding() {}
  setRawMode(raw: boolean) {
    this.raw = raw;
  }
  resume() {}
  pause() {}
}

describe('plumbago token', () => {
  test('creates, lists and revokes while a server has the database open', async () => {
    const { accounts, close } = openAccounts();
    const created = await run(tokenCommand, ['create', 'grafana', '--role', 'editor']);
    expect(created).toMatchObject({ status: 0, out: expect.stringMatching(/^plb_[\w-]{43}\n$/) });
    expect(created.err).toContain('not shown again');
    expect(accounts.tokens.identify(created.out.trim())).toMatchObject({ name: 'grafana', role: 'editor' });

    const listed = await run(tokenCommand, ['list', '--data-dir=data']);
    expect(listed.out).toMatch(/^ID {2}NAME +ROLE .*\n1 +grafana +editor +\d{4}-\d\d-\d\d [\d:]+ UTC/);
    expect(listed.out).not.toContain('plb_');

    expect((await run(tokenCommand, ['revoke', '1'])).out).toBe('Token 1 is revoked.\n');
    expect(accounts.tokens.identify(created.out.trim())).toBeNull();
    close();
  });

  test('the role is viewer unless said otherwise', async () => {
    await run(tokenCommand, ['create', 'script']);
    const { accounts, close } = openAccounts();
    expect(accounts.tokens.list()).toMatchObject([{ name: 'script', role: 'viewer' }]);
    close();
  });

  test.each([
    [['creat', 'x'], 'did you mean "create"?'],
    [['create'], 'the NAME of the token is missing'],
    [['create', 'two', 'words'], 'quote a name with blanks'],
    [['create', 'x', '--rol', 'admin'], 'did you mean "--role"?'],
    [['create', 'x', '--role', 'owner'], '--role is viewer, editor or admin, not "owner"'],
    [['create', 'x', '--role'], '--role wants a value'],
    [['revoke', '9'], 'there is no plumbago.db in'],
    [['list'], 'there is no plumbago.db in'],
  ])('%j is refused with a way out', async (argv, text) => {
    const { status, err } = await run(tokenCommand, argv);
    expect(err).toContain(text);
    expect(status).toBe(2);
  });

  test('revoking what is not there says how to see what is', async () => {
    openAccounts().close();
    for (const id of ['9', 'grafana']) {
      expect((await run(tokenCommand, ['revoke', id])).err).toContain(
        '"plumbago token list" shows their ids',
      );
    }
  });

  test('help goes to stdout, and touches nothing', async () => {
    const { status, out } = await run(tokenCommand, ['--help']);
    expect(status).toBe(0);
    expect(out).toContain('plumbago token create NAME [--role viewer|editor|admin]');
    expect(existsSync(join(folder, 'data'))).toBe(false);
    expect((await run(tokenCommand, [])).status).toBe(2);
  });
});

describe('plumbago user', () => {
  test('sets a password from standard input and ends sessions', async () => {
    const { accounts, close } = openAccounts();
    await accounts.addFirstAdministrator(null);
    const { secret } = await accounts.signIn('admin', 'admin', loopback);
    const { status, out } = await run(userCommand, ['password', 'admin'], Readable.from(['piped secret\n']));
    expect({ status, out }).toEqual({ status: 0, out: 'The password of admin is set.\n' });
    expect(accounts.userOfSession(secret, loopback)).toBeNull();
    expect(accounts.firstUse()).toBe(false);
    await accounts.signIn('admin', 'piped secret', loopback);
    close();
  });

  test('chooses the first password before any server ran', async () => {
    await run(userCommand, ['password', 'admin'], Readable.from(['chosen ahead']));
    const { accounts, close } = openAccounts();
    expect(accounts.firstUse()).toBe(false);
    await accounts.signIn('admin', 'chosen ahead', { address: '192.0.2.1', loopback: false });
    close();
  });

  test('on a terminal it asks twice, shows nothing, and knows backspace', async () => {
    const terminal = new FakeTerminal();
    const running = run(userCommand, ['password', 'admin'], terminal as unknown as NodeJS.ReadableStream);
    await expect.poll(() => terminal.raw).toBe(true);
    terminal.emit('data', 'typed secreX\u007f');
    terminal.emit('data', 't\r');
    await expect.poll(() => terminal.listenerCount('data')).toBe(1);
    terminal.emit('data', 'typed secret\r');
    const { status, out, err } = await running;
    expect(status).toBe(0);
    expect(out + err).not.toContain('typed');
    expect(terminal.raw).toBe(false);
  });

  test.each([
    ['one thing\r', 'another thing\r', 'the two are not the same'],
    ['\u0003', '', 'cancelled'],
  ])('typing %j and %j changes nothing', async (first, second, text) => {
    const terminal = new FakeTerminal();
    const running = run(userCommand, ['password', 'admin'], terminal as unknown as NodeJS.ReadableStream);
    await expect.poll(() => terminal.raw).toBe(true);
    terminal.emit('data', first);
    if (second !== '') {
      await expect.poll(() => terminal.listenerCount('data')).toBe(1);
      terminal.emit('data', second);
    }
    const { status, err } = await running;
    expect(status).toBe(2);
    expect(err).toContain(text);
    const { accounts, close } = openAccounts();
    expect(accounts.users()).toEqual([]);
    close();
  });

  test.each([
    ['short', 1, 'at least 8 characters'],
    ['', 2, 'no password came in'],
  ])('a password of %j is refused', async (text, status, message) => {
    const { accounts, close } = openAccounts();
    await accounts.addFirstAdministrator('before it');
    const answer = await run(userCommand, ['password', 'admin'], Readable.from([text]));
    expect(answer.status).toBe(status);
    expect(answer.err).toContain(message);
    await accounts.signIn('admin', 'before it', loopback);
    close();
  });

  test('an unknown name is refused with the known ones', async () => {
    const { accounts, close } = openAccounts();
    await accounts.addFirstAdministrator('before it');
    expect((await run(userCommand, ['password', 'admn'])).err).toContain(
      'there is no user "admn"; there is "admin"',
    );
    expect((await run(userCommand, ['list'])).out).toMatch(/NAME +ROLE .*\nadmin +admin .* set\n/);
    close();
  });

  test('a database of a newer program is refused in words', async () => {
    const { close } = openAccounts();
    close();
    const database = openDatabase(join(folder, 'data', 'plumbago.db'));
    database.connection.exec('PRAGMA user_version = 99');
    database.close();
    const { status, err } = await run(userCommand, ['list']);
    expect(status).toBe(1);
    expect(err).toContain('schema version 99');
  });
});
