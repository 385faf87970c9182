import { defineFunction } from '../registry/defineFunction.ts';
import { type ArgumentsOf, nodeOrTag, oneOrMore, seriesList } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { groupSeries } from './groupSeries.ts';
import { nodesText } from './nodesText.ts';

const params = {
  seriesList: seriesList('the series to sort into lists'),
  mapNodes: oneOrMore(nodeOrTag('positions of segments, or names of tags')),
};

export const mapSeries = defineFunction({
  name: 'mapSeries',
  aliases: ['map'],
  group: 'Combine',
  summary: 'A list of its own for all series that agree in some segments of their names or in some tags.',
  description:
    'For reduceSeries; to anything else it is one list of all, with series that agree side by side.',
  params,
  run: (args) => mapped(args).flat(),
  runLists: mapped,
  cases: [
    {
      call: "reduceSeries(mapSeries(*.disk.*,0),'divideSeries',2,'used','size')",
      given: { 'a.disk.size': [10], 'a.disk.used': [1], 'b.disk.size': [4], 'b.disk.used': [2] },
      expect: { 'a.disk.reduce.divideSeries': [0.1], 'b.disk.reduce.divideSeries': [0.5] },
    },
    {
      call: 'mapSeries(*.*,1)',
      given: { 'a.x': [1], 'a.y': [2], 'b.x': [3] },
      expect: { 'a.x': [1], 'b.x': [3], 'a.y': [2] },
      differs: 'graphite-web cannot show lists of lists and fails with an internal error',
    },
  ],
});

function mapped({ seriesList, mapNodes }: ArgumentsOf<typeof params>): (readonly Series[])[] {
  return [...groupSeries(seriesList, (series) => nodesText(series, mapNodes)).values()];
}
