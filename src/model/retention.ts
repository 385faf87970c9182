/** One archive of a series: `points` slots of `step` seconds each. */
export interface Archive {
  /** Seconds between two slots. */
  readonly step: number;
  /** Number of slots kept. */
  readonly points: number;
}

/** How several points of a finer archive become one of a coarser (carbon's `aggregationMethod`). */
export const AGGREGATION_METHODS = [
  'average',
  'sum',
  'last',
  'max',
  'min',
  'avg_zero',
  'absmax',
  'absmin',
] as const;
export type AggregationMethod = (typeof AGGREGATION_METHODS)[number];

/** Everything that `storage-schemas.conf` and `storage-aggregation.conf` decide for a series, fixed when it is created. */
export interface SeriesSchema {
  /** Finest first; each coarser step is a multiple of the finer one, and reaches further back. At least one. */
  readonly archives: readonly Archive[];
  readonly aggregation: AggregationMethod;
  /** Share of known points (0..1) that a coarser slot needs to be known itself. */
  readonly xFilesFactor: number;
}

/** Decides the schema of a new series by its full name. */
export type SchemaOf = (name: string) => SeriesSchema;

/** Seconds that an archive reaches back. */
export function archiveSeconds(archive: Archive): number {
  return archive.step * archive.points;
}

/** Seconds that the longest archive of a schema reaches back. */
export function retentionSeconds(schema: SeriesSchema): number {
  return archiveSeconds(schema.archives[schema.archives.length - 1]);
}
