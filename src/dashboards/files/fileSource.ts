/**
 * A folder of files as the place that dashboards are kept in (`--dashboards DIR`). The files are what counts: one that is changed by
 * somebody else is read again and becomes a version, one that is removed goes to the trash, and saving writes the file,
 * in the format that it had. Nothing that somebody has written is ever written over unseen: before each write the file is
 * read once more, and what it says by then is a version that the caller's may be in conflict with. A file that can't be read shows its last good state and
 * what is wrong with it, and is not written to.
 */
import { existsSync, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { dashboardFilesTable } from '../../metadata/dashboardFiles.ts';
import type { MetadataDatabase } from '../../metadata/database.ts';
import { DASHBOARD_FORMAT, DASHBOARD_FORMAT_VERSION, type Dashboard } from '../../schema/dashboard.ts';
import type { DashboardVersion } from '../../schema/dashboards.ts';
import { DashboardError } from '../dashboardError.ts';
import { factsOf, wordsOf } from '../facts.ts';
import { freeUid } from '../freeUid.ts';
import { createHistory } from '../history.ts';
import type {
  DashboardRecord,
  DashboardSource,
  FolderRecord,
  NewState,
  StoredDashboard,
  Written,
} from '../source.ts';
import { dashboardFileText, type FileFormat, readDashboardFile } from './dashboardFile.ts';
import { folderNameProblem, folderOf, freePath, inFolder, slugOf, uidOfPath } from './fileNames.ts';
import { scanFolder } from './scanFolder.ts';
import { watchFolder } from './watchFolder.ts';
import { forbidden, writeFile } from './writeFile.ts';

export interface FileSourceOptions {
  readonly root: string;
  readonly database: MetadataDatabase;
  /** Versions kept of each dashboard; null is all. */
  readonly keepVersions: number | null;
  /** Whether a dashboard elsewhere has the uid. */
  isTaken(uid: string): boolean;
  /** What somebody should know: a file that can't be read, a change that was seen. */
  onNote(message: string, fields: Readonly<Record<string, unknown>>): void;
  /** Seconds since 1970. */
  now(): number;
}

export interface FileSource {
  readonly source: Extract<DashboardSource, { readonly writable: true }>;
  /** Reads what has changed in the folder. */
  sync(): Promise<void>;
  /** Copies the files, as they were when they were last read, into a folder that is made. */
  backup(folder: string): Promise<void>;
  /** Resolves when what was under way has ended. */
  close(): Promise<void>;
}

/** A dashboard as its file had it when it was last read. */
interface Entry {
  readonly uid: string;
  readonly path: string;
  readonly stamp: string;
  readonly text: string;
  readonly format: FileFormat;
  readonly dashboard: Dashboard;
  readonly info: DashboardVersion;
  readonly created: Pick<DashboardVersion, 'savedSeconds' | 'savedBy'>;
  /** What is wrong with the file, or with its uid. */
  readonly problem: string | null;
  /** The text can't be read; `dashboard` is the last that could, or a note. */
  readonly broken: boolean;
}

/** Reads the folder, and goes on watching it until it is closed. @throws when the folder can't be read or made */
export async function openFileSource(options: FileSourceOptions): Promise<FileSource> {
  await fs.mkdir(options.root, { recursive: true });
  const folder = new FolderOfDashboards(options);
  const sync = () => folder.locked(() => folder.sync());
  await sync();
  /** What was told last, so that a folder that stays away is told of once. */
  let failure: string | null = null;
  const look = async (): Promise<void> => {
    try {
      await sync();
      failure = null;
    } catch (error) {
      const { message } = error as Error;
      if (message !== failure) options.onNote('the folder of dashboards could not be read', { err: error });
      failure = message;
    }
  };
  const watch = watchFolder(
    options.root,
    () => void look(),
    (error) =>
      options.onNote('the folder of dashboards is looked at now and then, not watched', { err: error }),
  );
  return {
    source: folder.asSource(),
    sync,
    backup: (to) => folder.locked(() => folder.backup(to)),
    close: async () => {
      watch.close();
      await folder.locked(async () => undefined);
    },
  };
}

class FolderOfDashboards {
  private readonly options: FileSourceOptions;
  private readonly table: ReturnType<typeof dashboardFilesTable>;
  private readonly history: ReturnType<typeof createHistory>;
  private readonly entries = new Map<string, Entry>();
  /** Paths of the folders within. */
  private folderPaths: readonly string[] = [];
  /** Skipped files that were told of, so that each is told once. */
  private readonly told = new Set<string>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(options: FileSourceOptions) {
    this.options = options;
    this.table = dashboardFilesTable(options.database);
    this.history = createHistory(options.database, options.keepVersions);
  }

  /** One after the other: nobody writes between another's look and write. */
  locked<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  async sync(): Promise<void> {
    const scan = await scanFolder(this.options.root);
    for (const { path, reason } of scan.skipped) {
      if (this.told.has(path)) continue;
      this.told.add(path);
      this.options.onNote('a file of dashboards is left out', { file: path, reason });
    }
    this.folderPaths = scan.folders;
    const found = new Set(scan.files.map(({ path }) => path));
    const byPath = new Map(Array.from(this.entries.values(), (entry) => [entry.path, entry]));
    // Those that are gone come first: a file that was moved leaves its uid to where it is now.
    const gone = [...this.entries.values()].filter(({ path }) => !found.has(path));
    for (const { uid } of gone) this.entries.delete(uid);
    for (const { path, stamp } of scan.files) {
      if (byPath.get(path)?.stamp !== stamp) await this.readAgain(path, stamp, byPath.get(path));
    }
    this.trashMissing();
  }

  /** Files may also have gone while nobody was looking: what counts is which were known. */
  private trashMissing(): void {
    for (const { uid, path, trashed } of this.table.all()) {
      if (this.entries.has(uid)) continue;
      // The dashboard has moved into the database, and its history with it.
      if (this.options.isTaken(uid)) this.table.remove(uid);
      else if (trashed === null) {
        this.table.put({ uid, path, trashed: { seconds: this.now(), by: null } });
        this.options.onNote('the file of a dashboard is gone', { file: path, uid });
      }
    }
  }

  /** Takes in what a file says now; `before` is what it said when it was last read. */
  private async readAgain(path: string, stamp: string, before: Entry | undefined): Promise<void> {
    const text = await fs.readFile(join(this.options.root, path), 'utf8').catch(() => null);
    // Gone since the folder was looked through: the next look sees it.
    if (text === null) return;
    if (before !== undefined && before.text === text && this.entries.get(before.uid) === before) {
      this.entries.set(before.uid, { ...before, stamp });
      return;
    }
    const read = readDashboardFile(text);
    if (read.dashboard === null) {
      this.options.onNote("the file of a dashboard can't be read", { file: path, reason: read.problem });
      this.putBroken({ path, stamp, text, format: read.format }, read.problem, before);
      return;
    }
    const { uid, problem } = this.uidFor(read.dashboard.uid, path);
    if (before !== undefined && before.uid !== uid) this.entries.delete(before.uid);
    this.put({ uid, path, stamp, text, format: read.format, problem }, withUid(read.dashboard, uid), {
      author: null,
      message: before === undefined ? `Read from ${path}` : `Changed in ${path}`,
    });
  }

  /** The uid that the file names, or one of its path where that is another dashboard's. */
  private uidFor(wanted: string | undefined, path: string): { uid: string; problem: string | null } {
    const uid = wanted ?? uidOfPath(path);
    const owner = this.entries.get(uid);
    const taken = (owner !== undefined && owner.path !== path) || this.options.isTaken(uid);
    if (!taken) return { uid, problem: null };
    const whose = owner === undefined ? 'another dashboard' : owner.path;
    let tries = 0;
    const instead = freeUid(
      () => uidOfPath(`${path}${'~'.repeat(++tries)}`),
      (candidate) => this.entries.has(candidate) || this.options.isTaken(candidate),
    );
    return { uid: instead, problem: `The uid "${uid}" belongs to ${whose}; here it is "${instead}".` };
  }

  /** Keeps a good state, and adds it to the history unless it is the newest there already. */
  private put(
    file: Pick<Entry, 'uid' | 'path' | 'stamp' | 'text' | 'format' | 'problem'>,
    dashboard: Dashboard,
    {
      author,
      message,
      restoredFrom = null,
    }: { author: string | null; message: string; restoredFrom?: number | null },
  ): Entry {
    const { uid, path } = file;
    return this.options.database.transaction(() => {
      const [newest] = this.history.list(uid, { limit: 1 });
      const known = newest === undefined ? null : this.history.state(uid, newest.version);
      const same =
        restoredFrom === null &&
        known !== null &&
        JSON.stringify(known.dashboard) === JSON.stringify(dashboard);
      const info = same
        ? known.info
        : {
            version: (newest?.version ?? 0) + 1,
            savedSeconds: this.now(),
            savedBy: author,
            message,
            restoredFrom,
          };
      if (!same) this.history.add(uid, dashboard, info);
      this.table.put({ uid, path, trashed: null });
      const created =
        this.entries.get(uid)?.created ?? this.history.list(uid, { limit: 1_000_000 }).at(-1) ?? info;
      const entry = { ...file, dashboard, info, created, broken: false };
      this.entries.set(uid, entry);
      return entry;
    });
  }

  /** A file that can't be read shows what it said before, or that it can't be read. */
  private putBroken(
    file: Pick<Entry, 'path' | 'stamp' | 'text' | 'format'>,
    reason: string,
    before: Entry | undefined,
  ): void {
    const problem = `${file.path} can't be read as it is now: ${reason}`;
    const uid = before?.uid ?? this.uidFor(undefined, file.path).uid;
    const [newest] = this.history.list(uid, { limit: 1 });
    const info = before?.info ??
      newest ?? { version: 0, savedSeconds: this.now(), savedBy: null, message: '', restoredFrom: null };
    const dashboard =
      before?.dashboard ??
      this.history.state(uid, info.version)?.dashboard ??
      noteOf(uid, file.path, problem);
    const created = before?.created ?? info;
    this.entries.set(uid, { ...file, uid, dashboard, info, created, problem, broken: true });
  }

  /** Reads the file once more, so that what follows is decided on what it says now. */
  private async fresh(uid: string): Promise<Entry | null> {
    if (!this.entries.has(uid)) return null;
    await this.sync();
    return this.entries.get(uid) ?? null;
  }

  /** Writes the file of a state, and keeps what it says then: not every format has a word for everything. */
  private async write(
    file: Pick<Entry, 'uid' | 'path' | 'format' | 'problem'>,
    dashboard: Dashboard,
    how: Parameters<FolderOfDashboards['put']>[2],
  ): Promise<Entry> {
    const text = dashboardFileText(dashboard, file.format);
    const read = file.format === 'plumbago' ? dashboard : readDashboardFile(text).dashboard;
    const stamp = await writeFile(join(this.options.root, file.path), text);
    return this.put({ ...file, stamp, text }, withUid(read ?? dashboard, file.uid), how);
  }

  /** Also where something lies that is no dashboard. */
  private isTakenPath(path: string): boolean {
    if (existsSync(join(this.options.root, path))) return true;
    const wanted = path.toLowerCase();
    return [...this.entries.values()].some((entry) => entry.path.toLowerCase() === wanted);
  }

  async backup(to: string): Promise<void> {
    await fs.mkdir(to, { recursive: true, mode: 0o700 });
    for (const { path, text } of this.entries.values()) await writeFile(join(to, path), text);
  }

  private folderUids(): Map<string, string> {
    const known = this.table.folders();
    for (const path of this.folderPaths) {
      if (known.has(path)) continue;
      const uid = freeUid(
        () => uidOfPath(`folder/${path}/${known.size}`),
        (candidate) => [...known.values()].includes(candidate),
      );
      this.table.putFolder(path, uid);
      known.set(path, uid);
    }
    return new Map([...known].filter(([path]) => this.folderPaths.includes(path)));
  }

  private pathOfFolder(uid: string | null): string {
    if (uid === null) return '';
    const found = [...this.folderUids()].find(([, each]) => each === uid);
    if (found === undefined)
      throw new DashboardError('bad-folder', `There is no folder "${uid.slice(0, 50)}".`);
    return found[0];
  }

  private recordOf(entry: Entry, uids = this.folderUids()): DashboardRecord {
    const { uid, path, dashboard, info, created, problem } = entry;
    return {
      ...factsOf(dashboard),
      ...{ uid, origin: 'file', version: info.version, file: path, problem, trashed: null },
      folder: uids.get(folderOf(path)) ?? null,
      ...{ createdSeconds: created.savedSeconds, createdBy: created.savedBy },
      ...{ updatedSeconds: info.savedSeconds, updatedBy: info.savedBy },
    };
  }

  /** Those in the trash; with `only`, that one. */
  private trashed(only?: string): StoredDashboard[] {
    return this.table.all().flatMap(({ uid, path, trashed }) => {
      if (trashed === null || this.entries.has(uid) || (only !== undefined && uid !== only)) return [];
      const list = this.history.list(uid, { limit: 1_000_000 });
      const state = list[0] === undefined ? null : this.history.state(uid, list[0].version);
      if (state === null) return [];
      const { dashboard, info } = state;
      const created = list.at(-1)!;
      const entry = {
        uid,
        path,
        stamp: '',
        text: '',
        format: 'plumbago',
        problem: null,
        broken: false,
      } as const;
      return [{ record: { ...this.recordOf({ ...entry, dashboard, info, created }), trashed }, dashboard }];
    });
  }

  private async create(state: NewState): Promise<DashboardRecord | null> {
    const { uid, dashboard, folder = null, author, message } = state;
    await this.sync();
    if (this.entries.has(uid) || this.options.isTaken(uid)) return null;
    const wanted = inFolder(this.pathOfFolder(folder), `${slugOf(dashboard.title)}.json`);
    const path = freePath(wanted, (candidate) => this.isTakenPath(candidate));
    const file = { uid, path, format: 'plumbago', problem: null } as const;
    return this.recordOf(await this.write(file, dashboard, { author, message }));
  }

  private async replace(
    state: NewState & { readonly baseVersion?: number | undefined },
  ): Promise<Written | null> {
    const { uid, dashboard, author, message, restoredFrom = null, baseVersion } = state;
    const entry = await this.fresh(uid);
    if (entry === null) return null;
    if (entry.broken) {
      throw new DashboardError(
        'read-only',
        entry.problem ?? `${entry.path} can't be read.`,
        'Mend the file, or remove it, and save again: it is not written over while it can not be read.',
      );
    }
    const same = JSON.stringify(dashboard) === JSON.stringify(entry.dashboard);
    if (!same && baseVersion !== undefined && baseVersion !== entry.info.version) {
      return { kind: 'conflict', current: { record: this.recordOf(entry), dashboard: entry.dashboard } };
    }
    const path =
      state.folder === undefined ? entry.path : await this.moved(entry, this.pathOfFolder(state.folder));
    if (same && restoredFrom === null) {
      const kept = { ...entry, path };
      this.entries.set(uid, kept);
      this.table.put({ uid, path, trashed: null });
      return { kind: 'written', record: this.recordOf(kept) };
    }
    const { format, problem } = entry;
    const how = { author, message, restoredFrom };
    const written = await this.write({ uid, path, format, problem }, dashboard, how);
    return { kind: 'written', record: this.recordOf(written) };
  }

  /** Puts the file into another folder, and answers its path there. */
  private async moved({ path }: Entry, folder: string): Promise<string> {
    if (folderOf(path) === folder) return path;
    const wanted = inFolder(folder, path.slice(path.lastIndexOf('/') + 1));
    const to = freePath(wanted, (candidate) => this.isTakenPath(candidate));
    await changing(fs.rename(join(this.options.root, path), join(this.options.root, to)));
    return to;
  }

  private async trash(uid: string, by: string | null): Promise<boolean> {
    const entry = await this.fresh(uid);
    if (entry === null) return false;
    await changing(fs.rm(join(this.options.root, entry.path), { force: true }));
    this.entries.delete(uid);
    this.table.put({ uid, path: entry.path, trashed: { seconds: this.now(), by } });
    return true;
  }

  private async untrash(uid: string): Promise<DashboardRecord | null> {
    await this.sync();
    const [stored] = this.trashed(uid);
    if (stored === undefined) return null;
    const path = freePath(stored.record.file!, (candidate) => this.isTakenPath(candidate));
    const file = { uid, path, format: 'plumbago', problem: null } as const;
    return this.recordOf(await this.write(file, stored.dashboard, { author: null, message: '' }));
  }

  private async changeFolder({ uid, title, parent }: FolderRecord): Promise<void> {
    const from = this.pathOfFolder(uid);
    checkFolderName(title);
    const to = inFolder(this.pathOfFolder(parent), title);
    if (from === to) return;
    await changing(fs.rename(join(this.options.root, from), join(this.options.root, to)));
    // Those below keep their uids as well.
    for (const [path, each] of this.table.folders()) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.table.removeFolder(path);
      this.table.putFolder(to + path.slice(from.length), each);
    }
    await this.sync();
  }

  private async removeFolder(uid: string, moveTo: string | null): Promise<void> {
    await this.sync();
    const path = this.pathOfFolder(uid);
    const to = this.pathOfFolder(moveTo);
    for (const entry of [...this.entries.values()]) {
      if (folderOf(entry.path) !== path) continue;
      const moved = { ...entry, path: await this.moved(entry, to) };
      this.entries.set(entry.uid, moved);
      this.table.put({ uid: entry.uid, path: moved.path, trashed: null });
    }
    const inside = this.folderPaths.filter((each) => folderOf(each) === path);
    const parent = moveTo;
    for (const each of inside) {
      const folder = this.folderUids().get(each)!;
      await this.changeFolder({ uid: folder, title: each.slice(path.length + 1), parent });
    }
    // Fails where something else lies in it, which is not ours to delete.
    await fs.rmdir(join(this.options.root, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY') throw error;
      throw new DashboardError(
        'folder-not-empty',
        `There are files in ${path} that are no dashboards; the folder stays.`,
        'Remove them by hand, then the folder.',
      );
    });
    this.table.removeFolder(path);
    await this.sync();
  }

  private now(): number {
    return Math.floor(this.options.now());
  }

  asSource(): FileSource['source'] {
    const entries = () => [...this.entries.values()];
    return {
      origin: 'file',
      writable: true,
      list: async ({ trashed }) => {
        if (trashed) return this.trashed().map(({ record }) => record);
        const uids = this.folderUids();
        return entries().map((entry) => this.recordOf(entry, uids));
      },
      words: async ({ trashed }) =>
        new Map(
          trashed
            ? this.trashed().map(({ record, dashboard }) => [record.uid, wordsOf(dashboard)])
            : entries().map(({ uid, dashboard }) => [uid, wordsOf(dashboard)]),
        ),
      find: async (uid) => {
        const entry = this.entries.get(uid);
        if (entry !== undefined) return { record: this.recordOf(entry), dashboard: entry.dashboard };
        return this.trashed(uid)[0] ?? null;
      },
      versions: async (uid, range) => (this.isOurs(uid) ? this.history.list(uid, range) : []),
      version: async (uid, version) => (this.isOurs(uid) ? this.history.state(uid, version) : null),
      folders: async () => {
        const uids = this.folderUids();
        return Array.from(uids, ([path, uid]) => ({
          uid,
          title: path.slice(path.lastIndexOf('/') + 1),
          parent: uids.get(folderOf(path)) ?? null,
        }));
      },
      create: (state) => this.locked(() => this.create(state)),
      replace: (state) => this.locked(() => this.replace(state)),
      trash: (uid, author) => this.locked(() => this.trash(uid, author)),
      untrash: (uid) => this.locked(() => this.untrash(uid)),
      purge: async (beforeSeconds) => {
        const over = this.table
          .all()
          .filter(
            ({ uid, trashed }) =>
              trashed !== null && trashed.seconds < beforeSeconds && !this.entries.has(uid),
          );
        for (const { uid } of over) {
          this.table.remove(uid);
          this.history.forget(uid);
        }
        return over.map(({ uid }) => uid);
      },
      addFolder: ({ uid, title, parent }) =>
        this.locked(async () => {
          checkFolderName(title);
          const path = inFolder(this.pathOfFolder(parent), title);
          await changing(fs.mkdir(join(this.options.root, path), { recursive: true }));
          this.table.putFolder(path, uid);
          await this.sync();
        }),
      changeFolder: (folder) => this.locked(() => this.changeFolder(folder)),
      removeFolder: (uid, moveTo) => this.locked(() => this.removeFolder(uid, moveTo)),
    };
  }

  private isOurs(uid: string): boolean {
    return this.entries.has(uid) || this.table.all().some((row) => row.uid === uid);
  }
}

function checkFolderName(title: string): void {
  const problem = folderNameProblem(title);
  if (problem === null) return;
  throw new DashboardError(
    'bad-folder',
    `The folder "${title.slice(0, 100)}" is a folder of files: ${problem}.`,
  );
}

/** Says in words of ours that the system forbids it. */
async function changing(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    throw forbidden(error) ?? error;
  });
}

/** In the order of the schema: equal states have equal texts. */
function withUid(dashboard: Dashboard, uid: string): Dashboard {
  const { format, formatVersion, uid: _, ...rest } = dashboard;
  return { format, formatVersion, uid, ...rest };
}

/** Stands for a file that has never been readable. */
function noteOf(uid: string, path: string, problem: string): Dashboard {
  return {
    format: DASHBOARD_FORMAT,
    formatVersion: DASHBOARD_FORMAT_VERSION,
    uid,
    title: path,
    rows: [
      {
        id: 'r1',
        panels: [
          {
            id: 'p1',
            type: 'text',
            grid: { x: 0, y: 0, w: 24, h: 6 },
            options: {
              mode: 'code',
              content: `${problem}\n\nMend the file: it is read again as soon as it changes.`,
            },
          },
        ],
      },
    ],
  };
}
