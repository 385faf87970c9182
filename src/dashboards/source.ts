/** A place that dashboards are kept in: the database, the program itself, a folder of files. */
import type { Dashboard } from '../schema/dashboard.ts';
import type { DashboardVersion, Origin } from '../schema/dashboards.ts';

/** What is known of a dashboard besides its content. */
export interface DashboardRecord {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Null at the top. */
  readonly folder: string | null;
  readonly origin: Origin;
  /** Counts the saved states from 1. */
  readonly version: number;
  readonly createdSeconds: number;
  readonly createdBy: string | null;
  readonly updatedSeconds: number;
  readonly updatedBy: string | null;
  /** How many there are. */
  readonly panels: number;
  /** Set while it is in the trash. */
  readonly trashed: { readonly seconds: number; readonly by: string | null } | null;
  /** Path below the folder of dashboards, for those that are files. */
  readonly file: string | null;
  /** What is wrong with the file as it lies there now. */
  readonly problem: string | null;
}

export interface StoredDashboard {
  readonly record: DashboardRecord;
  /** Its `uid` is the record's. */
  readonly dashboard: Dashboard;
}

export interface FolderRecord {
  readonly uid: string;
  readonly title: string;
  /** Null at the top. */
  readonly parent: string | null;
}

/** A state to be kept. */
export interface NewState {
  readonly uid: string;
  /** Checked, with the uid in it, its members in the order of the schema. */
  readonly dashboard: Dashboard;
  /** Left out: where it is, or for a new one at the top. */
  readonly folder?: string | null | undefined;
  /** What was changed. */
  readonly message: string;
  readonly author: string | null;
  /** The version that this state brings back. */
  readonly restoredFrom?: number | undefined;
}

/** The result of writing over what is there: `conflict` when that is another version than the one expected. */
export type Written =
  | { readonly kind: 'written'; readonly record: DashboardRecord }
  | { readonly kind: 'conflict'; readonly current: StoredDashboard };

export interface VersionRange {
  /** Only older ones. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What a source that can be read only has. Lookups answer null for what is not there. */
export interface ReadableSource {
  readonly origin: Origin;
  /** Those in the trash, or all others. */
  list(which: { readonly trashed: boolean }): Promise<readonly DashboardRecord[]>;
  /** Further words that a search finds each by (lower case), by uid. */
  words(which: { readonly trashed: boolean }): Promise<ReadonlyMap<string, string>>;
  /** Also one in the trash. */
  find(uid: string): Promise<StoredDashboard | null>;
  /** The newest first. */
  versions(uid: string, range: VersionRange): Promise<readonly DashboardVersion[]>;
  version(
    uid: string,
    version: number,
  ): Promise<{ readonly dashboard: Dashboard; readonly info: DashboardVersion } | null>;
  folders(): Promise<readonly FolderRecord[]>;
}

/** Each call does all or nothing, and none lets another writer come between looking and writing. */
export interface WritableSource extends ReadableSource {
  /** Null when there is one of that uid, be it in the trash. */
  create(state: NewState): Promise<DashboardRecord | null>;
  /**
   * Writes the next version, unless the newest is another than `baseVersion` (when given). What equals the newest makes no new
   * version. A dashboard in the trash comes out of it. Null when there is none of that uid.
   */
  replace(state: NewState & { readonly baseVersion?: number | undefined }): Promise<Written | null>;
  /** False when there is none of that uid, or it is in the trash already. */
  trash(uid: string, author: string | null): Promise<boolean>;
  /** Null when none of that uid is in the trash. */
  untrash(uid: string): Promise<DashboardRecord | null>;
  /** Removes those for good that went into the trash before the time, with their history; answers their uids. */
  purge(beforeSeconds: number): Promise<readonly string[]>;
  addFolder(folder: FolderRecord): Promise<void>;
  changeFolder(folder: FolderRecord): Promise<void>;
  /** What is in it, folders and dashboards (those in the trash too), moves to `moveTo`. */
  removeFolder(uid: string, moveTo: string | null): Promise<void>;
}

export type DashboardSource =
  | (ReadableSource & { readonly writable: false })
  | (WritableSource & { readonly writable: true });
