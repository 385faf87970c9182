import type { SeriesSchema } from '../../../model/retention.ts';
import type { BlockInfo } from '../blockFile.ts';
import type { Manifest } from '../manifest.ts';
import type { SealedSnapshot } from '../sealedSet.ts';
import type { ActivityColumns } from '../seriesActivity.ts';

/** A schema as jobs need it. */
export interface JobSchema extends SeriesSchema {
  readonly classKey: string;
}

/** Which series there are, and what they are: a copy from the moment when the job was given. */
export interface SeriesTable {
  /** Schema number of each series; one that is not in `schemas` for a series that is gone. In shared memory. */
  readonly schemaOf: Uint16Array;
  readonly schemas: readonly JobSchema[];
}

/** The schema of a series; undefined when it is gone. */
export function schemaIn(table: SeriesTable, series: number): JobSchema | undefined {
  return series < table.schemaOf.length ? table.schemas[table.schemaOf[series]!] : undefined;
}

export interface Job {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Everything sealed becomes blocks, and new definitions go into the registry file. */
export interface FlushJob extends Job {
  readonly kind: 'flush';
  readonly table: SeriesTable;
  readonly sealed: SealedSnapshot;
  /** Groups of definitions that the registry file does not hold yet. */
  readonly definitions: readonly Uint8Array[];
  /** A new registry file in place of the old one; null to append. */
  readonly registryFile: string | null;
  /** In shared memory, and may go on while the job is done. */
  readonly activity: ActivityColumns;
  /** The log is needed from this segment on once the job is done. */
  readonly firstSegment: number;
}

/** Blocks of one partition and window, consecutive in generation, become one; rows of series that are gone are left out. */
export interface MergeJob extends Job {
  readonly kind: 'merge';
  readonly table: SeriesTable;
  readonly blocks: readonly BlockInfo[];
}

/** A window's points become rows of the next coarser level. */
export interface RollUpJob extends Job {
  readonly kind: 'roll up';
  readonly table: SeriesTable;
  readonly classKey: string;
  readonly level: number;
  readonly window: number;
}

/** Blocks leave the manifest, then the disk. */
export interface DropJob extends Job {
  readonly kind: 'drop';
  readonly files: readonly string[];
}

/** Blocks are written again without the rows of series that are gone or moved, each where these are worth it. */
export interface PurgeJob extends Job {
  readonly kind: 'purge';
  readonly table: SeriesTable;
  readonly blocks: readonly BlockInfo[];
  /** Rows of series that live in another class are always worth it: some of these series are about to come back. */
  readonly strict: boolean;
  /** Classes to take off the manifest's list once this is done. */
  readonly done: readonly string[];
}

/** What is stored of series is written again on the grid of another schema, or into the gaps of another series. */
export interface RewriteJob extends Job {
  readonly kind: 'rewrite';
  readonly table: SeriesTable;
  readonly moves: readonly Move[];
  readonly nowSeconds: number;
}

export interface Move {
  readonly series: number;
  /** The series that gets the points; the same one when only its schema changes. */
  readonly into: number;
  readonly schema: JobSchema;
}

export type CompactionJob = FlushJob | MergeJob | RollUpJob | DropJob | PurgeJob | RewriteJob;
