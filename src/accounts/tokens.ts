/** API tokens: secrets for scripts and Grafana, with a role of their own. */
import type { MetadataDatabase } from '../metadata/database.ts';
import { type TokenRow, tokensTable } from '../metadata/tokens.ts';
import { type CreateToken, role as roleSchema, type Token } from '../schema/api.ts';
import type { TokenIdentity } from './identity.ts';
import { hashSecret, newSecret } from './secret.ts';

/** Every secret begins with it, so that people and leak scanners recognise one. */
export const TOKEN_PREFIX = 'plb_';

/** Uses are written down at most this often. */
const TOUCH_SECONDS = 60;

export interface Tokens {
  list(): Token[];
  /** The secret is shown this once; only its hash is kept. */
  create(request: CreateToken): { token: Token; secret: string };
  /** False when there is no such token. */
  revoke(id: number): boolean;
  /** Who a secret stands for, and counts as a use; null when it is not a token's. */
  identify(secret: string): TokenIdentity | null;
}

export function createTokens(database: MetadataDatabase, now: () => number): Tokens {
  const table = tokensTable(database);
  return {
    list: () => table.all().map(toToken),
    create({ name, role }) {
      const secret = TOKEN_PREFIX + newSecret();
      const row = table.add(hashSecret(secret), { name, role, createdSeconds: Math.floor(now()) });
      return { token: toToken(row), secret };
    },
    revoke: (id) => table.remove(id),
    identify(secret) {
      if (!secret.startsWith(TOKEN_PREFIX)) return null;
      const row = table.find(hashSecret(secret));
      if (row === null) return null;
      const seconds = Math.floor(now());
      if (row.usedSeconds === null || seconds - row.usedSeconds >= TOUCH_SECONDS)
        table.touch(row.id, seconds);
      return { kind: 'token', tokenId: row.id, name: row.name, role: roleSchema.parse(row.role) };
    },
  };
}

function toToken({ id, name, role, createdSeconds, usedSeconds }: TokenRow): Token {
  return { id, name, role: roleSchema.parse(role), createdSeconds, lastUsedSeconds: usedSeconds };
}
