/** The folder of the server that commands on its own machine work with. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CommandIo } from './command.ts';
import { UsageError } from './usageError.ts';

const DATABASE_FILE = 'plumbago.db';

/** Absolute: what --data-dir says, or else PLUMBAGO_DATA_DIR, or `./data`. */
export function dataFolder(dataDir: string | undefined, io: Pick<CommandIo, 'env' | 'cwd'>): string {
  return resolve(io.cwd, dataDir ?? io.env['PLUMBAGO_DATA_DIR'] ?? './data');
}

/** The database in the folder. @throws UsageError when there is none, unless it may be `created` */
export function databaseFile(folder: string, created: boolean): string {
  const file = join(folder, DATABASE_FILE);
  if (!created && !existsSync(file)) {
    throw new UsageError(
      `there is no ${DATABASE_FILE} in ${folder}; name the server's folder with --data-dir DIR`,
    );
  }
  return file;
}
