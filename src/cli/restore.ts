/** `plumbago restore`: makes a data folder of a backup. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BackupManifest, backupManifest } from '../schema/metrics.ts';
import { lockDataFolder } from '../storage/dataFolderLock.ts';
import type { Command, CommandIo } from './command.ts';
import { CommandFailure, explainFailure } from './commandFailure.ts';
import { copyBackup } from './copyBackup.ts';
import { dataFolder } from './dataFolder.ts';
import { sizeText } from './metrics/subCommand.ts';
import { parseFlags } from './parseFlags.ts';
import { utcTime } from './textTable.ts';
import { UsageError } from './usageError.ts';

const MANIFEST = 'backup.json';

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'make a data folder of a backup',
  usage: 'restore --from DIR [--data-dir DIR]',
  async run(argv, io) {
    try {
      if (argv.includes('--help') || argv.includes('-h')) {
        io.stdout.write(HELP);
        return 0;
      }
      await restore(argv, io);
      return 0;
    } catch (error) {
      return explainFailure('restore', error, io);
    }
  },
};

async function restore(argv: string[], io: CommandIo): Promise<void> {
  const flags = parseFlags(argv, { values: ['from', 'data-dir'] });
  const from = flags.value('from');
  if (from === undefined) throw new UsageError('--from DIR is missing: the folder of the backup');
  if (flags.positionals.length > 0)
    throw new UsageError(`"${flags.positionals[0]}" is one argument too many`);
  const source = resolve(io.cwd, from);
  const target = dataFolder(flags.value('data-dir'), io);
  const manifest = readManifest(source);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new CommandFailure(
      `the data folder ${target} is not empty; move what is in it away, or name another with --data-dir DIR`,
    );
  }
  mkdirSync(target, { recursive: true, mode: 0o750 });
  // So that no server begins to fill the folder meanwhile.
  const lock = await lockDataFolder(target).catch((error: Error) => {
    throw new CommandFailure(error.message, { cause: error });
  });
  try {
    await copyBackup(manifest.files, source, target);
  } finally {
    await lock.release();
  }
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  io.stdout.write(
    `${target} holds the backup of ${utcTime(manifest.createdSeconds)}: ${manifest.files.length} files, ` +
      `${sizeText(bytes)}, all as they were written.\nStart the server on it: plumbago serve --data-dir ${target}\n`,
  );
}

function readManifest(folder: string): BackupManifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) {
    throw new CommandFailure(`there is no ${MANIFEST} in ${folder}; a backup that was finished has one`);
  }
  let contents: unknown;
  try {
    contents = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CommandFailure(`${file} is damaged: ${(cause as Error).message}`, { cause });
  }
  const { format, formatVersion } = (contents ?? {}) as { format?: unknown; formatVersion?: unknown };
  if (format === 'plumbago-backup' && typeof formatVersion === 'number' && formatVersion > 1) {
    throw new CommandFailure(`${file} is of a newer version of the program; restore it with that one`);
  }
  const manifest = backupManifest.safeParse(contents);
  if (manifest.success) return manifest.data;
  const [{ path, message }] = manifest.error.issues;
  throw new CommandFailure(`${file} is no list of a backup: ${path.join('.')}: ${message}`);
}

const HELP = `Usage: plumbago ${restoreCommand.usage}

Checks every file of the backup in --from DIR and copies them into the data folder (PLUMBAGO_DATA_DIR, or ./data), which has to be
empty or not there yet. No server may run on it. The backup stays as it is.
`;
