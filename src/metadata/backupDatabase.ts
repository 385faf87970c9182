/** A consistent copy of the database while others write to it. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { backup } from 'node:sqlite';
import type { MetadataDatabase } from './database.ts';

/** Writes the copy to a new file, on disk once it resolves. It holds password hashes: only the owner may read it. */
export async function backupDatabase({ connection }: MetadataDatabase, file: string): Promise<void> {
  // Fails when there is such a file: a copy never overwrites anything.
  closeSync(openSync(file, 'wx', 0o600));
  await backup(connection, file);
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
