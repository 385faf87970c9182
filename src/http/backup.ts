/** Backups of everything that the program keeps: a folder laid out as a data folder, and a list of what is in it. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BackupAnswer, BackupManifest } from '../schema/metrics.ts';
import type { HttpDeps } from './deps.ts';
import { badRequest, HttpError } from './httpError.ts';

const DATABASE = 'plumbago.db';
const POINTS = 'native';
const DASHBOARDS = 'dashboards';
const MANIFEST = 'backup.json';

/** Servers whose backup is under way. */
const running = new WeakSet<HttpDeps>();

/**
 * Writes a backup into `folder` (absolute; empty, or not there yet) while points come in. `backup.json` comes last and
 * whole: a folder without it is no backup. What was written is removed when something fails.
 * @throws HttpError 400 when the folder won't do, 409 while another backup is under way, 500 when writing fails
 */
export async function takeBackup(folder: string, deps: HttpDeps): Promise<BackupAnswer> {
  if (!isAbsolute(folder)) {
    throw badRequest(`"${folder}" is not an absolute path.`, {
      hint: 'The folder is one of the machine that the server runs on, such as /var/backups/plumbago/monday.',
    });
  }
  if (running.has(deps)) {
    throw new HttpError(409, 'busy', 'Another backup is under way.', {
      hint: 'Try again when it has ended.',
    });
  }
  running.add(deps);
  try {
    await prepare(folder);
    try {
      return await write(folder, deps);
    } catch (error) {
      for (const name of [MANIFEST, DATABASE, DASHBOARDS, POINTS]) {
        await rm(join(folder, name), { recursive: true, force: true });
      }
      throw error;
    }
  } catch (error) {
    if (error instanceof HttpError) throw error;
    deps.log.error('a backup failed', { folder, err: error });
    throw new HttpError(500, 'backup-failed', `The backup failed: ${(error as Error).message}`, {
      hint: 'Nothing of it is left. The folder has to be writable for the server, on a disk with enough room.',
    });
  } finally {
    running.delete(deps);
  }
}

async function prepare(folder: string): Promise<void> {
  // Password hashes will lie in it.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw badRequest(`The folder ${folder} is not empty.`, { hint: 'Every backup has a folder of its own.' });
  }
}

async function write(folder: string, deps: HttpDeps): Promise<BackupAnswer> {
  const createdSeconds = Math.floor(deps.now());
  await deps.store.backup(join(folder, POINTS));
  await deps.backupDatabase(join(folder, DATABASE));
  await deps.backupDashboards?.(join(folder, DASHBOARDS));
  const files: BackupManifest['files'] = [];
  for (const file of await filesBelow(folder)) {
    const path = relative(folder, file).split(sep).join('/');
    files.push({ path, ...(await checksum(file)) });
  }
  const manifest: BackupManifest = {
    format: 'plumbago-backup',
    formatVersion: 1,
    version: deps.settings.version,
    createdSeconds,
    files,
  };
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeWhole(join(folder, MANIFEST), text);
  return { folder, files: files.length + 1, bytes: bytes + Buffer.byteLength(text) };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function checksum(file: string): Promise<{ bytes: number; crc32: number }> {
  let bytes = 0;
  let sum = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    bytes += (chunk as Buffer).length;
    sum = crc32(chunk as Buffer, sum);
  }
  return { bytes, crc32: sum };
}

/** On disk, and under its name only when it is complete. */
async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.tmp`, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.tmp`, file);
}
