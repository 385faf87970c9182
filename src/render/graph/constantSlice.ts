import type { Series } from '../../query/series.ts';

/** A target of a pie that is no expression but a name and its value, such as `used:42.5`; undefined for all others. */
export function constantSlice(target: string): Series | undefined {
  const found = /^([^:()]*):\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*$/i.exec(target);
  const value = Number(found?.[2]);
  if (found === null || !Number.isFinite(value)) return undefined;
  const name = found[1]!;
  return {
    name,
    pathExpression: name,
    tags: { name },
    start: 0,
    step: 1,
    end: 1,
    values: Float64Array.of(value),
    consolidation: 'average',
    xFilesFactor: 0,
  };
}
