import type { PlainValue } from '../protocol/plainValue.ts';
import type { Series } from '../query/series.ts';

/** What graphite-web tells of each series in pickle and msgpack: other graphite-webs read it. */
export function seriesInfo(series: Series): PlainValue {
  return {
    name: series.name,
    start: series.start,
    end: series.end,
    step: series.step,
    values: series.values,
    pathExpression: series.pathExpression,
    valuesPerPoint: 1,
    consolidationFunc: series.consolidation,
    xFilesFactor: series.xFilesFactor,
  };
}
