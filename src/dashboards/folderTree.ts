/** Folders as a tree: no circles, and no two of the same title beside each other. */
import type { Folder, WriteFolder } from '../schema/dashboards.ts';
import type { Caller } from './caller.ts';
import { DashboardError } from './dashboardError.ts';
import { freeUid } from './freeUid.ts';
import type { DashboardSource, FolderRecord } from './source.ts';

type WritableSource = Extract<DashboardSource, { readonly writable: true }>;

export interface Folders {
  /** Those that the caller may look into, by title. */
  list(caller: Caller): Promise<Folder[]>;
  /** @throws DashboardError */
  create(request: WriteFolder, caller: Caller): Promise<Folder>;
  /** Another title, and another place when `parent` is given. @throws DashboardError */
  change(uid: string, request: WriteFolder, caller: Caller): Promise<Folder>;
  /** `moveTo`: where to what is in it goes, null the top; when it is left out the folder has to be empty. @throws DashboardError */
  remove(uid: string, moveTo: string | null | undefined, caller: Caller): Promise<void>;
}

/** A folder, and the source that keeps it. */
export interface OwnedFolder {
  readonly source: DashboardSource;
  readonly folder: FolderRecord;
}

export async function allFolders(sources: readonly DashboardSource[]): Promise<OwnedFolder[]> {
  const lists = await Promise.all(
    sources.map(async (source) => (await source.folders()).map((folder) => ({ source, folder }))),
  );
  return lists.flat();
}

/** In refusals. */
export const TOP = 'what stands at the top';

/** Deeper trees are somebody's mistake. */
const DEEPEST = 20;

export function createFolders(sources: readonly DashboardSource[], newUid: () => string): Folders {
  const all = (): Promise<OwnedFolder[]> => allFolders(sources);

  async function described(folder: FolderRecord, caller: Caller): Promise<Folder> {
    return (await list(caller)).find(({ uid }) => uid === folder.uid)!;
  }

  async function list(caller: Caller): Promise<Folder[]> {
    const counts = new Map<string | null, number>();
    for (const source of sources) {
      for (const { folder } of await source.list({ trashed: false })) {
        counts.set(folder, (counts.get(folder) ?? 0) + 1);
      }
    }
    return (await all())
      .flatMap(({ source, folder: { uid, title, parent } }) => {
        const access = caller.access(uid);
        if (access === 'none') return [];
        const may = source.writable ? access : 'view';
        return [{ uid, title, parent, dashboards: counts.get(uid) ?? 0, access: may }];
      })
      .sort((a, b) => a.title.localeCompare(b.title, 'en') || (a.uid < b.uid ? -1 : 1));
  }

  /** The source that may write the folder, with all folders. */
  async function owned(uid: string, caller: Caller) {
    const folders = await all();
    const found = folders.find(({ folder }) => folder.uid === uid);
    if (found === undefined || caller.access(uid) === 'none') throw noFolder(uid);
    const { source, folder } = found;
    requireEdit(caller, uid, `the folder "${folder.title}"`);
    if (!source.writable) {
      throw new DashboardError('read-only', `The folder "${folder.title}" can't be changed here.`);
    }
    return { source, folder, siblings: foldersOf(folders, source) };
  }

  function checkPlace(
    { uid, title, parent }: FolderRecord,
    siblings: readonly FolderRecord[],
    caller: Caller,
  ): void {
    if (parent !== null) {
      if (!siblings.some((each) => each.uid === parent) || caller.access(parent) === 'none') {
        throw new DashboardError('bad-folder', `parent: there is no folder "${parent}" to put it into.`);
      }
      requireEdit(caller, parent, 'the folder above');
      const above = pathTo(parent, siblings);
      if (above.includes(uid)) {
        throw new DashboardError('bad-folder', `The folder "${title}" can't be put into itself or below.`);
      }
      if (above.length >= DEEPEST) {
        throw new DashboardError('bad-folder', `Folders are at most ${DEEPEST} deep.`);
      }
    }
    const twin = siblings.find(
      (each) =>
        each.parent === parent && each.uid !== uid && each.title.toLowerCase() === title.toLowerCase(),
    );
    if (twin !== undefined) {
      throw new DashboardError('title-taken', `There is a folder "${twin.title}" in that place already.`);
    }
  }

  return {
    list,
    async create({ title, parent = null }, caller) {
      const folders = await all();
      const source = writableFor(sources, folders, parent);
      requireEdit(caller, parent, parent === null ? TOP : 'the folder above');
      const uid = freeUid(newUid, (candidate) => folders.some(({ folder }) => folder.uid === candidate));
      const folder = { uid, title, parent };
      checkPlace(folder, foldersOf(folders, source), caller);
      await source.addFolder(folder);
      return described(folder, caller);
    },
    async change(uid, { title, parent }, caller) {
      const { source, folder, siblings } = await owned(uid, caller);
      const changed = { uid, title, parent: parent === undefined ? folder.parent : parent };
      checkPlace(changed, siblings, caller);
      await source.changeFolder(changed);
      return described(changed, caller);
    },
    async remove(uid, moveTo, caller) {
      const { source, folder, siblings } = await owned(uid, caller);
      if (moveTo === undefined) {
        const inside = (await source.list({ trashed: false })).filter(
          (record) => record.folder === uid,
        ).length;
        const below = siblings.filter(({ parent }) => parent === uid).length;
        if (inside + below > 0) {
          throw new DashboardError(
            'folder-not-empty',
            `The folder "${folder.title}" has ${inside} dashboards and ${below} folders in it.`,
            'Move them with move=UID of another folder, or move=general for the top.',
          );
        }
      } else if (moveTo !== null) {
        const target = siblings.find((each) => each.uid === moveTo);
        if (target === undefined || caller.access(moveTo) === 'none') throw noFolder(moveTo);
        if (pathTo(moveTo, siblings).includes(uid)) {
          throw new DashboardError('bad-folder', `move: "${target.title}" goes with the folder itself.`);
        }
        requireEdit(caller, moveTo, `the folder "${target.title}"`);
      } else requireEdit(caller, null, TOP);
      await source.removeFolder(uid, moveTo ?? null);
    },
  };
}

/** The source that a new thing in `folder` belongs to. @throws DashboardError */
export function writableFor(
  sources: readonly DashboardSource[],
  folders: readonly OwnedFolder[],
  folder: string | null,
): WritableSource {
  const source =
    folder === null
      ? sources.find(({ writable }) => writable)
      : folders.find((each) => each.folder.uid === folder)?.source;
  if (source === undefined && folder !== null) throw noFolder(folder);
  if (!source?.writable) throw new DashboardError('read-only', 'Nothing can be added in that place.');
  return source;
}

export function noFolder(uid: string): DashboardError {
  return new DashboardError(
    'bad-folder',
    `There is no folder "${uid.slice(0, 50)}".`,
    'GET /api/folders lists them.',
  );
}

/** @throws DashboardError; of a folder that the caller may not look into, that there is none */
export function requireEdit(caller: Caller, folder: string | null, what: string): void {
  if (folder !== null && caller.access(folder) === 'none') throw noFolder(folder);
  if (caller.access(folder) !== 'edit') {
    throw new DashboardError('not-allowed', `You may not change ${what}.`, 'Ask an administrator.');
  }
}

function foldersOf(folders: readonly OwnedFolder[], source: DashboardSource): FolderRecord[] {
  return folders.filter((each) => each.source === source).map(({ folder }) => folder);
}

/** The uids from a folder up to the top, itself first. */
function pathTo(uid: string, folders: readonly FolderRecord[]): string[] {
  const path: string[] = [];
  for (let next: string | null = uid; next !== null && !path.includes(next); ) {
    path.push(next);
    next = folders.find((folder) => folder.uid === next)?.parent ?? null;
  }
  return path;
}
