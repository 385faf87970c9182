/**
 * Fewer values for an answer: in graphite-web's way for `/render`, and in buckets that never move for the web app,
 * whose charts grow at the end while they are watched.
 */
import { consolidateValues } from './consolidateValues.ts';
import type { Series } from './series.ts';

/**
 * What graphite-web answers to `maxDataPoints` with `format=json`: every series with more values than that in the
 * common time range gets ceil(values / maxDataPoints) values a bucket. The beginning is moved on to where buckets
 * lie on multiples of their length, so that they hold the same values each time a chart is refreshed; the values
 * before it are left out. The bucket labelled t begins one step before t: graphite-web's way, kept for equal answers.
 */
export function consolidateToMaxDataPoints(list: readonly Series[], maxDataPoints: number): Series[] {
  if (list.length === 0 || maxDataPoints < 1) return [...list];
  const rangeStart = list.reduce((least, series) => Math.min(least, series.start), Number.POSITIVE_INFINITY);
  const rangeEnd = list.reduce((most, series) => Math.max(most, series.end), Number.NEGATIVE_INFINITY);
  return list.map((series) => {
    if (maxDataPoints === 1) return inOneBucket(series);
    const slots = (rangeEnd - rangeStart) / series.step;
    return maxDataPoints < slots ? inNudgedBuckets(series, Math.ceil(slots / maxDataPoints)) : series;
  });
}

function inOneBucket(series: Series): Series {
  const { values, consolidation: how, xFilesFactor, step } = series;
  if (values.length <= 1) return series;
  return {
    ...series,
    step: step * values.length,
    values: consolidateValues(values, values.length, { how, xFilesFactor }),
  };
}

function inNudgedBuckets(series: Series, perBucket: number): Series {
  const { values, consolidation: how, xFilesFactor, step, start } = series;
  const bucketSeconds = perBucket * step;
  const nudge = bucketSeconds + (start % step) - (start % bucketSeconds);
  const lost = Math.max(0, nudge / step - 1);
  return {
    ...series,
    start: start + nudge,
    step: bucketSeconds,
    values: consolidateValues(values.subarray(lost), perBucket, { how, xFilesFactor }),
  };
}

/**
 * The series in buckets that begin at multiples of `intervalSeconds` since 1970, whatever range was asked for: a
 * value at second t belongs to bucket floor(t / interval). Series of a step that long or longer stay as they are.
 * Buckets at either end may hold fewer values than fit; with the usual xFilesFactor of 0 they still have a value.
 */
export function consolidateToInterval(series: Series, intervalSeconds: number): Series {
  const { values, consolidation: how, xFilesFactor, step, start } = series;
  if (step >= intervalSeconds || values.length === 0) return series;
  const firstBucket = Math.floor(start / intervalSeconds) * intervalSeconds;
  if (intervalSeconds % step === 0) {
    const perBucket = intervalSeconds / step;
    const lead = Math.floor((start - firstBucket) / step);
    const consolidated = consolidateValues(values, perBucket, { how, xFilesFactor, lead });
    return onBuckets(series, firstBucket, intervalSeconds, consolidated);
  }
  // Buckets of unequal counts: cut the values at each bucket's first slot, and consolidate piece by piece.
  const lastBucket = Math.floor((start + (values.length - 1) * step) / intervalSeconds) * intervalSeconds;
  const consolidated = new Float64Array((lastBucket - firstBucket) / intervalSeconds + 1);
  for (let bucket = 0; bucket < consolidated.length; bucket++) {
    const bucketStart = firstBucket + bucket * intervalSeconds;
    const from = Math.max(0, Math.ceil((bucketStart - start) / step));
    const to = Math.min(values.length, Math.ceil((bucketStart + intervalSeconds - start) / step));
    const piece = values.subarray(from, to);
    consolidated[bucket] =
      piece.length === 0 ? Number.NaN : consolidateValues(piece, piece.length, { how, xFilesFactor })[0]!;
  }
  return onBuckets(series, firstBucket, intervalSeconds, consolidated);
}

function onBuckets(series: Series, start: number, step: number, values: Float64Array): Series {
  return { ...series, start, step, end: start + step * values.length, values };
}

/**
 * The smallest multiple of `finestStep` with which a range has at most `maxDataPoints` whole buckets (aligned
 * buckets may add one that the range begins in the middle of).
 */
export function niceInterval(rangeSeconds: number, maxDataPoints: number, finestStep: number): number {
  return finestStep * Math.max(1, Math.ceil(rangeSeconds / (finestStep * Math.max(1, maxDataPoints))));
}
