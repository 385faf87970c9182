import { seriesTags } from '../model/metricName.ts';
import type { Grid, StoredSeries } from '../model/series.ts';

/** How several values of a series become one when there are more than asked for. */
export const CONSOLIDATIONS = ['average', 'avg_zero', 'sum', 'min', 'max', 'first', 'last'] as const;
export type Consolidation = (typeof CONSOLIDATIONS)[number];

/** How pictures show a series; all of it is for them alone. */
export interface Drawing {
  /** A name, `rrggbb` or `#rrggbb`, as it was written. */
  readonly color?: string;
  /** 0 (not seen) to 1. */
  readonly alpha?: number;
  /** Pixels. */
  readonly lineWidth?: number;
  /** Pixels of a dash and of the gap behind it. */
  readonly dashed?: number;
  /** Filled to the bottom, below all that is not; the values are where they are to be drawn. */
  readonly stacked?: boolean;
  /** Values other than 0 and absent ones are vertical lines from bottom to top. */
  readonly drawAsInfinite?: boolean;
  /** Belongs to the axis on the right. */
  readonly secondYAxis?: boolean;
  /** Counts in a stack, is not seen itself. */
  readonly invisible?: boolean;
}

/**
 * A series on its way through the functions. Nobody changes one: functions make new series that may share
 * `values` and `tags` with their inputs.
 */
export interface Series extends Grid {
  /** What a legend shows. */
  readonly name: string;
  /** The expression that yielded it; names of combined series are built from these. */
  readonly pathExpression: string;
  /** Tags of the stored series, `name` among them, and what functions add. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Second at which the range ends, exclusive. It is `start + step * values.length` except after combining series
   * whose length is not a multiple of the common step: then it is cut down, as in graphite-web, and the last value
   * begins exactly there. Shifted in time, a series ends where it would end itself; values beyond that are not shown.
   */
  readonly end: number;
  readonly consolidation: Consolidation;
  /** Share of known values (0..1) that a consolidated value needs; at 0 one known value is enough. */
  readonly xFilesFactor: number;
  readonly drawing?: Drawing;
}

/**
 * A stored series as functions see it first. As in graphite-web the consolidation is `average` whatever method
 * the store rolls up with, and the xFilesFactor is the query's own.
 */
export function fromStore(stored: StoredSeries, pathExpression: string, xFilesFactor: number): Series {
  const { name, start, step, values } = stored;
  return {
    name,
    pathExpression,
    tags: seriesTags(name),
    start,
    step,
    end: start + step * values.length,
    values,
    consolidation: 'average',
    xFilesFactor,
  };
}

/** What {@link derive} may change. */
export type SeriesChanges = Partial<Omit<Series, 'pathExpression'>> & { readonly pathExpression?: string };

/**
 * A new series with some things changed. A new name is also the new path expression unless one is given: that is
 * what graphite-web's functions do when they compute new values (`alias` and its kin keep the old expression).
 */
export function derive(series: Series, changes: SeriesChanges & { readonly name: string }): Series {
  return { ...series, pathExpression: changes.name, ...changes };
}

/** The series drawn otherwise: what is given changes, the rest stays. */
export function draw(series: Series, drawing: Drawing): Series {
  return { ...series, drawing: { ...series.drawing, ...drawing } };
}

/** The series under another name, all else unchanged. */
export function rename(series: Series, name: string): Series {
  return { ...series, name };
}
