import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in a write transaction; what it throws rolls everything back. */
export function inTransaction<T>(connection: DatabaseSync, work: () => T): T {
  // IMMEDIATE takes the write lock at once, so two processes can't both read first and then fail to write.
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    connection.exec('ROLLBACK');
    throw error;
  }
}
