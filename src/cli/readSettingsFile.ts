import { readFileSync } from 'node:fs';

/** Reads a file of settings for `loadSettings`: null when there is none, throws when it can't be read. */
export function readSettingsFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOTDIR: a folder on the way is a file, so nothing is there either.
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
