/** Series ordered by one aggregation of their values each: what highest, lowest and the sorting functions share. */
import { type AggregationName, aggregateValues, aggregationNamed } from '../aggregation.ts';
import { type ArgumentsOf, integer, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';

export const rankParams = {
  seriesList: seriesList('the series to choose from'),
  n: integer('how many series; a negative number leaves out that many of the last'),
};

export type RankOrder = 'highest first' | 'lowest first';

/** Where the aggregation is absent it counts as less than any number. Equals stay in the order they came in. */
export function ranked(list: readonly Series[], aggregation: AggregationName, order: RankOrder): Series[] {
  const how = aggregationNamed(aggregation);
  const sign = order === 'highest first' ? -1 : 1;
  const keyed = list.map((series) => {
    const value = aggregateValues(series.values, how);
    return { series, key: Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value };
  });
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign));
  return keyed.map(({ series }) => series);
}

/** What the functions that choose by a fixed aggregation have in common, to be spread into each. */
export function choosing(aggregation: AggregationName, order: RankOrder) {
  return {
    group: 'Filter Series',
    params: rankParams,
    run: ({ seriesList, n }: ArgumentsOf<typeof rankParams>) =>
      ranked(seriesList, aggregation, order).slice(0, n),
  } as const;
}
