/** Series sorted into groups, and each group combined: what groupByNode, groupByTags, mapSeries and others share. */

import type { RollupFunction } from '../../storage/store.ts';
import { type AggregationName, isAggregationName } from '../aggregation.ts';
import type { RunContext } from '../registry/defineFunction.ts';
import { rename, type Series } from '../series.ts';
import { combinedRollup, combineSeries } from './combineSeries.ts';

/** Groups by their key, in the order in which the first of each comes. */
export type SeriesGroups = ReadonlyMap<string, readonly Series[]>;

export function groupSeries(list: readonly Series[], key: (series: Series) => string): SeriesGroups {
  const groups = new Map<string, Series[]>();
  for (const series of list) {
    const of = key(series);
    const group = groups.get(of);
    if (group === undefined) groups.set(of, [series]);
    else group.push(series);
  }
  return groups;
}

/** Makes series of a group; the first of them counts. */
type Combine = (group: readonly Series[]) => readonly Series[];

/** One series for each group that yields any, named by the group's key. */
export function combineGroups(groups: SeriesGroups, combine: Combine): Series[] {
  return [...groups].flatMap(([key, group]) =>
    combine(group)
      .slice(0, 1)
      .map((combined) => rename(combined, key)),
  );
}

/** What a function's argument `callback` stands for: an aggregation, or else the function of that name. */
export function combineBy(callback: string, context: RunContext): Combine {
  const aggregation = aggregationCalled(callback);
  return aggregation === undefined
    ? (group) => context.call(callback, [group])
    : (group) => combineSeries(group, aggregation, context);
}

/** The `rollup` of a function with such an argument. */
export function callbackRollup(
  { callback }: { readonly callback: string },
  asked: RollupFunction | undefined,
): RollupFunction | undefined {
  const aggregation = aggregationCalled(callback);
  return aggregation && combinedRollup(aggregation, asked);
}

/** Functions that do otherwise than the aggregation which they are named after. */
const NOT_AGGREGATIONS = ['countSeries', 'multiplySeries'];

function aggregationCalled(callback: string): AggregationName | undefined {
  // The function avg is averageSeries, and path expressions say so.
  if (callback === 'avg') return 'average';
  if (isAggregationName(callback)) return callback;
  const bare = callback.replace(/Series$/, '');
  return isAggregationName(bare) && !NOT_AGGREGATIONS.includes(callback) ? bare : undefined;
}
