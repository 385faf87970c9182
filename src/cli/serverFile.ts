/** `server.json` in the data folder: where the server that runs on it can be found. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'server.json';

const contents = z.object({
  pid: z.number().int().min(1),
  /** The address really bound, `host:port`; null when HTTP is off. */
  http: z.string().nullable(),
});
export type ServerFile = z.infer<typeof contents>;

/** Written aside and renamed, so that nobody reads half of it. */
export function writeServerFile(folder: string, server: ServerFile): void {
  const file = join(folder, FILE);
  writeFileSync(`${file}.tmp`, `${JSON.stringify(server)}\n`, { mode: 0o640 });
  renameSync(`${file}.tmp`, file);
}

export function removeServerFile(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

/** Null when no server runs on the folder. One that was killed leaves its file behind, but no process. */
export function findServer(folder: string): ServerFile | null {
  let text: string;
  try {
    text = readFileSync(join(folder, FILE), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
  const server = contents.safeParse(parsed(text)).data;
  return server !== undefined && runs(server.pid) ? server : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
