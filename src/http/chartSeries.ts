/** Evaluated targets as charts want them: in buckets that a live stream can go on with, saying how coarse they are. */
import { consolidateToInterval, niceInterval } from '../query/consolidate.ts';
import type { EvaluatedTarget } from '../query/evaluate.ts';
import type { Consolidation, Series } from '../query/series.ts';
import type { QueryResult, QuerySeries } from '../schema/api.ts';
import { MAX_SERIES_SHOWN, targetError, toNumbers, toQuerySeries } from './queryResult.ts';
import type { TimeRange } from './timeRange.ts';

export interface ChartShape {
  readonly range: TimeRange;
  readonly maxDataPoints: number;
  readonly requestId: string;
  /** Asked for the least and the greatest values of each bucket. */
  readonly band: boolean;
}

/** The same target by its least and by its greatest values, where it was read from rollups. */
export interface BandEnds {
  readonly low: EvaluatedTarget;
  readonly high: EvaluatedTarget;
}

export function chartResult(
  id: string,
  evaluated: EvaluatedTarget,
  shape: ChartShape,
  ends?: BandEnds,
): QueryResult {
  const error = targetError(evaluated, shape.requestId);
  const explain = evaluated.explain === undefined ? {} : { explain: evaluated.explain };
  if (error !== undefined) return { id, series: [], error, ...explain };
  const shown = evaluated.series.slice(0, MAX_SERIES_SHOWN);
  const interval = commonInterval(shown, shape);
  return {
    id,
    series: shown.map((series, i) => ({
      ...chartSeries(series, interval),
      ...resolution(evaluated, series, interval),
      ...(shape.band ? band(series, interval, twins(series, i, ends)) : {}),
    })),
    ...(shown.length < evaluated.series.length ? { truncated: true } : {}),
    ...explain,
  };
}

function chartSeries(series: Series, interval: number): QuerySeries {
  return toQuerySeries(wholeBuckets(consolidateToInterval(series, interval), series));
}

function resolution(
  { rolledUp }: EvaluatedTarget,
  series: Series,
  interval: number,
): Pick<QuerySeries, 'archiveStep' | 'consolidation'> {
  const here = interval > series.step ? series.consolidation : undefined;
  const consolidation = here ?? rolledUp?.how;
  return {
    ...(rolledUp === undefined ? {} : { archiveStep: rolledUp.step }),
    ...(consolidation === undefined ? {} : { consolidation }),
  };
}

/** The series' least and greatest values as read from rollups; null where the two do not belong to it for certain. */
function twins(
  series: Series,
  place: number,
  ends: BandEnds | undefined,
): { low: Series; high: Series } | null {
  if (ends === undefined) return null;
  const low = ends.low.series[place];
  const high = ends.high.series[place];
  return low !== undefined && high !== undefined && sameGrid(series, low) && sameGrid(series, high)
    ? { low, high }
    : null;
}

function sameGrid(a: Series, b: Series): boolean {
  return a.start === b.start && a.step === b.step && a.values.length === b.values.length;
}

/** Nothing where each value stands for itself. */
function band(
  series: Series,
  interval: number,
  ends: { low: Series; high: Series } | null,
): Pick<QuerySeries, 'low' | 'high'> {
  if (ends === null && interval <= series.step) return {};
  const values = (from: Series, consolidation: Consolidation): (number | null)[] =>
    toNumbers(wholeBuckets(consolidateToInterval({ ...from, consolidation }, interval), from).values);
  return { low: values(ends?.low ?? series, 'min'), high: values(ends?.high ?? series, 'max') };
}

/**
 * One bucket length for all series of a target, so that a live stream can go on with the same. It is a multiple of
 * the coarsest step that has to be consolidated at all, since steps usually divide one another.
 */
function commonInterval(
  list: readonly Series[],
  { range: { from, until }, maxDataPoints }: ChartShape,
): number {
  const enough = (until - from) / maxDataPoints;
  const steps = list.map(({ step }) => step).filter((step) => step < enough);
  return niceInterval(until - from, maxDataPoints, Math.max(1, ...steps));
}

/**
 * Leaves out a first bucket that the range begins in the middle of: as a sum it would be too small. Where there
 * are only a few buckets, a part is better than nothing.
 */
function wholeBuckets(consolidated: Series, { start }: Series): Series {
  const { start: firstBucket, step, values } = consolidated;
  if (firstBucket >= start || values.length < 5) return consolidated;
  return { ...consolidated, start: firstBucket + step, values: values.subarray(1) };
}
