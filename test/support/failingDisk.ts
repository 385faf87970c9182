/** Makes calls to the file system fail in this process, as a full, broken or read-only disk makes them fail. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Calls that a kind of trouble concerns. */
const TROUBLES = {
  /** No space: what makes files longer, or new ones. */
  ENOSPC: ['writeSync', 'openSync', 'mkdirSync', 'writevSync', 'writeFileSync', 'linkSync', 'copyFileSync'],
  /** A disk that does not keep what it took. */
  EIO: ['fsyncSync', 'fdatasyncSync', 'fdatasync', 'fsync'],
  /** Read-only: everything that changes anything. */
  EROFS: [
    ...['writeSync', 'openSync', 'mkdirSync', 'writevSync', 'writeFileSync', 'linkSync', 'copyFileSync'],
    ...['renameSync', 'unlinkSync', 'rmSync', 'ftruncateSync', 'truncateSync'],
  ],
} as const;
export type Trouble = keyof typeof TROUBLES;
export const ALL_TROUBLES = Object.keys(TROUBLES) as Trouble[];

export interface FailingDisk {
  /** Calls of the kind so far. */
  readonly calls: number;
  /** How many of them have failed. */
  readonly failed: number;
  /** The disk is well again. */
  heal(): void;
}

type AnyCall = (...argv: unknown[]) => unknown;

/** From the call with number `from` (0 is the next one) on, all calls of a kind below `folder` fail, until `heal`. */
export function failDisk(trouble: Trouble, from: number): FailingDisk {
  const calls = fs as unknown as Record<string, AnyCall>;
  const originals = new Map<string, AnyCall>();
  let count = 0;
  let failed = 0;
  for (const name of TROUBLES[trouble]) {
    const original = calls[name]!;
    originals.set(name, original);
    calls[name] = (...argv) => {
      // Opening for reading goes on working.
      if (name === 'openSync' && (argv[1] === undefined || argv[1] === 'r' || argv[1] === 0))
        return original(...argv);
      if (count++ < from) return original(...argv);
      failed++;
      const error = Object.assign(new Error(`${trouble}: made up for the test, ${name}`), { code: trouble });
      const callback = argv.at(-1);
      if (typeof callback !== 'function') throw error;
      queueMicrotask(() => (callback as (error: Error) => void)(error));
      return undefined;
    };
  }
  syncBuiltinESMExports();
  return {
    get calls() {
      return count;
    },
    get failed() {
      return failed;
    },
    heal() {
      for (const [name, original] of originals) calls[name] = original;
      syncBuiltinESMExports();
    },
  };
}
