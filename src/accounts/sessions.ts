/** Sessions: a random secret in a cookie stands for a user until it has been idle, or around, for too long. */
import type { MetadataDatabase } from '../metadata/database.ts';
import { sessionsTable } from '../metadata/sessions.ts';
import { hashSecret, newSecret } from './secret.ts';

export interface SessionLimits {
  /** A session unused for this long has ended. */
  readonly idleSeconds: number;
  /** A session this old has ended, used or not. */
  readonly absoluteSeconds: number;
}

export const DEFAULT_SESSION_LIMITS: SessionLimits = {
  idleSeconds: 7 * 86_400,
  absoluteSeconds: 30 * 86_400,
};

/** Uses are written down at most this often, so that a busy page does not write to the disk with every request. */
const TOUCH_SECONDS = 60;
const MAX_SESSIONS_A_USER = 100;

export interface Sessions {
  /** Starts a session and returns its secret, which is known nowhere else afterwards. */
  start(userId: number): string;
  /** The user of a session that is still good, and counts as a use of it; null otherwise. */
  userOf(secret: string): number | null;
  end(secret: string): void;
  endAllOf(userId: number): void;
}

export function createSessions(
  database: MetadataDatabase,
  now: () => number,
  { idleSeconds, absoluteSeconds }: SessionLimits,
): Sessions {
  const table = sessionsTable(database);
  return {
    start(userId) {
      const seconds = Math.floor(now());
      table.removeExpired(seconds - absoluteSeconds, seconds - idleSeconds);
      table.keepNewest(userId, MAX_SESSIONS_A_USER - 1);
      const secret = newSecret();
      table.add(hashSecret(secret), { userId, createdSeconds: seconds, seenSeconds: seconds });
      return secret;
    },
    userOf(secret) {
      const seconds = Math.floor(now());
      const hash = hashSecret(secret);
      const session = table.find(hash);
      if (session === null) return null;
      const { createdSeconds, seenSeconds, userId } = session;
      if (seconds - createdSeconds > absoluteSeconds || seconds - seenSeconds > idleSeconds) {
        table.remove(hash);
        return null;
      }
      if (seconds - seenSeconds >= TOUCH_SECONDS) table.touch(hash, seconds);
      return userId;
    },
    end: (secret) => table.remove(hashSecret(secret)),
    endAllOf: (userId) => table.removeOfUser(userId),
  };
}
