/** Brings the tables of a database to the newest version, one numbered migration after the other. */
import type { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { inTransaction } from './transaction.ts';

/** A database that a later version of the program has changed in ways this one does not know. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';
}

export interface MigrateOptions {
  readonly migrations?: readonly Migration[];
  /** Called before a database that exists already is changed, with the version that it will have. What it throws leaves it alone. */
  backUp?(version: number): void;
}

/**
 * Applies what is missing, all in one transaction, so that a failure leaves the database as it was.
 * `file` is named in errors.
 */
export function migrate(
  connection: DatabaseSync,
  file: string,
  { migrations = MIGRATIONS, backUp }: MigrateOptions = {},
): void {
  const newest = migrations.length;
  if (schemaVersion(connection) === newest) return;
  inTransaction(connection, () => {
    // Read again under the lock: another process may have been at it in the meantime.
    const version = schemaVersion(connection);
    if (version > newest) {
      throw new NewerDatabaseError(
        `${file} has schema version ${version}, and this program knows versions up to ${newest}. ` +
          'A newer Plumbago has used it: run that version again, or restore a backup made before the upgrade.',
      );
    }
    if (version > 0 && version < newest) backUp?.(newest);
    for (let i = version; i < newest; i++) {
      try {
        connection.exec(migrations[i].sql);
      } catch (cause) {
        throw new Error(`${file}: migration ${i + 1} (${migrations[i].name}) failed; nothing was changed`, {
          cause,
        });
      }
    }
    connection.exec(`PRAGMA user_version = ${newest}`);
  });
}

/** 0 for a new database, otherwise the number of the last migration applied. */
export function schemaVersion(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}
