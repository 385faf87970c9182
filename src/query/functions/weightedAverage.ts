import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { anyNumber, type NodeOrTag, nodeOrTag, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { combinePair, quotient } from './combinePair.ts';
import { combineSeries } from './combineSeries.ts';
import { nodesText } from './nodesText.ts';

export const weightedAverage = defineFunction({
  name: 'weightedAverage',
  group: 'Combine',
  summary: 'The mean of series in which each counts as much as another series says.',
  description:
    'Series and weights belong together where they agree in the segments of the name or tags that nodes tell. ' +
    'The sum of the products is divided by the sum of all weights.',
  params: {
    seriesListAvg: seriesList('the series to take the mean of'),
    seriesListWeight: seriesList('their weights, as many'),
    nodes: anyNumber(nodeOrTag('positions of segments, or names of tags')),
  },
  rollup: handOn('last'),
  run: ({ seriesListAvg, seriesListWeight, nodes }, context) => {
    if (seriesListAvg.length !== seriesListWeight.length) {
      throw new FunctionError(
        `there have to be as many weights as series, not ${seriesListWeight.length} for ${seriesListAvg.length}`,
      );
    }
    const products = matched(seriesListAvg, seriesListWeight, nodes).map(([series, weight]) =>
      combinePair(`product(${weight.name},${series.name})`, series, weight, (a, b) => a * b, context),
    );
    const [sumOfProducts] = combineSeries(products, 'sum', context);
    const [sumOfWeights] = combineSeries(seriesListWeight, 'sum', context);
    if (sumOfProducts === undefined || sumOfWeights === undefined) return [];
    const nodesShown = nodes.map((node) => (node.kind === 'tag' ? node.tag : node.position)).join(',');
    const name = `weightedAverage(${sortedPaths(seriesListAvg)}, ${sortedPaths(seriesListWeight)}, ${nodesShown})`;
    return [combinePair(name, sumOfProducts, sumOfWeights, quotient, context)];
  },
  cases: [
    {
      call: 'weightedAverage(*.mean,*.count,0)',
      given: {
        'a.mean': [10, 10, null],
        'b.mean': [20, null, null],
        'a.count': [1, 3, 1],
        'b.count': [4, 1, 1],
      },
      expect: { 'weightedAverage(*.mean, *.count, 0)': [18, 7.5, null] },
      expectTags: { name: 'weightedAverage(*.mean, *.count, 0)' },
    },
    {
      call: "weightedAverage(seriesByTag('name=mean'),seriesByTag('name=count'),'host')",
      given: { 'mean;host=a': [10], 'mean;host=b': [20], 'count;host=a': [1], 'count;host=b': [0] },
      expect: { "weightedAverage(seriesByTag('name=mean'), seriesByTag('name=count'), host)": [10] },
    },
    {
      call: 'weightedAverage(*.mean,*.count,0)',
      given: { 'a.mean': [10], 'b.mean': [20], 'a.count': [1], 'c.count': [4] },
      expect: { 'weightedAverage(*.mean, *.count, 0)': [2] },
    },
    {
      call: 'weightedAverage(*.mean,*.count,0)',
      given: { 'a.mean': [10, 20], 'a.count': { step: 120, values: [3] } },
      expect: { 'weightedAverage(*.mean, *.count, 0)': [15] },
      expectStep: 120,
      differs: 'graphite-web pairs the first value with the first, whatever the steps',
    },
  ],
});

/** Series with their weights. Of several that look alike to `nodes`, the last counts, as in graphite-web. */
function matched(
  list: readonly Series[],
  weights: readonly Series[],
  nodes: readonly NodeOrTag[],
): (readonly [Series, Series])[] {
  const weightByKey = new Map(weights.map((weight) => [nodesText(weight, nodes), weight]));
  const seriesByKey = new Map(list.map((series) => [nodesText(series, nodes), series]));
  return [...seriesByKey].flatMap(([key, series]) => {
    const weight = weightByKey.get(key);
    return weight === undefined ? [] : [[series, weight] as const];
  });
}

function sortedPaths(list: readonly Series[]): string {
  return [...new Set(list.map(({ pathExpression }) => pathExpression))].sort().join(',');
}
