/** All dashboards, wherever they are kept, with what each caller may do with them. */
import type { DashboardMarks } from '../metadata/dashboardMarks.ts';
import { DASHBOARD_FORMAT, DASHBOARD_FORMAT_VERSION, type Dashboard } from '../schema/dashboard.ts';
import type {
  ConflictAnswer,
  DashboardAnswer,
  DashboardList,
  DashboardMeta,
  DashboardSummary,
  DashboardVersion,
  DiffAnswer,
  Saved,
} from '../schema/dashboards.ts';
import type { Caller } from './caller.ts';
import { checkDashboard, problemsText } from './check.ts';
import { conflictOf } from './conflict.ts';
import { DashboardError } from './dashboardError.ts';
import { diffDashboards } from './diff.ts';
import {
  allFolders,
  createFolders,
  type Folders,
  noFolder,
  requireEdit,
  TOP,
  writableFor,
} from './folderTree.ts';
import { rankOf } from './search.ts';
import type { DashboardRecord, DashboardSource, StoredDashboard, VersionRange } from './source.ts';
import { writeText } from './writeText.ts';

export interface ListQuery {
  /** Words that all occur. */
  readonly text?: string | undefined;
  /** All of them. */
  readonly tags?: readonly string[] | undefined;
  /** Directly in the folder; null is the top. */
  readonly folder?: string | null | undefined;
  readonly starred?: boolean | undefined;
  /** `recent`: only those that the caller has looked at, the last first. Default: the best match, then by title. */
  readonly sort?: 'title' | 'updated' | 'recent' | undefined;
  readonly limit?: number | undefined;
  /** Those in the trash, of folders that the caller may change. */
  readonly trash?: boolean | undefined;
}

export interface NewDashboard {
  /** Not checked yet. */
  readonly dashboard?: unknown;
  readonly message?: string | undefined;
  readonly folder?: string | null | undefined;
}

export interface ChangedDashboard extends NewDashboard {
  /** The version that the change was made from; without it, whatever is there is replaced. */
  readonly baseVersion?: number | undefined;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'conflict'; readonly answer: ConflictAnswer };

/** Every call @throws DashboardError */
export interface DashboardStore {
  readonly folders: Folders;
  list(query: ListQuery, caller: Caller): Promise<DashboardList>;
  find(uid: string, caller: Caller): Promise<DashboardAnswer>;
  /** Everything that the caller may see, whole. */
  all(caller: Caller): AsyncIterable<StoredDashboard>;
  /** A uid that is taken is refused. */
  create(request: NewDashboard, caller: Caller): Promise<Saved>;
  /** Without a dashboard of that uid a new one is made, unless the request names a base. */
  save(uid: string, request: ChangedDashboard, caller: Caller): Promise<SaveOutcome>;
  trash(uid: string, caller: Caller): Promise<void>;
  undelete(uid: string, caller: Caller): Promise<Saved>;
  versions(uid: string, range: VersionRange, caller: Caller): Promise<readonly DashboardVersion[]>;
  version(uid: string, version: number, caller: Caller): Promise<DashboardAnswer>;
  /** Without `to` the newest. */
  diff(uid: string, from: number, to: number | undefined, caller: Caller): Promise<DiffAnswer>;
  restore(uid: string, version: number, caller: Caller): Promise<Saved>;
  star(uid: string, starred: boolean, caller: Caller): Promise<void>;
  /** Removes for good what went into the trash before the time; answers how many. */
  purge(beforeSeconds: number): Promise<number>;
}

export interface DashboardStoreOptions {
  /** The first one that can be written takes new dashboards. */
  readonly sources: readonly DashboardSource[];
  readonly marks: DashboardMarks;
  /** Seconds since 1970. */
  now(): number;
  newUid(): string;
}

/** Words that stand where a uid would in the addresses of pages and calls. */
const RESERVED_UIDS = new Set(['new', 'check', 'import', 'instant', 'using']);
const DEFAULT_LIMIT = 1000;

export function createDashboardStore(options: DashboardStoreOptions): DashboardStore {
  const { sources, marks, now, newUid } = options;
  const folders = createFolders(sources, newUid);

  async function folderTitles(): Promise<Map<string, string>> {
    return new Map((await allFolders(sources)).map(({ folder }) => [folder.uid, folder.title]));
  }

  async function lookUp(uid: string): Promise<{ source: DashboardSource; stored: StoredDashboard } | null> {
    for (const source of sources) {
      const stored = await source.find(uid);
      if (stored !== null) return { source, stored };
    }
    return null;
  }

  /** One that is there, not in the trash, and visible to the caller. */
  async function visible(uid: string, caller: Caller) {
    const found = await lookUp(uid);
    if (found === null || caller.access(found.stored.record.folder) === 'none') throw noDashboard(uid);
    const { trashed, folder, title } = found.stored.record;
    if (trashed !== null) {
      throw caller.access(folder) === 'edit'
        ? new DashboardError('in-trash', `The dashboard "${title}" has been deleted.`, UNDELETE_HINT)
        : noDashboard(uid);
    }
    return found;
  }

  /** One that the caller may change. */
  async function changeable(uid: string, caller: Caller) {
    const { source, stored } = await visible(uid, caller);
    requireEdit(caller, stored.record.folder, `the dashboard "${stored.record.title}"`);
    if (!source.writable) {
      throw new DashboardError(
        'read-only',
        `The dashboard "${stored.record.title}" comes with the program and can't be changed.`,
        'Save a copy of it and change that.',
      );
    }
    return { source, stored };
  }

  async function metaOf(record: DashboardRecord, caller: Caller): Promise<DashboardMeta> {
    const starred = caller.userId === null ? new Set<string>() : marks.starred(caller.userId);
    const { createdSeconds, createdBy, problem } = record;
    const summary = summaryOf(record, { caller, starred, titles: await folderTitles() });
    return { ...summary, createdSeconds, createdBy, problem };
  }

  async function savedOf(record: DashboardRecord, caller: Caller): Promise<Saved> {
    return { uid: record.uid, version: record.version, meta: await metaOf(record, caller) };
  }

  function summaryOf(
    record: DashboardRecord,
    known: { caller: Caller; starred: ReadonlySet<string>; titles: ReadonlyMap<string, string> },
  ): DashboardSummary {
    const { uid, title, description, folder, origin, file, version, panels, trashed } = record;
    const { updatedSeconds, updatedBy } = record;
    const mayEdit = origin !== 'builtin' && known.caller.access(folder) === 'edit';
    return {
      ...{ uid, title, description, tags: [...record.tags], folder, origin, file, version, panels },
      ...{ updatedSeconds, updatedBy },
      folderTitle: folder === null ? null : (known.titles.get(folder) ?? null),
      starred: known.starred.has(uid),
      access: mayEdit ? 'edit' : 'view',
      ...(trashed === null ? {} : { trashed: { ...trashed } }),
    };
  }

  async function create(
    dashboard: Dashboard,
    { message = '', folder = null }: NewDashboard,
    caller: Caller,
  ): Promise<Saved> {
    const source = writableFor(sources, await allFolders(sources), folder);
    requireEdit(caller, folder, folder === null ? TOP : 'that folder');
    const wanted = dashboard.uid;
    const taken = wanted === undefined ? null : await lookUp(wanted);
    if (taken !== null) throw uidTaken(taken.stored.record, caller);
    const uid = wanted ?? (await newFreeUid());
    const { author } = caller;
    const record = await source.create({ uid, dashboard: withUid(dashboard, uid), folder, message, author });
    if (record === null) throw new DashboardError('uid-taken', `The uid "${uid}" has just been taken.`);
    return savedOf(record, caller);
  }

  async function newFreeUid(): Promise<string> {
    for (;;) {
      const uid = newUid();
      if ((await lookUp(uid)) === null) return uid;
    }
  }

  async function versionOf(uid: string, version: number, caller: Caller) {
    const { source, stored } = await visible(uid, caller);
    const found = await source.version(uid, version);
    if (found === null) {
      throw new DashboardError(
        'not-found',
        `The dashboard "${stored.record.title}" has no version ${version}.`,
        'GET /api/dashboards/UID/versions lists them; the setting web.keep-dashboard-versions may have let it go.',
      );
    }
    return { source, stored, ...found };
  }

  return {
    folders,

    async list(query, caller) {
      const { text = '', tags = [], folder, starred: onlyStarred = false, sort, trash = false } = query;
      const starred = caller.userId === null ? new Set<string>() : marks.starred(caller.userId);
      const titles = await folderTitles();
      const which = { trashed: trash };
      const records: DashboardRecord[] = [];
      const words = new Map<string, string>();
      for (const source of sources) {
        for (const record of await source.list(which)) {
          const access = caller.access(record.folder);
          // A uid that two sources have is the first one's, here as in `find`.
          if (access === 'none' || (trash && access !== 'edit') || words.has(record.uid)) continue;
          records.push(record);
          words.set(record.uid, '');
        }
        if (text === '') continue;
        for (const [uid, written] of await source.words(which)) if (!words.get(uid)) words.set(uid, written);
      }
      const order =
        sort === 'recent' ? placesOf(caller.userId === null ? [] : marks.visited(caller.userId)) : null;
      const found = records.flatMap((record) => {
        if (folder !== undefined && record.folder !== folder) return [];
        if (onlyStarred && !starred.has(record.uid)) return [];
        if (order !== null && !order.has(record.uid)) return [];
        if (!tags.every((tag) => record.tags.includes(tag))) return [];
        const folderTitle = record.folder === null ? null : (titles.get(record.folder) ?? null);
        const rank = rankOf({ record, folderTitle, words: words.get(record.uid) ?? '' }, text);
        return rank === null ? [] : [{ record, rank }];
      });
      found.sort((a, b) => {
        if (order !== null) return order.get(a.record.uid)! - order.get(b.record.uid)!;
        const first = sort === 'updated' ? b.record.updatedSeconds - a.record.updatedSeconds : 0;
        const better = sort === undefined ? b.rank - a.rank : 0;
        return first || better || byTitle(a.record, b.record);
      });
      return {
        dashboards: found
          .slice(0, query.limit ?? DEFAULT_LIMIT)
          .map(({ record }) => summaryOf(record, { caller, starred, titles })),
        total: found.length,
        tags: countTags(records),
      };
    },

    async find(uid, caller) {
      const { stored } = await visible(uid, caller);
      if (caller.userId !== null) marks.visit(caller.userId, uid, Math.floor(now()));
      return { dashboard: stored.dashboard, meta: await metaOf(stored.record, caller) };
    },

    async *all(caller) {
      const seen = new Set<string>();
      for (const source of sources) {
        for (const { uid, folder } of await source.list({ trashed: false })) {
          if (seen.has(uid) || caller.access(folder) === 'none') continue;
          seen.add(uid);
          const stored = await source.find(uid);
          if (stored !== null) yield stored;
        }
      }
    },

    create: async (request, caller) => create(checked(request.dashboard), request, caller),

    async save(uid, request, caller) {
      const dashboard = checked(request.dashboard);
      const { message = '', folder, baseVersion } = request;
      if (dashboard.uid !== undefined && dashboard.uid !== uid) {
        throw new DashboardError(
          'bad-dashboard',
          `dashboard.uid is "${dashboard.uid}", and the address says "${uid}".`,
          'A uid does not change; save a copy under the other one.',
        );
      }
      const withIt = withUid(dashboard, uid);
      if (baseVersion === undefined && (await lookUp(uid)) === null) {
        checkReserved(uid);
        return { kind: 'saved', saved: await create(withIt, request, caller) };
      }
      const { source, stored } = await changeable(uid, caller);
      if (folder !== undefined && folder !== stored.record.folder) {
        if (folder !== null && !(await source.folders()).some((each) => each.uid === folder))
          throw noFolder(folder);
        requireEdit(caller, folder, folder === null ? TOP : 'that folder');
      }
      const { author } = caller;
      const written = await source.replace({ uid, dashboard: withIt, folder, message, author, baseVersion });
      if (written === null) throw noDashboard(uid);
      if (written.kind === 'written') return { kind: 'saved', saved: await savedOf(written.record, caller) };
      const base = baseVersion === undefined ? null : await source.version(uid, baseVersion);
      return {
        kind: 'conflict',
        answer: conflictOf({ base: base?.dashboard ?? null, theirs: written.current, ours: withIt }),
      };
    },

    async trash(uid, caller) {
      const { source } = await changeable(uid, caller);
      if (!(await source.trash(uid, caller.author))) throw noDashboard(uid);
    },

    async undelete(uid, caller) {
      const found = await lookUp(uid);
      if (found === null || caller.access(found.stored.record.folder) === 'none') throw noDashboard(uid);
      const { source, stored } = found;
      requireEdit(caller, stored.record.folder, `the dashboard "${stored.record.title}"`);
      // What is not in the trash is as the caller wants it.
      const record = (source.writable ? await source.untrash(uid) : null) ?? stored.record;
      return savedOf(record, caller);
    },

    async versions(uid, range, caller) {
      const { source } = await visible(uid, caller);
      return source.versions(uid, range);
    },

    async version(uid, version, caller) {
      const { stored, dashboard, info } = await versionOf(uid, version, caller);
      const meta = await metaOf(stored.record, caller);
      const { savedSeconds: updatedSeconds, savedBy: updatedBy } = info;
      return { dashboard, meta: { ...meta, version, updatedSeconds, updatedBy } };
    },

    async diff(uid, from, to, caller) {
      const before = (await versionOf(uid, from, caller)).dashboard;
      const after =
        to === undefined
          ? (await visible(uid, caller)).stored.dashboard
          : (await versionOf(uid, to, caller)).dashboard;
      return {
        changes: diffDashboards(before, after),
        before: writeText(before),
        after: writeText(after),
      };
    },

    async restore(uid, version, caller) {
      const { source } = await changeable(uid, caller);
      const { dashboard } = await versionOf(uid, version, caller);
      const written = await source.replace({
        ...{ uid, dashboard: withUid(dashboard, uid), author: caller.author },
        message: `Version ${version} brought back`,
        restoredFrom: version,
      });
      if (written?.kind !== 'written') throw noDashboard(uid);
      return savedOf(written.record, caller);
    },

    async star(uid, starred, caller) {
      if (caller.userId === null) {
        throw new DashboardError(
          'users-only',
          'Stars belong to users, and nobody is signed in here as one.',
          'Sign in with a name and a password.',
        );
      }
      if (starred) {
        await visible(uid, caller);
        marks.star(caller.userId, uid);
      } else marks.unstar(caller.userId, uid);
    },

    async purge(beforeSeconds) {
      let purged = 0;
      for (const source of sources) {
        if (!source.writable) continue;
        for (const uid of await source.purge(beforeSeconds)) {
          marks.forget(uid);
          purged++;
        }
      }
      return purged;
    },
  };
}

const UNDELETE_HINT = 'It is in the trash for 30 days; POST /api/dashboards/UID/undelete brings it back.';

/** @throws DashboardError that names the first three problems */
function checked(value: unknown): Dashboard {
  const { dashboard, problems } = checkDashboard(value);
  if (dashboard === null) {
    throw new DashboardError('bad-dashboard', problemsText(problems), CHECK_HINT);
  }
  if (dashboard.uid !== undefined) checkReserved(dashboard.uid);
  return dashboard;
}

const CHECK_HINT = 'POST /api/dashboards/check lists everything that is wrong with a dashboard.';

function checkReserved(uid: string): void {
  if (!RESERVED_UIDS.has(uid)) return;
  throw new DashboardError(
    'bad-dashboard',
    `uid: "${uid}" means something else in addresses; choose another.`,
  );
}

function withUid(dashboard: Dashboard, uid: string): Dashboard {
  const { format: _, formatVersion: __, uid: ___, ...rest } = dashboard;
  // In the order of the schema: equal states have equal texts.
  return { format: DASHBOARD_FORMAT, formatVersion: DASHBOARD_FORMAT_VERSION, uid, ...rest };
}

function noDashboard(uid: string): DashboardError {
  const hint = 'It may have been deleted; GET /api/dashboards lists all.';
  return new DashboardError('not-found', `There is no dashboard "${uid.slice(0, 50)}".`, hint);
}

function uidTaken({ uid, title, trashed, folder }: DashboardRecord, caller: Caller): DashboardError {
  if (caller.access(folder) === 'none') return new DashboardError('uid-taken', `The uid "${uid}" is taken.`);
  const where = trashed === null ? '' : ', which is in the trash';
  return new DashboardError(
    'uid-taken',
    `The uid "${uid}" is that of the dashboard "${title}"${where}.`,
    trashed === null
      ? 'Leave the uid out to get another, or replace the dashboard with PUT /api/dashboards/UID.'
      : UNDELETE_HINT,
  );
}

function byTitle(a: DashboardRecord, b: DashboardRecord): number {
  return a.title.localeCompare(b.title, 'en', { numeric: true }) || (a.uid < b.uid ? -1 : 1);
}

function placesOf(uids: readonly string[]): Map<string, number> {
  return new Map(uids.map((uid, place) => [uid, place]));
}

/** The most used first. */
function countTags(records: readonly DashboardRecord[]): DashboardList['tags'] {
  const counts = new Map<string, number>();
  for (const { tags } of records) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return Array.from(counts, ([tag, count]) => ({ tag, count })).sort(
    (a, b) => b.count - a.count || a.tag.localeCompare(b.tag, 'en'),
  );
}
