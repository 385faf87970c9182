import { beforeEach, describe, expect, test } from 'vitest';
import { type MetadataDatabase, openDatabase } from '../metadata/database.ts';
import { usersTable } from '../metadata/users.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import type { Client } from './identity.ts';

const here: Client = { address: '127.0.0.1', loopback: true };
const elsewhere: Client = { address: '192.0.2.7', loopback: false };
const cheap = { N: 16, r: 1, p: 1 };

let database: MetadataDatabase;
let seconds: number;
let accounts: Accounts;

beforeEach(() => {
  database = openDatabase(':memory:');
  seconds = 1_700_000_000;
  accounts = createAccounts({
    database,
    now: () => seconds,
    passwordCost: cheap,
    sessionLimits: { idleSeconds: 1000, absoluteSeconds: 5000 },
  });
});

const refusal = (code: string) => expect.objectContaining({ name: 'AccountError', code });

describe('the first administrator', () => {
  test('with a password given: signs in from anywhere and need not change it', async () => {
    await accounts.addFirstAdministrator('given secret');
    expect(accounts.firstUse()).toBe(false);
    const { user } = await accounts.signIn('admin', 'given secret', elsewhere);
    expect(user).toMatchObject({ name: 'admin', role: 'admin', mustChangePassword: false });
    await expect(accounts.signIn('admin', 'admin', here)).rejects.toEqual(refusal('wrong-password'));
  });

  test('without one: admin/admin, only from the machine itself, only to change it', async () => {
    await accounts.addFirstAdministrator(null);
    expect(accounts.firstUse()).toBe(true);
    await expect(accounts.signIn('admin', 'admin', elsewhere)).rejects.toEqual(
      refusal('first-password-elsewhere'),
    );
    await expect(accounts.signIn('admin', 'wrong', elsewhere)).rejects.toEqual(refusal('wrong-password'));
    const { user, secret } = await accounts.signIn('admin', 'admin', here);
    expect(user.mustChangePassword).toBe(true);
    // Not even the cookie of such a session is good elsewhere.
    expect(accounts.userOfSession(secret, elsewhere)).toBeNull();
    expect(accounts.userOfSession(secret, here)).toEqual(user);

    const changed = await accounts.changePassword(user, 'admin', 'a better one', here);
    expect(changed.user.mustChangePassword).toBe(false);
    expect(accounts.firstUse()).toBe(false);
    expect(accounts.userOfSession(changed.secret, elsewhere)).toMatchObject({ mustChangePassword: false });
    await expect(accounts.signIn('admin', 'admin', here)).rejects.toEqual(refusal('wrong-password'));
  });

  test('a later start with a password changes nothing', async () => {
    await accounts.addFirstAdministrator('the first one');
    await accounts.addFirstAdministrator('the second one');
    await expect(accounts.signIn('admin', 'the second one', here)).rejects.toEqual(refusal('wrong-password'));
    await accounts.signIn('admin', 'the first one', here);
  });

  test('an empty password is refused', async () => {
    await expect(accounts.addFirstAdministrator('')).rejects.toEqual(refusal('bad-password'));
  });
});

describe('sessions', () => {
  beforeEach(() => accounts.addFirstAdministrator('given secret'));
  const signIn = async () => (await accounts.signIn('admin', 'given secret', elsewhere)).secret;

  test('only the hash of the secret is in the database', async () => {
    const secret = await signIn();
    const stored = database.connection.prepare('SELECT * FROM sessions').all();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect((stored[0].secret_hash as Uint8Array).length).toBe(32);
  });

  test('ends when idle for too long, and not before', async () => {
    const secret = await signIn();
    seconds += 1000;
    expect(accounts.userOfSession(secret, elsewhere)).not.toBeNull();
    seconds += 1001;
    expect(accounts.userOfSession(secret, elsewhere)).toBeNull();
    seconds -= 1001;
    expect(accounts.userOfSession(secret, elsewhere)).toBeNull();
  });

  test('ends at its greatest age however busy it is', async () => {
    const secret = await signIn();
    for (let age = 0; age < 5000; age += 500) {
      expect(accounts.userOfSession(secret, elsewhere)).not.toBeNull();
      seconds += 500;
    }
    seconds += 1;
    expect(accounts.userOfSession(secret, elsewhere)).toBeNull();
  });

  test('signing out ends this one and no other', async () => {
    const [one, two] = [await signIn(), await signIn()];
    accounts.signOut(one);
    expect(accounts.userOfSession(one, elsewhere)).toBeNull();
    expect(accounts.userOfSession(two, elsewhere)).not.toBeNull();
  });

  test('changing the password ends the others and renews the own', async () => {
    const [own, other] = [await signIn(), await signIn()];
    const user = accounts.userOfSession(own, elsewhere)!;
    const { secret } = await accounts.changePassword(user, 'given secret', 'another secret', elsewhere);
    expect(accounts.userOfSession(own, elsewhere)).toBeNull();
    expect(accounts.userOfSession(other, elsewhere)).toBeNull();
    expect(accounts.userOfSession(secret, elsewhere)).toMatchObject({ name: 'admin' });
  });

  test('a user has a bounded number of them', async () => {
    const first = await signIn();
    for (let i = 0; i < 100; i++) {
      seconds++;
      await signIn();
    }
    expect(accounts.userOfSession(first, elsewhere)).toBeNull();
    expect(database.connection.prepare('SELECT count(*) AS n FROM sessions').get()).toEqual({ n: 100 });
  });

  test.each(['', 'nonsense', 'x'.repeat(10_000)])('a made-up secret stands for nobody', (secret) => {
    expect(accounts.userOfSession(secret, here)).toBeNull();
  });
});

describe('passwords', () => {
  beforeEach(() => accounts.addFirstAdministrator('given secret'));

  test('names ignore case', async () => {
    const { user } = await accounts.signIn('ADMIN', 'given secret', elsewhere);
    expect(user.name).toBe('admin');
  });

  test.each([
    ['wrong', 'a new secret', 'wrong-password'],
    ['given secret', 'short', 'bad-password'],
    ['given secret', 'given secret', 'same-password'],
  ])('changing %j to %j is refused: %s', async (current, next, code) => {
    const { user } = await accounts.signIn('admin', 'given secret', elsewhere);
    await expect(accounts.changePassword(user, current, next, elsewhere)).rejects.toEqual(refusal(code));
  });

  test('setting one from the command line ends sessions and the memory of the old one', async () => {
    const { secret } = await accounts.signIn('admin', 'given secret', elsewhere);
    await accounts.setPassword('admin', 'set by hand');
    expect(accounts.userOfSession(secret, elsewhere)).toBeNull();
    await expect(accounts.checkPassword('admin', 'given secret', elsewhere)).rejects.toEqual(
      refusal('wrong-password'),
    );
    await accounts.checkPassword('admin', 'set by hand', elsewhere);
    await expect(accounts.setPassword('nobody', 'set by hand')).rejects.toEqual(refusal('no-such-user'));
  });

  test('a hash of older parameters is renewed at the next sign-in', async () => {
    const stored = () => usersTable(database).byName('admin')!.passwordHash;
    expect(stored()).toMatch(/^scrypt\$16\$/);
    const stronger = createAccounts({ database, now: () => seconds, passwordCost: { N: 32, r: 1, p: 1 } });
    await stronger.signIn('admin', 'given secret', elsewhere);
    expect(stored()).toMatch(/^scrypt\$32\$/);
    await accounts.signIn('admin', 'given secret', elsewhere);
  });
});

describe('limits on guessing', () => {
  beforeEach(() => accounts.addFirstAdministrator('given secret'));
  const guess = (name: string, address: string, password = 'wrong') =>
    accounts.signIn(name, password, { address, loopback: false }).then(
      () => 'in',
      (error) => error.code as string,
    );

  test('an address gets ten wrong guesses, whatever the names, and is told when to come back', async () => {
    for (let i = 0; i < 10; i++) expect(await guess(`name ${i}`, '192.0.2.7')).toBe('wrong-password');
    await expect(accounts.signIn('admin', 'given secret', elsewhere)).rejects.toEqual(
      expect.objectContaining({ code: 'too-many-attempts', retryAfterSeconds: 6 }),
    );
    expect(await guess('admin', '192.0.2.8', 'given secret')).toBe('in');
    seconds += 6;
    expect(await guess('admin', '192.0.2.7', 'given secret')).toBe('in');
  });

  test('a name gets twenty, whatever the addresses', async () => {
    for (let i = 0; i < 20; i++) expect(await guess('admin', `192.0.2.${i}`)).toBe('wrong-password');
    expect(await guess('Admin', '198.51.100.1', 'given secret')).toBe('too-many-attempts');
  });

  test('all of an IPv6 /64 counts as one address', async () => {
    for (let i = 0; i < 10; i++) await guess(`name ${i}`, `2001:db8::${i}`);
    expect(await guess('x', '2001:db8:0:0:ffff::1')).toBe('too-many-attempts');
    expect(await guess('x', '2001:db8:0:1::1')).toBe('wrong-password');
  });

  test('right passwords do not count, and forty at once are one attempt', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, () => guess('admin', '192.0.2.7', 'given secret')),
    );
    expect(new Set(all)).toEqual(new Set(['in']));
    for (let i = 0; i < 40; i++) expect(await guess('admin', '192.0.2.7', 'given secret')).toBe('in');
  });
});

describe('tokens', () => {
  test('are shown once, found by their secret, and gone when revoked', () => {
    const { token, secret } = accounts.tokens.create({ name: 'grafana', role: 'viewer' });
    expect(secret).toMatch(/^plb_[\w-]{43}$/);
    expect(accounts.tokens.list()).toEqual([
      { id: token.id, name: 'grafana', role: 'viewer', createdSeconds: seconds, lastUsedSeconds: null },
    ]);
    expect(JSON.stringify(database.connection.prepare('SELECT * FROM tokens').all())).not.toContain(secret);
    seconds += 100;
    expect(accounts.tokens.identify(secret)).toMatchObject({
      kind: 'token',
      name: 'grafana',
      role: 'viewer',
    });
    expect(accounts.tokens.list()[0].lastUsedSeconds).toBe(seconds);
    expect(accounts.tokens.identify(`${secret}x`)).toBeNull();
    expect(accounts.tokens.revoke(token.id)).toBe(true);
    expect(accounts.tokens.revoke(token.id)).toBe(false);
    expect(accounts.tokens.identify(secret)).toBeNull();
  });
});
