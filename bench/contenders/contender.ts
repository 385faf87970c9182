/** What the benchmarks need of a server, whichever it is. */
import type { Workload } from '../workload.ts';

export interface Contender {
  readonly name: string;
  readonly version: string;
  /**
   * Starts it on free ports of the loopback with what an earlier start left in `folder`, which exists. `flushAfterSeconds`: when
   * it moves points from its log to where they stay, for a server that can be told.
   */
  start(folder: string, archive: Archive, flushAfterSeconds?: number): Promise<RunningContender>;
}

/** The one archive of all series. The same for every start on a folder. */
export interface Archive {
  /** Seconds between two points. */
  readonly step: number;
  readonly points: number;
}

export interface RunningContender {
  readonly pid: number;
  /** `performance.now()` when the process was started. */
  readonly spawnedAt: number;
  /** `host:port` of the plaintext listener. */
  readonly carbon: string;
  readonly storageFolder: string;
  /** Where its HTTP server answers, without a slash behind; null where it has none. */
  readonly url: string | null;
  /** How many points of a workload are stored; whoever has no queries reads them from its files. */
  count(workload: Workload): Promise<number>;
  /** Null where the server itself answers none. */
  readonly queries: Queries | null;
  /** Ends it cleanly. */
  stop(): Promise<void>;
  /** Ends it by SIGKILL. */
  kill9(): Promise<void>;
}

export interface Queries {
  /** The value of a series at a second, null when there is none. */
  valueAt(name: string, seconds: number): Promise<number | null>;
  /** Whether `/metrics/find` knows a series of this name. */
  finds(name: string): Promise<boolean>;
  /**
   * Asks for the sum of all series over the whole workload. Caches are off, and each `number` makes another text.
   * Answers how many values came.
   */
  sum(workload: Workload, number: number): Promise<number>;
}

/** How long points are kept after the last one of a workload, so that all runs over it find all of them. */
const SPARE_SECONDS = 2 * 3600;

/** An archive that holds workloads of the same step, the first to the last. */
export function archiveFor(first: Workload, last: Workload = first): Archive {
  const { step, firstSeconds } = first;
  return { step, points: Math.ceil((last.lastSeconds - firstSeconds + SPARE_SECONDS) / step) };
}

/** The text for storage-schemas.conf. */
export function schemasFor({ step, points }: Archive): string {
  return `[all]\npattern = .*\nretentions = ${step}s:${step * points}s\n`;
}

/** A letter that a character class of a pattern takes in beside the digits: the same series by another text. */
export function letter(number: number): string {
  return String.fromCharCode(97 + (number % 26));
}
