import { defineFunction } from '../registry/defineFunction.ts';
import { aggregationOrFunction, nodeOrTag, seriesList, withDefault } from '../registry/params.ts';
import { callbackRollup, combineBy, combineGroups, groupSeries } from './groupSeries.ts';
import { nodesText } from './nodesText.ts';

export const groupByNode = defineFunction({
  name: 'groupByNode',
  group: 'Combine',
  summary: 'Combines series that agree in a segment of their names or in a tag.',
  description:
    'It names the results. How series are combined is an aggregation, or a function that makes one series of many.',
  params: {
    seriesList: seriesList('the series to combine'),
    nodeNum: nodeOrTag('position of the segment, or name of the tag'),
    callback: withDefault(aggregationOrFunction('how the series of a group are combined'), 'average'),
  },
  rollup: callbackRollup,
  run: ({ seriesList, nodeNum, callback }, context) => {
    const groups = groupSeries(seriesList, (series) => nodesText(series, [nodeNum]));
    return combineGroups(groups, combineBy(callback, context));
  },
  cases: [
    {
      call: "groupByNode(*.*.load,0,'sumSeries')",
      given: { 'east.web1.load': [1, 2], 'west.web1.load': [3, null], 'west.web2.load': [4, null] },
      expect: { east: [1, 2], west: [7, null] },
    },
    {
      call: 'groupByNode(*.*.load,1)',
      given: { 'east.web1.load': [1, 2], 'west.web1.load': [3, null], 'west.web2.load': [4, null] },
      expect: { web1: [2, 2], web2: [4, null] },
      expectTags: { name: 'averageSeries(*.*.load)', aggregatedBy: 'average' },
    },
    {
      call: "groupByNode(*.*.load,1,'asPercent')",
      given: { 'east.web1.load': [1], 'west.web1.load': [3], 'west.web2.load': [4] },
      expect: { web1: [25], web2: [100] },
    },
    {
      call: "groupByNode(*.*.load,0,callback='multiplySeries')",
      given: { 'east.web1.load': [2, 2], 'west.web1.load': [3, null], 'west.web2.load': [4, 5] },
      expect: { east: [2, 2], west: [12, null] },
    },
  ],
});
