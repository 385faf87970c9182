import { closeSync, createReadStream, createWriteStream, fstatSync, openSync } from 'node:fs';
import { constants, copyFile, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type BackupReport, BadRequestError } from '../store.ts';
import { activityFile, blocksFolder, walFolder } from './folders.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { RETENTION_QUEUE_FILE } from './retentionQueue.ts';
import { SERIES_AGES_FILE } from './seriesAges.ts';
import { listSegments, segmentName } from './walFormat.ts';

/** Links that are made at a time. */
const LINKS_AT_ONCE = 16;

/** A file that goes on changing or may be deleted: what counts of it is fixed, and it is open. */
interface OpenPart {
  readonly path: string;
  readonly fd: number;
  readonly bytes: number;
}

/**
 * Copies all that an engine holds into `folder`, which must be empty or not there yet, while points come in: every point
 * that was stored before the call is in the copy, and an engine can be opened on it. Blocks are linked where the file
 * system can (they never change), so that a copy on the same disk costs next to nothing. Everything is synced when it resolves;
 * when it rejects, nothing of the copy is left.
 * @throws BadRequestError when there is something in the folder
 */
export async function backupEngine(engine: NativeEngine, folder: string): Promise<BackupReport> {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  if ((await readdir(folder)).length > 0)
    throw new BadRequestError(`the folder ${folder} is not empty; every backup has a folder of its own`);
  // The log becomes short; should the flush fail, all is in the log.
  await engine.flush();
  const release = engine.maintenance.hold();
  const parts: OpenPart[] = [];
  try {
    // All that is to be copied is fixed within this one turn.
    const { manifest } = engine.maintenance;
    openParts(engine, manifest, parts);
    await mkdir(blocksFolder(folder), { mode: 0o750 });
    await mkdir(walFolder(folder), { mode: 0o750 });
    await takeBlocks(engine, manifest, folder);
    for (const part of parts) await copyPart(part, join(folder, part.path));
    for (const room of [blocksFolder(folder), walFolder(folder)]) await sync(room, 'r');
    writeManifest(folder, manifest);
    return { folder, ...(await sizeOf(folder)) };
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
    throw error;
  } finally {
    for (const { fd } of parts) closeSync(fd);
    release();
  }
}

/** Opens the registry, the log and the smaller files as they are now. */
function openParts(engine: NativeEngine, manifest: Manifest, parts: OpenPart[]): void {
  const { folder } = engine.options;
  engine.commit();
  if (engine.wal.pending)
    throw new Error(`points wait to be written to the log: ${engine.status().problem}; try again later`);
  const add = (path: string, bytes?: number): void => {
    const fd = openSync(join(folder, path), 'r');
    const { size } = fstatSync(fd);
    parts.push({ path, fd, bytes: Math.min(size, bytes ?? size) });
  };
  if (manifest.registryBytes > 0) add(manifest.registryFile, manifest.registryBytes);
  for (const segment of listSegments(walFolder(folder)))
    if (segment >= manifest.firstSegment) add(join(walFolder(''), segmentName(segment)));
  for (const name of [activityFile(''), RETENTION_QUEUE_FILE, SERIES_AGES_FILE]) {
    try {
      add(name);
    } catch (error) {
      // An engine that has had no use for one yet has none.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

async function takeBlocks(engine: NativeEngine, manifest: Manifest, folder: string): Promise<void> {
  const files = manifest.blocks.map((block) => block.file);
  const next = async (): Promise<void> => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      const from = join(blocksFolder(engine.options.folder), file);
      try {
        await linkOrCopy(from, join(blocksFolder(folder), file));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        // It is lost already, and has been told; the copy holds what there is.
        engine.options.log.error('a block is missing and is not in the backup either', { file });
      }
    }
  };
  await Promise.all(Array.from({ length: LINKS_AT_ONCE }, next));
}

/** Another disk, a file system without links, or one that allows no more of them: then the bytes are copied. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
  }
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await sync(to, 'r+');
}

async function copyPart({ fd, bytes }: OpenPart, to: string): Promise<void> {
  const writer = createWriteStream(to, { flags: 'wx', mode: 0o640, flush: true });
  // The end of a range is inclusive: a stream of nothing would be one byte.
  const reader = bytes > 0 ? createReadStream('', { fd, start: 0, end: bytes - 1, autoClose: false }) : [];
  await pipeline(reader, writer);
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files++;
    bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return { files, bytes };
}
