import { join } from 'node:path';

/** The data folder's rooms. */
export function blocksFolder(folder: string): string {
  return join(folder, 'blocks');
}
export function walFolder(folder: string): string {
  return join(folder, 'wal');
}
export function activityFile(folder: string): string {
  return join(folder, 'activity');
}
