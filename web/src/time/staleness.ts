import { usualDistance } from '../../../src/view/chart/cadence.ts';
import type { Column } from '../../../src/view/frame.ts';

/** So many intervals may pass without a value before anybody is told. */
const patience = 3;
/** A shorter silence is none: points are on their way. */
const shortestSilence = 30;

/** Seconds since 1970 of the end of the interval that the newest value stands for; null without any value. */
function newestMoment(columns: readonly Pick<Column, 'start' | 'step' | 'values'>[]): number | null {
  let newest: number | null = null;
  for (const { start, step, values } of columns) {
    let last = values.length - 1;
    while (last >= 0 && Number.isNaN(values[last])) last--;
    if (last >= 0) newest = Math.max(newest ?? 0, start + (last + 1) * step);
  }
  return newest;
}

/**
 * Seconds since the last point of series that should follow the clock; null while points arrive as they should, or when
 * there are none. What is usual is the longest distance of points among them: a sender may be slower than its slots.
 */
export function silenceOf(
  columns: readonly Pick<Column, 'start' | 'step' | 'values'>[],
  now: number,
): number | null {
  const newest = newestMoment(columns);
  if (newest === null) return null;
  const silence = now - newest;
  if (silence <= shortestSilence) return null;
  const usual = columns.reduce(
    (longest, { step, values }) => Math.max(longest, step * usualDistance(values)),
    0,
  );
  return silence > patience * usual ? silence : null;
}
