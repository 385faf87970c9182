/** Copies the files of a backup, and makes sure that they are what was written. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BackupManifest } from '../schema/metrics.ts';
import { CommandFailure } from './commandFailure.ts';

/** Within the target until everything is there: a server that starts on half a copy would find nothing at all. */
const ASIDE = 'restoring';
const CHUNK = 2 ** 20;

/**
 * Copies into the empty folder `target`; all of it is on disk once it resolves. When a file is missing or damaged, what was copied
 * is removed again.
 * @throws CommandFailure that names the file
 */
export async function copyBackup(
  files: BackupManifest['files'],
  source: string,
  target: string,
): Promise<void> {
  const aside = join(target, ASIDE);
  try {
    const folders = new Set<string>();
    for (const file of files) {
      const copy = join(aside, file.path);
      await mkdir(dirname(copy), { recursive: true, mode: 0o750 });
      for (let folder = dirname(copy); folder.length >= aside.length; folder = dirname(folder))
        folders.add(folder);
      await copyFile(file, join(source, file.path), copy);
    }
    for (const folder of folders) await syncFolder(folder);
    for (const name of new Set(files.map(({ path }) => path.split('/')[0]))) {
      await rename(join(aside, name), join(target, name));
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await syncFolder(target);
}

/** Bytes are copied rather than linked: the server goes on writing to some of these files. */
async function copyFile(
  { path, bytes, crc32: expected }: BackupManifest['files'][number],
  from: string,
  to: string,
): Promise<void> {
  const reader = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new CommandFailure(`the backup lacks its file ${path}`, { cause: error })
      : error;
  });
  try {
    const writer = await open(to, 'wx', 0o600);
    try {
      const { length, sum } = await copyBytes(reader, writer);
      if (length !== bytes || sum !== expected) {
        const what =
          length === bytes ? 'its checksum is another' : `it has ${length} bytes instead of ${bytes}`;
        throw new CommandFailure(`the file ${path} of the backup is damaged: ${what}; nothing was restored`);
      }
      await writer.sync();
    } finally {
      await writer.close();
    }
  } finally {
    await reader.close();
  }
}

async function copyBytes(reader: FileHandle, writer: FileHandle): Promise<{ length: number; sum: number }> {
  const buffer = Buffer.alloc(CHUNK);
  let length = 0;
  let sum = 0;
  for (;;) {
    const { bytesRead } = await reader.read(buffer, 0, CHUNK, null);
    if (bytesRead === 0) return { length, sum };
    const chunk = buffer.subarray(0, bytesRead);
    sum = crc32(chunk, sum);
    length += bytesRead;
    await writer.writeFile(chunk);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
