/** What aggregateSeriesLists, sumSeriesLists and their kin share: first with first, second with second. */

import type { RollupFunction } from '../../storage/store.ts';
import type { AggregationName } from '../aggregation.ts';
import { FunctionError, type RunContext } from '../registry/defineFunction.ts';
import { type ArgumentsOf, seriesList } from '../registry/params.ts';
import { rename, type Series } from '../series.ts';
import { combinedRollup, combineSeries } from './combineSeries.ts';

export const combineListsParams = {
  seriesListFirstPos: seriesList('the series that come first'),
  seriesListSecondPos: seriesList('their partners, in the same order and as many'),
};

/** What the functions that do so with one aggregation have in common, to be spread into each. */
export function combiningLists(aggregation: AggregationName) {
  return {
    group: 'Combine',
    params: combineListsParams,
    rollup: (_: unknown, asked: RollupFunction | undefined) => combinedRollup(aggregation, asked),
    aggregator: true,
    run: (
      { seriesListFirstPos, seriesListSecondPos }: ArgumentsOf<typeof combineListsParams>,
      context: RunContext,
    ) => combineLists(seriesListFirstPos, seriesListSecondPos, aggregation, context),
  } as const;
}

/** One series for each pair, named by the names of both. */
export function combineLists(
  first: readonly Series[],
  second: readonly Series[],
  aggregation: AggregationName,
  context: RunContext,
  xFilesFactor?: number,
): Series[] {
  return pairs(first, second).flatMap(([a, b]) =>
    combineSeries([a, b], aggregation, context, xFilesFactor).map((combined) =>
      rename(combined, `${aggregation}Series(${a.name},${b.name})`),
    ),
  );
}

/** The first of one list with the first of the other, and so on. Throws a {@link FunctionError} unless they are as many. */
export function pairs(first: readonly Series[], second: readonly Series[]): (readonly [Series, Series])[] {
  if (first.length !== second.length) {
    throw new FunctionError(
      `the lists have to be of the same length, but have ${first.length} and ${second.length} series`,
    );
  }
  return first.map((series, i) => [series, second[i]!] as const);
}

/** A copy sorted by name; equals stay in their order. */
export function sortedByName(list: readonly Series[]): Series[] {
  return [...list].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
