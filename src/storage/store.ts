import type { SeriesSchema } from '../model/retention.ts';
import type { Grid, StoredSeries } from '../model/series.ts';

/** A node of the metric tree, at the depth of the pattern that found it. */
export interface FindNode {
  /** Full path of the node, such as `hosts.web01.cpu`. */
  readonly path: string;
  /** The last segment of the path. */
  readonly text: string;
  /** True when a series of exactly this name exists. */
  readonly leaf: boolean;
  /** True when there are nodes below. A node may be both. */
  readonly branch: boolean;
}

/** A range of seconds since 1970, both ends included. */
export interface ActiveRange {
  readonly from: number;
  readonly until: number;
}

export interface FindOptions {
  /** At most so many nodes. */
  readonly limit?: number | undefined;
  /** One node for each different last segment, sorted by it: a leaf or a branch if any of them is, with the path of one of them. */
  readonly distinct?: boolean | undefined;
  /** Leaves out series whose first and last point both lie before or both after the range, and branches without others. */
  readonly active?: ActiveRange | undefined;
}

export interface FindAnswer {
  /** Sorted by path. */
  readonly nodes: FindNode[];
  /** True when a limit cut the list. */
  readonly truncated: boolean;
}

/** What a coarser archive is asked for: the true extremes, the sum, the mean or the last of what it stands for. */
export type RollupFunction = 'average' | 'min' | 'max' | 'sum' | 'last' | 'count';

export interface FetchRequest {
  /** A graphite glob over series names (`*`, `?`, `[a-c]`, `{a,b}`), or an exact name with tags. */
  readonly pattern: string;
  /** Expressions over tags as in {@link MetricStore.findByTags}: these choose the series then, and the pattern does not count. */
  readonly tags?: readonly string[] | undefined;
  /** Seconds since 1970, exclusive as in Whisper: the first value is the first slot after it. */
  readonly from: number;
  /** Seconds since 1970, inclusive of the slot that it lies in. */
  readonly until: number;
  /** Which of a coarser archive's columns to read; without it, what Whisper answers for the series' aggregation method. */
  readonly rollup?: RollupFunction | undefined;
}

/** How several series become one where only that one is wanted; means and counts follow from `sum` and `known`. */
export type FoldFunction = 'sum' | 'min' | 'max';

export interface FoldRequest extends FetchRequest {
  readonly fold: FoldFunction;
}

/** Many series in one. */
export interface FoldedSeries extends Grid {
  /** How many of the series had a value, slot by slot. */
  readonly known: Uint32Array;
  /** How many series there are. */
  readonly series: number;
  /** The tags on which all of them agree, the path as the tag `name`. */
  readonly tags: Readonly<Record<string, string>>;
  /** They are read from coarser archives than their finest. */
  readonly rolledUp?: true;
}

export interface FetchLimits {
  /** More matching series than this, over all requests, is a {@link TooMuchError}. */
  readonly maxSeries?: number;
  /** More values than this, over all requests, is a {@link TooMuchError}. */
  readonly maxPoints?: number;
}

/** What reading the series of one request has cost. Points that are still in memory cost none of it. */
export interface ReadCost {
  /** Time of a reader, other reads' turns left out. */
  readonly milliseconds: number;
  /** Bytes read from files. */
  readonly bytes: number;
  /** Compressed runs of values that were decoded. */
  readonly chunks: number;
  /** Looks into a block whose directory was at hand, and those for which it had to be read first. */
  readonly directoryHits: number;
  readonly directoryMisses: number;
}

export interface FetchOptions extends FetchLimits {
  /** Aborted when nobody waits any more: what has not been read then is not read, and the call rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Called before a call resolves for each request for which something was read; a store may not know. */
  readonly onCost?: (request: FetchRequest, cost: ReadCost) => void;
}

/** A query that would cost more than allowed; the text says what was asked and what is allowed. */
export class TooMuchError extends Error {
  override name = 'TooMuchError';
}

/** Points for the store from inside the program (the built-in agent), all of the same second. */
export interface PointBatch {
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly names: readonly string[];
  /** One value a name; NaN and infinities are skipped by the caller. */
  readonly values: Float64Array;
}

/** Counters since the start, and sizes now. All plain numbers, so that they cross threads and become JSON. */
export interface StoreStatus {
  readonly series: number;
  readonly pointsStored: number;
  /** Points and lines not stored, by reason. Reasons never disappear once counted. */
  readonly refused: Readonly<Record<string, number>>;
  /** The same by reason and beginning of the name (first segment; `(other)` beyond a bounded number of them). */
  readonly refusedByPrefix: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly linesReceived: number;
  readonly bytesReceived: number;
  readonly connections: number;
  readonly walBytes: number;
  readonly blocks: number;
  readonly blockBytes: number;
  /** False while the disk refuses writes; the reason is in `problem`. */
  readonly writable: boolean;
  readonly problem: string | null;
  /** Background work that takes long (a retention change, an upgrade of files), for people to read; null when there is none. */
  readonly activity: string | null;
  /** The engine's own figures by name (`wal.syncs`, `head.series`, …): see docs/telemetry.md. Counters end in `_total`. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Which series an administrator means: globs over names as in `find`, or exact names with tags. */
export interface SeriesSelection {
  readonly patterns: readonly string[];
}

/** A change that can be tried without being made. */
export interface ChangeOptions {
  readonly dryRun: boolean;
}

export interface DeleteReport {
  /** How many series, and (the first hundred of) their names. */
  readonly series: number;
  readonly names: readonly string[];
  /** Bytes on disk that the background work gives back, as far as known. */
  readonly bytes: number;
}

export interface RenameReport {
  readonly series: number;
  /** The first hundred renames, `from` to `to`. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
}

/** A series that nobody writes, or nobody reads. */
export interface UnusedSeries {
  readonly name: string;
  /** Seconds since 1970 of the newest point; null when there is none. */
  readonly lastPoint: number | null;
  /** Seconds since 1970 when a query last read it; null when none has since the record began. */
  readonly lastAsked: number | null;
}

export interface UnusedRequest {
  /** Globs; every series without any. */
  readonly patterns?: readonly string[] | undefined;
  /** Only series without a point for so many seconds. */
  readonly silentSeconds?: number | undefined;
  /** Only series that no query has read for so many seconds (Infinity: never since the record began). */
  readonly unaskedSeconds?: number | undefined;
  readonly limit: number;
}

/** What a change of retention does to what is stored. Estimates, from the directories of the blocks. */
export interface RetentionReport {
  /** Series whose schema changes. */
  readonly series: number;
  /** Values stored for them now and afterwards, over all archives. */
  readonly pointsBefore: number;
  readonly pointsAfter: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** The changes by old and new schema, most series first. */
  readonly changes: readonly {
    readonly from: string;
    readonly to: string;
    readonly series: number;
    /** One of the series. */
    readonly example: string;
  }[];
}

/** A new schema for series, or back to what the configuration says (`schema` null). */
export interface RetentionRequest {
  readonly patterns: readonly string[];
  readonly schema: SeriesSchema | null;
}

export interface SeriesInfo {
  readonly name: string;
  readonly schema: SeriesSchema;
  /** True when the schema was set for the series itself, so that the configuration does not change it. */
  readonly pinned: boolean;
  readonly firstPoint: number | null;
  readonly lastPoint: number | null;
  readonly lastAsked: number | null;
}

export interface BackupReport {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/** What of a list of tags or values is wanted. */
export interface TagListOptions {
  /** A regular expression that the text must match from its beginning on. */
  readonly filter?: string | undefined;
  readonly limit: number;
}

export interface TagCount {
  readonly tag: string;
  /** How many series have it. */
  readonly series: number;
}

export interface TagValueCount {
  readonly value: string;
  /** How many series have it. */
  readonly series: number;
}

/** What may stand next in an expression over tags. */
export interface CompletionRequest {
  /** Expressions as in {@link MetricStore.findByTags} that the series satisfy; none for all series. */
  readonly expressions: readonly string[];
  readonly prefix?: string | undefined;
  readonly limit: number;
}

/** All that the rest of the program knows of storage. Every method may be called at any time, concurrently. */
export interface MetricStore {
  /**
   * Nodes of the tree that match a glob level by level, such as `hosts.*.cpu`. A pattern that would look at too many
   * names is a {@link TooMuchError}, here and in `fetch`.
   */
  find(pattern: string, options?: FindOptions): Promise<FindAnswer>;
  /** Full names of series that contain all the blank-separated words of `text`, case-insensitively. */
  search(text: string, limit: number, active?: ActiveRange): Promise<{ names: string[]; truncated: boolean }>;
  /** Up to `limit` names in ascending order of bytes, beginning behind `after` (null: at the first). For streaming all. */
  names(after: string | null, limit: number): Promise<string[]>;
  /**
   * Names of series that satisfy all tag expressions (`tag=value`, `!=`, `=~`, `!=~`; the path is the tag `name`), sorted. At
   * least one must not be satisfied by an absent tag, as in Graphite. A bad expression is a {@link BadRequestError}.
   */
  findByTags(expressions: readonly string[], limit: number): Promise<{ names: string[]; truncated: boolean }>;
  /** Tags of series that have any, `name` among them, sorted. A bad or too costly filter is refused as in `findByTags`. */
  tags(options: TagListOptions): Promise<{ tags: TagCount[]; truncated: boolean }>;
  /** Values of a tag, sorted; null when no series has it. */
  tagValues(
    tag: string,
    options: TagListOptions,
  ): Promise<{ values: TagValueCount[]; truncated: boolean } | null>;
  /** The first tags, sorted, that the series of the expressions have; those that the expressions name are left out. */
  completeTags(request: CompletionRequest): Promise<string[]>;
  /** The first values, sorted, that a tag has among the series of the expressions. */
  completeTagValues(tag: string, request: CompletionRequest): Promise<string[]>;
  /**
   * Makes series that have no points yet, unless they are there; answers their canonical names. All or, with a
   * {@link BadRequestError} (a bad name, more series than allowed), none.
   */
  create(names: readonly string[]): Promise<string[]>;
  /** One list of series a request, in the order of the requests; each list is sorted by name. */
  fetch(requests: readonly FetchRequest[], options?: FetchOptions): Promise<StoredSeries[][]>;
  /**
   * The series of each request folded into one while they are read, so that they are never held all together. Null for a request
   * whose series do not lie on one grid, or are fewer than two, or where the store can't: fetch them then.
   */
  fold(requests: readonly FoldRequest[], options?: FetchOptions): Promise<(FoldedSeries | null)[]>;
  append(batch: PointBatch): Promise<void>;
  status(): Promise<StoreStatus>;
  /** What is known of the series that match, sorted by name. */
  describe(selection: SeriesSelection, limit: number): Promise<SeriesInfo[]>;
  /** Deletes series with all their points. Once it resolves (not dry), they stay deleted over any crash. */
  delete(selection: SeriesSelection, options: ChangeOptions): Promise<DeleteReport>;
  /**
   * Renames series, history included. `from` and `to` are names, or branches (`a.b` → `c.d` takes all below along). A target that
   * exists is a {@link BadRequestError}: merge then.
   */
  rename(from: string, to: string, options: ChangeOptions): Promise<RenameReport>;
  /** Fills the gaps of series `into` (made when absent) with the points of `from`, then deletes `from`. */
  merge(from: string, into: string, options: ChangeOptions): Promise<RenameReport>;
  unused(request: UnusedRequest): Promise<{ series: UnusedSeries[]; truncated: boolean }>;
  /** Sets or frees the schema of series; what is stored follows in the background. */
  setRetention(request: RetentionRequest, options: ChangeOptions): Promise<RetentionReport>;
  /** Reads the configuration's rules again and applies them to all series that are not pinned. */
  applyRetention(options: ChangeOptions): Promise<RetentionReport>;
  /** A consistent copy of all that is stored into a new folder, while points come in. */
  backup(folder: string): Promise<BackupReport>;
  /** Everything on disk; nothing may be called afterwards. */
  close(): Promise<void>;
}

/** A request that makes no sense; the text says what is wrong and what to do. */
export class BadRequestError extends Error {
  override name = 'BadRequestError';
}
