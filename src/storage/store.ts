import type { StoredSeries } from '../model/series.ts';

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

export interface FindAnswer {
  /** Sorted by path. */
  readonly nodes: FindNode[];
  /** True when a limit cut the list. */
  readonly truncated: boolean;
}

export interface FetchRequest {
  /** A graphite glob over series names (`*`, `?`, `[a-c]`, `{a,b}`), or an exact name with tags. */
  readonly pattern: string;
  /** Seconds since 1970, exclusive as in Whisper: the first value is the first slot after it. */
  readonly from: number;
  /** Seconds since 1970, inclusive of the slot that it lies in. */
  readonly until: number;
}

export interface FetchLimits {
  /** More matching series than this, over all requests, is a {@link TooMuchError}. */
  readonly maxSeries?: number;
  /** More values than this, over all requests, is a {@link TooMuchError}. */
  readonly maxPoints?: number;
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
  readonly linesReceived: number;
  readonly bytesReceived: number;
  readonly connections: number;
  readonly walBytes: number;
  readonly blocks: number;
  readonly blockBytes: number;
  /** False while the disk refuses writes; the reason is in `problem`. */
  readonly writable: boolean;
  readonly problem: string | null;
}

/** All that the rest of the program knows of storage. Every method may be called at any time, concurrently. */
export interface MetricStore {
  /**
   * Nodes of the tree that match a glob level by level, such as `hosts.*.cpu`. A pattern that would look at too many
   * names is a {@link TooMuchError}, here and in `fetch`.
   */
  find(pattern: string, limit?: number): Promise<FindAnswer>;
  /** Full names of series that contain all the blank-separated words of `text`, case-insensitively. */
  search(text: string, limit: number): Promise<{ names: string[]; truncated: boolean }>;
  /** One list of series a request, in the order of the requests; each list is sorted by name. */
  fetch(requests: readonly FetchRequest[], limits?: FetchLimits): Promise<StoredSeries[][]>;
  append(batch: PointBatch): Promise<void>;
  status(): Promise<StoreStatus>;
  /** Everything on disk; nothing may be called afterwards. */
  close(): Promise<void>;
}
