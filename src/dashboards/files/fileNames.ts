/** Names of files and uids, made of each other. */
import { createHash } from 'node:crypto';

/** A file name for a title: `CPU & Memory / all` → `cpu-memory-all`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return slug === '' ? 'dashboard' : slug;
}

/** A uid for a file that names none: the same for as long as the file stays where it is. */
export function uidOfPath(path: string): string {
  const slug = slugOf(path.replace(/\.json$/, '')).replace(/[^a-z0-9-]/g, '');
  if (slug !== '' && slug.length <= 40 && slug === path.replace(/\.json$/, '').toLowerCase()) return slug;
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return `${slug.slice(0, 30)}${slug === '' ? '' : '-'}${hash}`;
}

/** `path` itself, or with a number before its ending, so that it is not taken. */
export function freePath(path: string, isTaken: (path: string) => boolean): string {
  if (!isTaken(path)) return path;
  const stem = path.replace(/\.json$/, '');
  for (let i = 2; ; i++) {
    const candidate = `${stem}-${i}.json`;
    if (!isTaken(candidate)) return candidate;
  }
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Null for a title that can be the name of a folder as it is; otherwise what is wrong with it. */
export function folderNameProblem(title: string): string | null {
  if (title.includes('/') || title.includes('\0')) return 'it can\'t have "/" in its name';
  if (title.startsWith('.')) return "its name can't begin with a dot";
  if (Buffer.byteLength(title) > 200) return 'its name is too long';
  return null;
}
