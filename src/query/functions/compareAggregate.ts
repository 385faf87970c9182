/** Series chosen by comparing one aggregation of their values with a number: what filterSeries and its kin share. */
import { type AggregationName, aggregateValues, aggregationNamed } from '../aggregation.ts';
import { type ArgumentsOf, float, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';

export const OPERATORS = ['!=', '<', '<=', '=', '>', '>='] as const;
export type Operator = (typeof OPERATORS)[number];

/** As in graphite-web, an absent value is less than any number and unequal to it. */
const SATISFIED: Readonly<Record<Operator, (value: number, threshold: number) => boolean>> = {
  '!=': (value, threshold) => value !== threshold,
  '<': (value, threshold) => Number.isNaN(value) || value < threshold,
  '<=': (value, threshold) => Number.isNaN(value) || value <= threshold,
  '=': (value, threshold) => value === threshold,
  '>': (value, threshold) => value > threshold,
  '>=': (value, threshold) => value >= threshold,
};

export function compareAggregate(
  list: readonly Series[],
  aggregation: AggregationName,
  operator: Operator,
  threshold: number,
): Series[] {
  const how = aggregationNamed(aggregation);
  const satisfied = SATISFIED[operator];
  return list.filter(({ values }) => satisfied(aggregateValues(values, how), threshold));
}

const comparingParams = {
  seriesList: seriesList('the series to choose from'),
  n: float('what to compare with'),
};

/** What the functions that compare a fixed aggregation in a fixed way have in common, to be spread into each. */
export function comparing(aggregation: AggregationName, operator: Operator) {
  return {
    group: 'Filter Series',
    params: comparingParams,
    run: ({ seriesList, n }: ArgumentsOf<typeof comparingParams>) =>
      compareAggregate(seriesList, aggregation, operator, n),
  } as const;
}
