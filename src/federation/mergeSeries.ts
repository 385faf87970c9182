/** Series of several stores as one list, in the manner of graphite-web's REMOTE_STORE_MERGE_RESULTS. */
import type { StoredSeries } from '../model/series.ts';
import { byCodePoints } from './textOrder.ts';

/**
 * One series a name, sorted. Lists come in the order of their say: where a series of an earlier list has a value, it
 * counts; later ones fill its gaps. Series whose slots do not coincide can't be merged: the one with the smaller
 * share of gaps is taken (graphite-web counts gaps, by which a coarse copy would win over nearly any fine one), the
 * earlier of two with the same.
 */
export function mergeSeries(lists: readonly (readonly StoredSeries[])[]): StoredSeries[] {
  const byName = new Map<string, StoredSeries>();
  for (const series of lists.flat()) {
    const known = byName.get(series.name);
    byName.set(series.name, known === undefined ? series : mergeTwo(known, series));
  }
  return [...byName.values()].sort((a, b) => byCodePoints(a.name, b.name));
}

function mergeTwo(first: StoredSeries, second: StoredSeries): StoredSeries {
  if (
    first.step !== second.step ||
    (first.start - second.start) % first.step !== 0 ||
    areFarApart(first, second)
  )
    return shareOfGaps(second) < shareOfGaps(first) ? second : first;
  if (
    first.start === second.start &&
    first.values.length === second.values.length &&
    !first.values.some(Number.isNaN)
  )
    return first;
  return filled(first, second);
}

/** Answers to one question lie over each other; what does not would become an array of any length. */
function areFarApart(first: StoredSeries, second: StoredSeries): boolean {
  return endOf(first) < second.start || endOf(second) < first.start;
}

/** Over the range of both. */
function filled(first: StoredSeries, second: StoredSeries): StoredSeries {
  const { step } = first;
  const start = Math.min(first.start, second.start);
  const end = Math.max(endOf(first), endOf(second));
  const values = new Float64Array((end - start) / step).fill(Number.NaN);
  values.set(second.values, (second.start - start) / step);
  const offset = (first.start - start) / step;
  for (let i = 0; i < first.values.length; i++) {
    const value = first.values[i]!;
    if (!Number.isNaN(value)) values[offset + i] = value;
  }
  return { ...first, start, values };
}

function endOf({ start, step, values }: StoredSeries): number {
  return start + step * values.length;
}

function shareOfGaps({ values }: StoredSeries): number {
  let gaps = 0;
  for (const value of values) if (Number.isNaN(value)) gaps++;
  return values.length === 0 ? 1 : gaps / values.length;
}
