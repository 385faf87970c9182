import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { node, oneOrMore, seriesLists, text } from '../registry/params.ts';
import { rename, type Series } from '../series.ts';

export const reduceSeries = defineFunction({
  name: 'reduceSeries',
  aliases: ['reduce'],
  group: 'Combine',
  summary: 'Calls a function for each list that mapSeries made, with chosen series of it as the arguments.',
  description:
    'Series are chosen by the segment at reduceNode: one that is the first of reduceMatchers is the first argument, and ' +
    'so on. The result is named by the segments before it, "reduce" and the function. Where one of the arguments is not ' +
    'there, there is no result.',
  params: {
    seriesLists: seriesLists('the lists, from mapSeries'),
    reduceFunction: text('name of a function that takes as many series and gives one'),
    reduceNode: node('position of the segment that tells the arguments apart'),
    reduceMatchers: oneOrMore(text('what it is for the first argument, the second, and so on')),
  },
  rollup: handOn(),
  run: ({ seriesLists, reduceFunction, reduceNode, reduceMatchers }, context) => {
    const argumentsByName = new Map<string, Map<string, Series>>();
    for (const series of seriesLists.flat()) {
      const segments = series.name.split('.');
      const segment = segments.at(reduceNode);
      if (segment === undefined || !reduceMatchers.includes(segment)) continue;
      const name = `${segments.slice(0, reduceNode).join('.')}.reduce.${reduceFunction}`;
      const chosen = argumentsByName.get(name) ?? new Map<string, Series>();
      argumentsByName.set(name, chosen.set(segment, series));
    }
    return [...argumentsByName].flatMap(([name, chosen]) => {
      const lists = reduceMatchers
        .map((matcher) => chosen.get(matcher))
        .filter((series) => series !== undefined);
      if (lists.length < reduceMatchers.length) return [];
      const [reduced] = context.call(
        reduceFunction,
        lists.map((series) => [series]),
      );
      return reduced === undefined ? [] : [rename(reduced, name)];
    });
  },
  cases: [
    {
      call: "reduceSeries(mapSeries(servers.*.disk.*,1),'asPercent',3,'used','size')",
      given: {
        'servers.a.disk.size': [10, 20],
        'servers.a.disk.used': [1, null],
        'servers.b.disk.size': [4, 4],
        'servers.b.disk.used': [1, 2],
      },
      expect: {
        'servers.a.disk.reduce.asPercent': [10, null],
        'servers.b.disk.reduce.asPercent': [25, 50],
      },
    },
    {
      call: "mapSeries(*.*.*,0) | reduceSeries('sumSeries',-1,'in','out')",
      given: {
        'a.eth0.in': [1],
        'a.eth0.out': [2],
        'a.eth1.in': [3],
        'a.eth1.out': [4],
        'a.eth1.errors': [9],
      },
      expect: { 'a.eth0.reduce.sumSeries': [3], 'a.eth1.reduce.sumSeries': [7] },
      expectTags: { name: 'sumSeries(*.*.*)', aggregatedBy: 'sum' },
    },
    {
      call: "reduceSeries(mapSeries(*.*,0),'diffSeries',1,'in','out')",
      given: { 'a.in': [3], 'a.out': [1], 'b.in': [5] },
      expect: { 'a.reduce.diffSeries': [2] },
      differs: 'graphite-web fails when one of the arguments is not there',
    },
  ],
});
