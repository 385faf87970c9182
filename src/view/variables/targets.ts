import { interpolate, type VariableValues } from './interpolate.ts';

/** Intervals in quotes as other programs write them: `'5m'` for `'5min'`, `'1M'` for `'1mon'`. */
const shortIntervals = /(['"])(-?\d{1,12})([mM])\1/g;

/** A target with the values of its variables: several as a glob, and intervals in the words of Graphite. */
export function interpolateTarget(target: string, values: VariableValues): string {
  return interpolate(target, values, { format: 'glob' }).replace(
    shortIntervals,
    (_, quote: string, count: string, unit: string) =>
      `${quote}${count}${unit === 'm' ? 'min' : 'mon'}${quote}`,
  );
}
