/** Copies of a database as it was before its tables were changed, beside it: `plumbago.db.before-v4`. */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Older ones are removed. */
const COPIES_KEPT = 3;

/**
 * Writes the copy of what is committed in `file`, on disk under its name once this returns. The caller may hold the write lock, so that
 * nobody changes anything between the copy and the migration. A copy of an earlier try for the same version is replaced: it was
 * undone, and this is what there is now.
 * @throws with the reason when the copy can't be written, and then leaves nothing of it behind
 */
export function backupBeforeMigration(file: string, version: number): void {
  const copy = `${file}.before-v${version}`;
  const aside = `${copy}.tmp`;
  try {
    rmSync(aside, { force: true });
    // It holds password hashes: nobody else on the machine may read it.
    closeSync(openSync(aside, 'wx', 0o600));
    const reader = new DatabaseSync(file, { readOnly: true });
    try {
      reader.prepare('VACUUM INTO ?').run(aside);
    } finally {
      reader.close();
    }
    sync(aside);
    renameSync(aside, copy);
    sync(dirname(file));
  } catch (cause) {
    rmSync(aside, { force: true });
    throw new Error(
      `${copy}: the copy of the database that is made before an upgrade can't be written: ${(cause as Error).message}. ` +
        'Nothing was changed. Make room on the disk, or the folder writable, and start again.',
      { cause },
    );
  }
  removeOldest(file);
}

function removeOldest(file: string): void {
  const prefix = `${basename(file)}.before-v`;
  const versions = readdirSync(dirname(file))
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => b - a);
  for (const version of versions.slice(COPIES_KEPT)) {
    rmSync(join(dirname(file), `${prefix}${version}`), { force: true });
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
