import type { QuerySeries } from '../schema/api.ts';
import type { Column } from './frame.ts';

/** A series as the server answers it, with its values as an array of numbers. */
export function toColumn(series: QuerySeries): Column {
  return {
    name: series.name,
    start: series.start,
    step: series.step,
    values: toValues(series.values),
    ...(series.archiveStep === undefined ? {} : { archiveStep: series.archiveStep }),
    ...(series.consolidation === undefined ? {} : { consolidation: series.consolidation }),
    ...(series.low ? { low: toValues(series.low) } : {}),
    ...(series.high ? { high: toValues(series.high) } : {}),
  };
}

function toValues(values: readonly (number | null)[]): Float64Array {
  const all = new Float64Array(values.length);
  for (let i = 0; i < all.length; i++) all[i] = values[i] ?? Number.NaN;
  return all;
}
