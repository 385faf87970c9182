/** Random secrets that stand for somebody: session cookies and API tokens. */
import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits as text that fits a cookie and a header. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * What the database keeps of a secret. A plain SHA-256 is enough: unlike a password, 256 random bits can't be
 * guessed, so there is nothing that a slow hash would slow down. Looking it up by its hash also leaks no timing.
 */
export function hashSecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}
