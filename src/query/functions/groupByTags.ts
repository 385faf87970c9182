import { seriesTags } from '../../model/metricName.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { aggregationOrFunction, oneOrMore, seriesList, tag } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { callbackRollup, combineBy, combineGroups, groupSeries } from './groupSeries.ts';
import { tagText } from './nodesText.ts';

export const groupByTags = defineFunction({
  name: 'groupByTags',
  group: 'Combine',
  summary: 'Combines series that agree in some tags.',
  description:
    'The results have these tags and no others. Their path is that of the series if it is the same for all or among the ' +
    'tags (as "name"), otherwise it is the word for how they are combined: an aggregation, or a function that makes one series of many.',
  params: {
    seriesList: seriesList('the series to combine'),
    callback: aggregationOrFunction('how the series of a group are combined'),
    tags: oneOrMore(tag('the tags in which the series of a group agree')),
  },
  rollup: callbackRollup,
  run: ({ seriesList, callback, tags }, context) => {
    const key = keyOver(tags, oneName(seriesList) ?? callback);
    return combineGroups(groupSeries(seriesList, key), combineBy(callback, context)).map((combined) => ({
      ...combined,
      pathExpression: combined.name,
      tags: seriesTags(combined.name),
    }));
  },
  cases: [
    {
      call: "seriesByTag('name=load') | groupByTags('sum','dc')",
      given: {
        'load;dc=east;host=a': [1, 2],
        'load;dc=east;host=b': [3, null],
        'load;dc=west;host=c': [4, 5],
      },
      expect: { 'load;dc=east': [4, 2], 'load;dc=west': [4, 5] },
      expectTags: { name: 'load', dc: 'east' },
    },
    {
      call: "seriesByTag('dc=~.') | groupByTags('max','rack','dc')",
      given: { 'load;dc=east;rack=1': [1], 'disk;dc=east;rack=1': [2], 'disk;dc=east': [3] },
      expect: { 'max;dc=east;rack=': [3], 'max;dc=east;rack=1': [2] },
      expectTags: { name: 'max', dc: 'east', rack: '' },
      differs: 'graphite-web fails when a series lacks one of the tags',
    },
    {
      call: "seriesByTag('dc=~.') | groupByTags('averageSeries','name')",
      given: { 'disk;dc=east': [3], 'load;dc=east': [1], 'load;dc=west': [2] },
      expect: { disk: [3], load: [1.5] },
      expectTags: { name: 'disk' },
    },
    {
      call: "sumSeries(groupByTags(seriesByTag('name=load'),'countSeries','dc'))",
      given: { 'load;dc=east;host=a': [1], 'load;dc=east;host=b': [null], 'load;dc=west;host=c': [4] },
      expect: { 'sumSeries(load;dc=east,load;dc=west)': [3] },
      expectTags: { name: 'load', aggregatedBy: 'sum' },
    },
  ],
});

/** The path that all series have; undefined if they differ, and without series. */
function oneName(list: readonly Series[]): string | undefined {
  const names = new Set(list.map((series) => tagText(series, 'name')));
  return names.size === 1 ? [...names][0] : undefined;
}

/** Names a series by some of its tags; `otherwise` is the path where `name` is not among them. */
function keyOver(tags: readonly string[], otherwise: string): (series: Series) => string {
  const byName = tags.includes('name');
  const others = tags.filter((tag) => tag !== 'name');
  return (series) => {
    const path = byName ? tagText(series, 'name') : otherwise;
    return [path, ...others.map((tag) => `${tag}=${tagText(series, tag)}`).sort()].join(';');
  };
}
