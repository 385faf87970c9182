/** What timeShift and timeStack share: series of another time, shown in the range that is asked for. */
import type { Interval } from '../registry/params.ts';
import type { Series } from '../series.ts';

export const SUGGESTED_SHIFTS = ['1h', '6h', '12h', '1d', '2d', '7d', '14d', '30d'];

/** The same length of time into the past, if it was written without a sign. */
export function backwards({ seconds, text }: Interval): Interval {
  return /^\d/.test(text) ? { seconds: -seconds, text: `-${text}` } : { seconds, text };
}

/**
 * Beginnings of series that were read `shift` seconds later than the range (earlier when negative) and shall be
 * shown in it. Where the shift is no multiple of a step they begin with the slots of `own`, the series of the range itself.
 */
export function startsInRange(own: readonly Series[], shift: number): (shifted: Series) => number {
  const startByStep = new Map<number, number>();
  for (const { start, step } of own) if (!startByStep.has(step)) startByStep.set(step, start);
  return ({ start, step }) => {
    const there = start - shift;
    const slot = startByStep.get(step);
    return slot === undefined ? there : slot + Math.trunc((there - slot) / step) * step;
  };
}
