/** The SQL database of everything that is not points: users, sessions, tokens, events. SQLite in one file. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backupBeforeMigration } from './backupBeforeMigration.ts';
import { migrate } from './migrate.ts';
import { inTransaction } from './transaction.ts';

export interface MetadataDatabase {
  /** For the files of this folder that know the tables. */
  readonly connection: DatabaseSync;
  /** Runs `work` in a write transaction; what it throws rolls everything back. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** How long a writer waits for another process (the server, a command line) to finish its own write. */
const BUSY_MILLISECONDS = 5000;

/**
 * Opens the database, creating file and folder when they are missing, and brings its tables up to date; a copy of one
 * that has to be changed for that is kept beside it. Several processes may have it open at a time. `:memory:` gives a private one for tests.
 * @throws NewerDatabaseError when a later version of the program has written it, and when that copy can't be written
 */
export function openDatabase(file: string): MetadataDatabase {
  if (file !== ':memory:') createPrivateFile(file);
  const connection = new DatabaseSync(file, {
    enableForeignKeyConstraints: true,
    timeout: BUSY_MILLISECONDS,
  });
  try {
    connection.exec('PRAGMA journal_mode = WAL');
    // NORMAL would be quicker, but then a power cut could bring a revoked token or an old password back.
    connection.exec('PRAGMA synchronous = FULL');
    const database: MetadataDatabase = {
      connection,
      transaction: (work) => inTransaction(connection, work),
      close: () => connection.close(),
    };
    migrate(
      connection,
      file,
      file === ':memory:' ? {} : { backUp: (version) => backupBeforeMigration(file, version) },
    );
    return database;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The file holds password hashes: nobody else on the machine may read it. SQLite gives its log the same mode. */
function createPrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}
