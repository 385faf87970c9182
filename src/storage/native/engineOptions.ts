import type { SchemaOf } from '../../model/retention.ts';
import type { Compactor } from './compactor.ts';
import type { Manifest } from './manifest.ts';
import type { NameLimits } from './nameRules.ts';
import type { SyncPolicy } from './writeAheadLog.ts';

export interface EngineLog {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

export interface NativeEngineOptions {
  /** The data folder; made when it is not there. Only one engine may have it open. */
  readonly folder: string;
  /** Decides the schema of a new series. */
  readonly schemaOf: SchemaOf;
  readonly limits: NameLimits & {
    readonly maxSeries: number;
    /** New series in a minute; 0 is no limit. */
    readonly maxNewSeriesPerMinute: number;
    /** The most series below each node whose path matches the pattern. */
    readonly prefixLimits: readonly { readonly pattern: string; readonly maxSeries: number }[];
  };
  readonly walSync: SyncPolicy;
  /** The log may not become longer than this; beyond, points are refused until a flush has succeeded. */
  readonly walMaxBytes: number;
  /** A flush begins when the oldest point that is only in the log is this old … */
  readonly flushAfterSeconds: number;
  /** … or when the log is this long. */
  readonly flushAfterBytes: number;
  /** Seconds since 1970, with fractions. */
  now(): number;
  readonly compactor: Compactor;
  readonly log: EngineLog;
  /** Something was not stored: `count` points or lines, for a reason; `example` is a piece of one. */
  refused(reason: string, example: string): void;
  /** Writing has stopped or goes on: receivers stop reading meanwhile. */
  writable(is: boolean): void;
  /**
   * There is a new manifest. The files that it no longer lists are deleted when the promise resolves: readers in other threads
   * have let go of them.
   */
  published?(manifest: Manifest): Promise<unknown>;
}
