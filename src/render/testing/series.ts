import type { Series } from '../../query/series.ts';

/** A series of one value a minute from 00:01 on. */
export function minutes(name: string, values: readonly number[], changes: Partial<Series> = {}): Series {
  return {
    name,
    pathExpression: name,
    tags: { name },
    start: 60,
    step: 60,
    end: 60 + 60 * values.length,
    values: Float64Array.from(values),
    consolidation: 'average',
    xFilesFactor: 0,
    ...changes,
  };
}
