import { defineFunction } from '../registry/defineFunction.ts';
import { nodeOrTag, oneOrMore, seriesList } from '../registry/params.ts';
import { rename } from '../series.ts';
import { nodesText } from './nodesText.ts';

export const aliasByNode = defineFunction({
  name: 'aliasByNode',
  aliases: ['aliasByTags'],
  group: 'Alias',
  summary: 'Names series by segments of their name or by tags.',
  description:
    'Segments count from 0, or from the end with -1, -2 …; a text in quotes is the name of a tag. ' +
    'Inside a combined or computed name the first path counts.',
  params: {
    seriesList: seriesList('the series to name'),
    nodes: oneOrMore(nodeOrTag('positions of segments, or names of tags')),
  },
  run: ({ seriesList, nodes }) => seriesList.map((series) => rename(series, nodesText(series, nodes))),
  cases: [
    {
      call: 'aliasByNode(hosts.*.cpu.load,1)',
      given: { 'hosts.web1.cpu.load': [1], 'hosts.web2.cpu.load': [2] },
      expect: { web1: [1], web2: [2] },
    },
    { call: 'aliasByNode(a.b.c,0,-1)', given: { 'a.b.c': [1] }, expect: { 'a.c': [1] } },
    {
      call: 'aliasByNode(scale(sumSeries(a.b,a.c),2),1)',
      given: { 'a.b': [1], 'a.c': [2] },
      expect: { b: [6] },
    },
    {
      call: "aliasByNode(disk.used;host=web1;mount=root,'host',1,'mount')",
      given: { 'disk.used;host=web1;mount=root': [1] },
      expect: { 'web1.used.root': [1] },
    },
    {
      call: "seriesByTag('name=cpu')|aliasByTags('host','name')",
      given: { 'cpu;host=web1': [1], 'cpu;host=web2': [2] },
      expect: { 'web1.cpu': [1], 'web2.cpu': [2] },
    },
    { call: 'aliasByNode(a.b,7)', given: { 'a.b': [1] }, expect: { '': [1] } },
  ],
});
