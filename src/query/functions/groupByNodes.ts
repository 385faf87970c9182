import { defineFunction } from '../registry/defineFunction.ts';
import { aggregationOrFunction, anyNumber, nodeOrTag, seriesList } from '../registry/params.ts';
import { callbackRollup, combineBy, combineGroups, groupSeries } from './groupSeries.ts';
import { nodesText } from './nodesText.ts';

export const groupByNodes = defineFunction({
  name: 'groupByNodes',
  group: 'Combine',
  summary: 'Combines series that agree in some segments of their names or in some tags.',
  description:
    'Those segments and tags, joined by dots, name the results. How series are combined is an aggregation, ' +
    'or a function that makes one series of many. Positions beyond the name stay empty.',
  params: {
    seriesList: seriesList('the series to combine'),
    callback: aggregationOrFunction('how the series of a group are combined'),
    nodes: anyNumber(nodeOrTag('positions of segments, or names of tags')),
  },
  rollup: callbackRollup,
  run: ({ seriesList, callback, nodes }, context) => {
    const groups = groupSeries(seriesList, (series) => nodesText(series, nodes));
    return combineGroups(groups, combineBy(callback, context));
  },
  cases: [
    {
      call: "groupByNodes(*.*.load,'sum',0,1)",
      given: { 'east.web1.load': [1, 2], 'west.web1.load': [3, null], 'west.web2.load': [4, null] },
      expect: { 'east.web1': [1, 2], 'west.web1': [3, null], 'west.web2': [4, null] },
      expectTags: { name: 'east.web1.load', aggregatedBy: 'sum' },
    },
    {
      call: "groupByNodes(scale(*.*.load,10),'maxSeries',0)",
      given: { 'east.web1.load': [1, 2], 'west.web1.load': [3, null], 'west.web2.load': [2, 5] },
      expect: { east: [10, 20], west: [30, 50] },
    },
    {
      call: "seriesByTag('name=load') | groupByNodes('average','dc')",
      given: { 'load;dc=east;host=a': [1], 'load;dc=east;host=b': [2], 'load;dc=west;host=c': [4] },
      expect: { east: [1.5], west: [4] },
      expectTags: { name: 'load', dc: 'east', aggregatedBy: 'average' },
    },
    {
      call: "groupByNodes(*.*.load,'countSeries',0)",
      given: { 'east.web1.load': [1, 2], 'west.web1.load': [3, null], 'west.web2.load': [null, null] },
      expect: { east: [1, 1], west: [2, 2] },
    },
    {
      call: "sumSeries(groupByNodes(*.*.load,'avg',0))",
      given: { 'east.web1.load': [1], 'west.web1.load': [3], 'west.web2.load': [5] },
      expect: { 'sumSeries(averageSeries(*.*.load))': [5] },
    },
    { call: "groupByNodes(x.*,'sum')", given: { 'x.a': [1], 'x.b': [2] }, expect: { '': [3] } },
  ],
});
