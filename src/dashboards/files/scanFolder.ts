/** What lies in a folder of dashboards. */
import { type Dirent, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { MAX_DASHBOARD_BYTES } from '../../schema/dashboard.ts';
import { stampOf } from './writeFile.ts';

export interface FoundFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  /** Changes whenever somebody has written the file. */
  readonly stamp: string;
  readonly bytes: number;
}

export interface FolderScan {
  /** By path. */
  readonly files: readonly FoundFile[];
  /** Paths of the folders within, by path. */
  readonly folders: readonly string[];
  /** What was left out, and why. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const DEEPEST = 20;
const MOST_FILES = 10_000;
/** Grafana's JSON of a dashboard is longer than ours. */
export const MAX_FILE_BYTES = 4 * MAX_DASHBOARD_BYTES;

/** Looks for `*.json`, also in folders within; names that begin with a dot are left alone, links are followed to files only. */
export async function scanFolder(root: string): Promise<FolderScan> {
  const files: FoundFile[] = [];
  const folders: string[] = [];
  const skipped: { path: string; reason: string }[] = [];
  const look = async (folder: string, depth: number): Promise<void> => {
    const entries = await fs.readdir(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort(byName)) {
      if (entry.name.startsWith('.')) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        folders.push(path);
        if (depth < DEEPEST) await look(path, depth + 1);
        else skipped.push({ path, reason: `folders are looked into ${DEEPEST} deep` });
        continue;
      }
      if (!entry.name.endsWith('.json')) continue;
      const stat = await fs.stat(join(root, path)).catch(() => null);
      if (stat === null || !stat.isFile()) continue;
      if (stat.size > MAX_FILE_BYTES) {
        skipped.push({ path, reason: `it has ${stat.size} bytes; ${MAX_FILE_BYTES} are read` });
      } else if (files.length >= MOST_FILES) {
        skipped.push({ path, reason: `${MOST_FILES} files are read` });
      } else {
        files.push({
          path,
          bytes: stat.size,
          stamp: stampOf(stat),
        });
      }
    }
  };
  await look('', 0);
  return { files, folders, skipped };
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
