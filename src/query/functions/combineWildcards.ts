/** What aggregateWithWildcards, sumSeriesWithWildcards and their kin share. */

import type { RollupFunction } from '../../storage/store.ts';
import type { AggregationName } from '../aggregation.ts';
import type { RunContext } from '../registry/defineFunction.ts';
import { type ArgumentsOf, anyNumber, node, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { combinedRollup, combineSeries } from './combineSeries.ts';
import { combineGroups, groupSeries } from './groupSeries.ts';

/** The parameter that all of them end with. */
export const wildcardPositions = anyNumber(node('positions of the segments to leave out, counted from 0'));

const params = { seriesList: seriesList('the series to combine'), position: wildcardPositions };

/** What the functions that do so with one aggregation have in common, to be spread into each. */
export function combiningWildcards(aggregation: AggregationName) {
  return {
    group: 'Combine',
    params,
    rollup: (_: unknown, asked: RollupFunction | undefined) => combinedRollup(aggregation, asked),
    aggregator: true,
    run: ({ seriesList, position }: ArgumentsOf<typeof params>, context: RunContext) =>
      combineWithWildcards(seriesList, aggregation, position, context),
  } as const;
}

/** Combines series whose names are the same but for some segments; what is left of it names the result. */
export function combineWithWildcards(
  list: readonly Series[],
  aggregation: AggregationName,
  position: readonly number[],
  context: RunContext,
): Series[] {
  const leftOut = new Set(position);
  const groups = groupSeries(list, ({ name }) =>
    name
      .split('.')
      .filter((_, i) => !leftOut.has(i))
      .join('.'),
  );
  return combineGroups(groups, (group) => combineSeries(group, aggregation, context));
}
