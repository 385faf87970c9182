/** The table of folders, a tree. */
import type { MetadataDatabase } from './database.ts';

export interface FolderRow {
  readonly uid: string;
  readonly title: string;
  /** Null at the top. */
  readonly parent: string | null;
}

export interface FoldersTable {
  all(): FolderRow[];
  add(folder: FolderRow): void;
  change(folder: FolderRow): void;
  remove(uid: string): void;
}

export function foldersTable({ connection }: MetadataDatabase): FoldersTable {
  const all = connection.prepare('SELECT uid, title, parent FROM folders ORDER BY title, uid');
  const add = connection.prepare('INSERT INTO folders (uid, title, parent) VALUES (?, ?, ?)');
  const change = connection.prepare('UPDATE folders SET title = ?, parent = ? WHERE uid = ?');
  const remove = connection.prepare('DELETE FROM folders WHERE uid = ?');
  return {
    all: () =>
      all.all().map(({ uid, title, parent }) => ({
        uid: String(uid),
        title: String(title),
        parent: parent === null ? null : String(parent),
      })),
    add: ({ uid, title, parent }) => void add.run(uid, title, parent),
    change: ({ uid, title, parent }) => void change.run(title, parent, uid),
    remove: (uid) => void remove.run(uid),
  };
}
