import type { RunContext } from '../registry/defineFunction.ts';
import type { Series } from '../series.ts';

/**
 * A series that stands for itself: what graphite-web makes of values that come from several series and carry none of
 * their tags. Its only tag is its name; values begin at `start` and are `step` seconds apart.
 */
export function computedSeries(
  name: string,
  { start, end, step }: Pick<Series, 'start' | 'end' | 'step'>,
  values: Float64Array,
  { xFilesFactor }: Pick<RunContext, 'xFilesFactor'>,
): Series {
  const tags = { name };
  return {
    name,
    pathExpression: name,
    tags,
    start,
    end,
    step,
    values,
    consolidation: 'average',
    xFilesFactor,
  };
}
