/** Passwords at rest: scrypt, with its parameters in the text, so that they can be raised later. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { AccountError } from './accountError.ts';

/** The cost parameters of scrypt: memory is `128 * N * r` bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** One of the settings that OWASP's password storage page lists as equal in strength; takes 32 MiB of memory. */
export const DEFAULT_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;

export interface PasswordHasher {
  /** A text such as `scrypt$32768$8$3$SALT$KEY`. */
  hash(password: string): Promise<string>;
  /** Compares in constant time. Without a stored hash it does the same work and says no. */
  verify(password: string, stored: string | null): Promise<boolean>;
  /** True when `stored` was made with other parameters than new hashes are. */
  outdated(stored: string): boolean;
}

export interface PasswordHasherOptions {
  readonly cost?: ScryptCost;
  /** Hashes computed at a time. They run on the thread pool, which file reads share, and cost memory each. */
  readonly concurrency?: number;
  /** Calls that may wait for their turn; more are refused, so that a flood of sign-ins stays bounded. */
  readonly maxWaiting?: number;
}

export function createPasswordHasher(options: PasswordHasherOptions = {}): PasswordHasher {
  const { cost = DEFAULT_COST, concurrency = 2, maxWaiting = 50 } = options;
  const inTurn = turns(concurrency, maxWaiting);
  const nobody = formatHash(cost, randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return formatHash(cost, salt, await inTurn(() => derive(password, salt, cost)));
    },
    async verify(password, stored) {
      const { cost: used, salt, key } = parseHash(stored ?? nobody);
      const derived = await inTurn(() => derive(password, salt, used));
      return timingSafeEqual(derived, key) && stored !== null;
    },
    outdated: (stored) => !stored.startsWith(prefix(cost)),
  };
}

function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  // Twice what scrypt needs: OpenSSL counts some bookkeeping on top of 128 * N * r.
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  // Keyboards differ in how they compose letters; the normal form makes one password of them.
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function prefix({ N, r, p }: ScryptCost): string {
  return `scrypt$${N}$${r}$${p}$`;
}

function formatHash(cost: ScryptCost, salt: Buffer, key: Buffer): string {
  return `${prefix(cost)}${salt.toString('base64')}$${key.toString('base64')}`;
}

function parseHash(text: string): { cost: ScryptCost; salt: Buffer; key: Buffer } {
  const [kind, N, r, p, salt, key] = text.split('$');
  if (kind !== 'scrypt' || key === undefined || Buffer.from(key, 'base64').length !== KEY_BYTES) {
    throw new Error(
      'a stored password hash is not one of ours; set the password anew with "plumbago user password"',
    );
  }
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

/** Runs at most `concurrency` works at a time, in the order they came. */
function turns(concurrency: number, maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < concurrency) {
      running++;
    } else {
      if (waiting.length >= maxWaiting) {
        throw new AccountError('too-many-attempts', 'Too many sign-ins at the same time.', {
          hint: 'Try again in a few seconds.',
          retryAfterSeconds: 5,
        });
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so `running` stays as it is.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
