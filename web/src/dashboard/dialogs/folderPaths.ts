import type { Folder } from '../../../../src/schema/dashboards.ts';

/** The folders that are wanted, with the way to them, `Team / Web`, in the order of a list. */
export function folderPaths(
  folders: readonly Folder[],
  wanted: (folder: Folder) => boolean,
): { uid: string; path: string }[] {
  const byUid = new Map(folders.map((folder) => [folder.uid, folder]));
  const pathOf = (folder: Folder, below: number): string => {
    const parent = folder.parent === null ? undefined : byUid.get(folder.parent);
    // Deeper than this nobody nests folders; a circle would never end.
    return parent && below < 20 ? `${pathOf(parent, below + 1)} / ${folder.title}` : folder.title;
  };
  return folders
    .filter(wanted)
    .map((folder) => ({ uid: folder.uid, path: pathOf(folder, 0) }))
    .sort((a, b) => a.path.localeCompare(b.path));
}
