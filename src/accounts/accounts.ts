/** Who may do what: users with passwords and sessions, and API tokens, over one database. */
import type { MetadataDatabase } from '../metadata/database.ts';
import type { Client, UserIdentity } from './identity.ts';
import { createPasswordHasher, type ScryptCost } from './passwordHash.ts';
import { createSessions, DEFAULT_SESSION_LIMITS, type SessionLimits } from './sessions.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createUsers, type UserInfo } from './users.ts';

export interface AccountsOptions {
  readonly database: MetadataDatabase;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly sessionLimits?: SessionLimits;
  /** Tests take a cheap one. */
  readonly passwordCost?: ScryptCost;
}

export interface Accounts {
  /** True until the first administrator has a password of their own. */
  firstUse(): boolean;
  /**
   * Adds the user `admin` when there is no user at all, and does nothing otherwise. Without a password it is
   * the well-known one, which works only at the machine itself and only for choosing another.
   */
  addFirstAdministrator(password: string | null): Promise<void>;
  /** Checks a password without starting a session (Basic auth). Throws AccountError. */
  checkPassword(name: string, password: string, client: Client): Promise<UserIdentity>;
  /** Checks a password and starts a session; `secret` goes into the cookie. Throws AccountError. */
  signIn(name: string, password: string, client: Client): Promise<{ user: UserIdentity; secret: string }>;
  signOut(secret: string): void;
  /** The user of a session; null when it has ended. */
  userOfSession(secret: string, client: Client): UserIdentity | null;
  /** Ends all of the user's sessions and starts a fresh one for the caller. Throws AccountError. */
  changePassword(
    user: UserIdentity,
    current: string,
    next: string,
    client: Client,
  ): Promise<{ user: UserIdentity; secret: string }>;
  /** Without the old password, for the command line; ends the user's sessions. Throws AccountError. */
  setPassword(name: string, next: string): Promise<void>;
  users(): UserInfo[];
  readonly tokens: Tokens;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { database, now, sessionLimits = DEFAULT_SESSION_LIMITS } = options;
  const hasher = createPasswordHasher(
    options.passwordCost === undefined ? {} : { cost: options.passwordCost },
  );
  const users = createUsers(database, hasher, now);
  const sessions = createSessions(database, now, sessionLimits);
  return {
    firstUse: users.firstUse,
    addFirstAdministrator: users.addFirstAdministrator,
    checkPassword: users.signIn,
    async signIn(name, password, client) {
      const user = await users.signIn(name, password, client);
      return { user, secret: sessions.start(user.userId) };
    },
    signOut: sessions.end,
    userOfSession(secret, client) {
      const userId = sessions.userOf(secret);
      return userId === null ? null : users.byId(userId, client);
    },
    async changePassword(user, current, next, client) {
      await users.changePassword(user, current, next, client);
      // The caller's own session gets a new secret too: whoever knew the old one knows nothing now.
      sessions.endAllOf(user.userId);
      return { user: { ...user, mustChangePassword: false }, secret: sessions.start(user.userId) };
    },
    async setPassword(name, next) {
      sessions.endAllOf(await users.setPassword(name, next));
    },
    users: users.list,
    tokens: createTokens(database, now),
  };
}
