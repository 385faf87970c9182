/** Users and their passwords: the first administrator, sign-in with its limits, changing a password. */
import { createHmac, randomBytes } from 'node:crypto';
import type { MetadataDatabase } from '../metadata/database.ts';
import { type UserRow, usersTable } from '../metadata/users.ts';
import { type Role, role as roleSchema } from '../schema/api.ts';
import { AccountError } from './accountError.ts';
import { attemptLimit } from './attemptLimit.ts';
import type { Client, UserIdentity } from './identity.ts';
import type { PasswordHasher } from './passwordHash.ts';

export const FIRST_NAME = 'admin';
const FIRST_PASSWORD = 'admin';
const MIN_PASSWORD_LENGTH = 8;

/** Failures: an address may guess ten times in a row and then once in six seconds … */
const PER_ADDRESS = { burst: 10, secondsEach: 6 };
/** … and a name may be guessed at from everywhere twice as often at first, so that locking somebody out takes work. */
const PER_NAME = { burst: 20, secondsEach: 6 };

/** Passwords found right are remembered this long, because clients with Basic auth send them with every request. */
const REMEMBER_SECONDS = 300;
const MAX_REMEMBERED = 1000;

export interface UserInfo {
  readonly name: string;
  readonly role: Role;
  readonly createdSeconds: number;
  /** True while the well-known password of a new installation is in force. */
  readonly firstPassword: boolean;
}

export interface Users {
  list(): UserInfo[];
  /** True until the first administrator has a password of their own. */
  firstUse(): boolean;
  /**
   * Adds the first administrator to a database without users, with this password, or, when it is null, with
   * the well-known one that is good only at the machine itself and only for choosing another.
   */
  addFirstAdministrator(password: string | null): Promise<void>;
  /** @throws AccountError `wrong-password`, `too-many-attempts`, `first-password-elsewhere` */
  signIn(name: string, password: string, client: Client): Promise<UserIdentity>;
  /** The user as they are now; null when gone, or when the first password is used from elsewhere. */
  byId(id: number, client: Client): UserIdentity | null;
  /** @throws AccountError as `signIn`, and `same-password`, `bad-password` */
  changePassword(user: UserIdentity, current: string, next: string, client: Client): Promise<void>;
  /** Sets a password without knowing the old one, for who has the machine. Returns the user's id. */
  setPassword(name: string, next: string): Promise<number>;
}

export function createUsers(database: MetadataDatabase, hasher: PasswordHasher, now: () => number): Users {
  const table = usersTable(database);
  const byAddress = attemptLimit(PER_ADDRESS);
  const byName = attemptLimit(PER_NAME);
  const remembered = rememberedPasswords(now);
  const underway = new Map<string, Promise<UserRow>>();

  /** Finds the user whose name and password these are. */
  async function check(name: string, password: string, client: Client): Promise<UserRow> {
    const user = table.byName(name);
    if (user !== null && remembered.has(user, password)) return user;
    // A dashboard asks forty things at once: that is one attempt, and one hash to compute.
    const key = JSON.stringify([client.address, name, password]);
    const known = underway.get(key);
    if (known !== undefined) return known;
    const checking = attempt(user, name, password, client).finally(() => underway.delete(key));
    underway.set(key, checking);
    return checking;
  }

  /** Compares the password, counting failures. */
  async function attempt(
    user: UserRow | null,
    name: string,
    password: string,
    client: Client,
  ): Promise<UserRow> {
    const addressKey = addressGroup(client.address);
    const nameKey = name.toLowerCase();
    const wait = byAddress.take(addressKey, now()) || byName.take(nameKey, now());
    if (wait > 0) {
      throw new AccountError('too-many-attempts', 'Too many failed sign-ins.', {
        hint: `Try again in ${wait} s.`,
        retryAfterSeconds: wait,
      });
    }
    // An unknown name costs the same work as a known one, so that the time tells nothing.
    if (!(await hasher.verify(password, user?.passwordHash ?? null)) || user === null) {
      throw new AccountError('wrong-password', 'The name or the password is wrong.');
    }
    byAddress.giveBack(addressKey);
    byName.giveBack(nameKey);
    remembered.add(user, password);
    if (hasher.outdated(user.passwordHash)) {
      table.rehash(user.id, user.passwordHash, await hasher.hash(password));
    }
    return user;
  }

  return {
    list: () =>
      table.all().map(({ name, role, createdSeconds, firstPassword }) => ({
        name,
        role: roleSchema.parse(role),
        createdSeconds,
        firstPassword,
      })),

    firstUse: () => table.anyFirstPassword(),

    async addFirstAdministrator(password) {
      if (!table.isEmpty()) return;
      if (password === '') {
        throw new AccountError('bad-password', "The first administrator's password must not be empty.", {
          hint: 'Give --admin-password a text, or leave it out and sign in as admin with the password admin.',
        });
      }
      table.addFirst({
        name: FIRST_NAME,
        role: 'admin',
        passwordHash: await hasher.hash(password ?? FIRST_PASSWORD),
        firstPassword: password === null,
        createdSeconds: Math.floor(now()),
      });
    },

    async signIn(name, password, client) {
      const user = await check(name, password, client);
      if (user.firstPassword && !client.loopback) throw firstPasswordElsewhere();
      return toIdentity(user);
    },

    byId(id, client) {
      const user = table.byId(id);
      if (user === null || (user.firstPassword && !client.loopback)) return null;
      return toIdentity(user);
    },

    async changePassword({ userId, name }, current, next, client) {
      const user = await check(name, current, client);
      if (user.firstPassword && !client.loopback) throw firstPasswordElsewhere();
      requireGood(next);
      if (next === current) throw new AccountError('same-password', 'That is the password you have now.');
      table.setPassword(userId, await hasher.hash(next));
    },

    async setPassword(name, next) {
      const user = table.byName(name);
      if (user === null) throw new AccountError('no-such-user', `There is no user "${name}".`);
      requireGood(next);
      table.setPassword(user.id, await hasher.hash(next));
      return user.id;
    },
  };
}

function toIdentity({ id, name, role, firstPassword }: UserRow): UserIdentity {
  return { kind: 'user', userId: id, name, role: roleSchema.parse(role), mustChangePassword: firstPassword };
}

function requireGood(password: string): void {
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new AccountError('bad-password', `A password has at least ${MIN_PASSWORD_LENGTH} characters.`);
  }
}

function firstPasswordElsewhere(): AccountError {
  return new AccountError(
    'first-password-elsewhere',
    'The first password is good only on the machine that the server runs on.',
    {
      hint:
        'Open the page there through 127.0.0.1 (an SSH tunnel will do), or set a password there with ' +
        '"plumbago user password admin".',
    },
  );
}

/** Whoever has one IPv6 address usually has its whole /64: attempts are counted for all of it. */
function addressGroup(address: string): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (!plain.includes(':')) return plain;
  const [head, tail] = plain.split('::');
  const groups = head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  return groups.slice(0, 4).join(':');
}

/** Remembers, in memory only and under a key of this process, which passwords were found right. */
function rememberedPasswords(now: () => number) {
  const key = randomBytes(32);
  const known = new Map<string, { untilSeconds: number; passwordHash: string }>();
  const digest = (user: UserRow, password: string) =>
    createHmac('sha256', key).update(`${user.id}\0${password}`).digest('base64');
  return {
    has(user: UserRow, password: string): boolean {
      const entry = known.get(digest(user, password));
      // A changed password has another hash, so what was remembered of the old one is worth nothing.
      return entry !== undefined && entry.untilSeconds > now() && entry.passwordHash === user.passwordHash;
    },
    add(user: UserRow, password: string): void {
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(digest(user, password), {
        untilSeconds: now() + REMEMBER_SECONDS,
        passwordHash: user.passwordHash,
      });
    },
  };
}
