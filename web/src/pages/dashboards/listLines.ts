/** The lines of the list of dashboards: a tree of folders, or one dashboard after the other. */
import type { DashboardSummary, Folder } from '../../../../src/schema/dashboards.ts';

export interface FolderLine {
  readonly kind: 'folder';
  readonly folder: Folder;
  /** 0 at the edge. */
  readonly depth: number;
  readonly open: boolean;
  /** In it and in all folders below. */
  readonly dashboards: number;
}

export interface DashboardLine {
  readonly kind: 'dashboard';
  readonly dashboard: DashboardSummary;
  readonly depth: number;
  /** Where it lies, such as `Team / Web`; null where the list shows that itself. */
  readonly path: string | null;
}

export type ListLine = FolderLine | DashboardLine;

interface TreeInput {
  readonly dashboards: readonly DashboardSummary[];
  readonly folders: readonly Folder[];
  /** Only what lies in this folder; null is everything. */
  readonly root: string | null;
  isOpen(folder: Folder): boolean;
}

/** Folders first, each followed by what is in it when it is open. A folder whose parent is not known stands at the top. */
export function treeLines({ dashboards, folders, root, isOpen }: TreeInput): ListLine[] {
  const known = new Set(folders.map(({ uid }) => uid));
  const home = (folder: string | null) => (folder !== null && known.has(folder) ? folder : null);
  const inFolder = Map.groupBy(dashboards, (dashboard) => home(dashboard.folder));
  const below = Map.groupBy(folders, (folder) => home(folder.parent));
  const counts = countBelow(folders, dashboards);
  const walk = (place: string | null, depth: number): ListLine[] => [
    ...(below.get(place) ?? []).flatMap((folder) => {
      const open = isOpen(folder);
      const line = { kind: 'folder', folder, depth, open, dashboards: counts.get(folder.uid) ?? 0 } as const;
      return open ? [line, ...walk(folder.uid, depth + 1)] : [line];
    }),
    ...(inFolder.get(place) ?? []).map(
      (dashboard) => ({ kind: 'dashboard', dashboard, depth, path: null }) as const,
    ),
  ];
  return walk(root, 0);
}

/** In the order in which they were found, each with the way to it. */
export function flatLines(
  dashboards: readonly DashboardSummary[],
  folders: readonly Folder[],
  root: string | null,
): ListLine[] {
  const parents = new Map(folders.map((folder) => [folder.uid, folder]));
  return dashboards.flatMap((dashboard) => {
    const way = wayTo(dashboard.folder, parents);
    if (root !== null && !way.some(({ uid }) => uid === root)) return [];
    return [{ kind: 'dashboard', dashboard, depth: 0, path: way.map(({ title }) => title).join(' / ') }];
  });
}

/** The folders from the top down to this one. */
export function wayTo(folder: string | null, folders: ReadonlyMap<string, Folder>): Folder[] {
  const way: Folder[] = [];
  for (let next = folder; next !== null; ) {
    const found = folders.get(next);
    // A circle cannot be made; if there is one all the same, it ends here.
    if (!found || way.includes(found)) break;
    way.unshift(found);
    next = found.parent;
  }
  return way;
}

/** The folder and all below it: none of them is a place for it. */
export function withAllBelow(uid: string, folders: readonly Folder[]): Set<string> {
  const parents = new Map(folders.map((folder) => [folder.uid, folder]));
  return new Set(
    folders
      .filter((folder) => wayTo(folder.uid, parents).some((one) => one.uid === uid))
      .map((one) => one.uid),
  );
}

function countBelow(
  folders: readonly Folder[],
  dashboards: readonly DashboardSummary[],
): ReadonlyMap<string, number> {
  const parents = new Map(folders.map((folder) => [folder.uid, folder]));
  const counts = new Map<string, number>();
  for (const { folder } of dashboards)
    for (const { uid } of wayTo(folder, parents)) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  return counts;
}
