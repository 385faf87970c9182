/** Writes a file of the folder of dashboards. */
import { promises as fs, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DashboardError } from '../dashboardError.ts';

/**
 * Aside first, then renamed: nobody ever reads half a file, and a full disk leaves the old one. A link stays one: what it leads to is
 * written. Answers the file's {@link stampOf}.
 * @throws DashboardError where the system forbids it
 */
export async function writeFile(file: string, text: string): Promise<string> {
  try {
    await fs.mkdir(dirname(file), { recursive: true });
    const target = await fs.realpath(file).catch(() => file);
    const aside = join(dirname(target), `.${basename(target)}.tmp`);
    try {
      const handle = await fs.open(aside, 'w');
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await fs.rename(aside, target);
    } catch (error) {
      await fs.rm(aside, { force: true }).catch(() => undefined);
      throw error;
    }
    return stampOf(await fs.stat(file));
  } catch (error) {
    throw forbidden(error) ?? error;
  }
}

/** Changes whenever somebody has written the file, or put another into its place. */
export function stampOf({ ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** What the caller is told when the server may not change the folder; null for other failures. */
export function forbidden(error: unknown): DashboardError | null {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return null;
  return new DashboardError(
    'read-only',
    `The server may not write to the folder of dashboards: ${message}.`,
    'Give the user that it runs as the right to write there, or change the file where it comes from.',
  );
}
