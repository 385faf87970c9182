import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { node, optional, seriesList, text } from '../registry/params.ts';

export const applyByNode = defineFunction({
  name: 'applyByNode',
  group: 'Combine',
  summary: 'Evaluates a target for each different beginning of the names of series.',
  description:
    'Beginnings reach up to and including the segment at nodeNum; a % in the target stands for them, and in newName, ' +
    'which names the results. They come in alphabetical order.',
  params: {
    seriesList: seriesList('the series whose names count; their values do not'),
    nodeNum: node('position of the last segment of the beginning, counted from 0'),
    templateFunction: text('a target with % in it'),
    newName: optional(text('name of the results, with % in it; without it they keep theirs')),
  },
  rollup: handOn(),
  run: ({ seriesList, nodeNum, templateFunction, newName }, context) => {
    const beginnings = seriesList.map(({ name }) =>
      name
        .split('.')
        .slice(0, nodeNum + 1)
        .join('.'),
    );
    const prefixes = [...new Set(beginnings)].sort();
    const lists = context.all(
      prefixes.map((prefix) => () => context.evaluate(filledIn(templateFunction, prefix))),
    );
    return prefixes.flatMap((prefix, i) =>
      lists[i]!.map((series) => ({
        ...series,
        name: newName ? filledIn(newName, prefix) : series.name,
        pathExpression: prefix,
      })),
    );
  },
  cases: [
    {
      call: "applyByNode(*.disk.used,0,'divideSeries(%.disk.used,sumSeries(%.disk.*))','%.share')",
      given: {
        'a.disk.free': [3, 3],
        'a.disk.used': [1, null],
        'b.disk.free': [0, 2],
        'b.disk.used': [4, 2],
      },
      expect: { 'a.share': [0.25, null], 'b.share': [1, 0.5] },
    },
    {
      call: "applyByNode(x.*.*,1,'sumSeries(%.*)')",
      given: { 'x.b.c': [1], 'x.b.d': [2], 'x.a.c': [4] },
      expect: { 'sumSeries(x.a.*)': [4], 'sumSeries(x.b.*)': [3] },
    },
    {
      call: "sumSeries(applyByNode(x.*.*,1,'%.c'))",
      given: { 'x.a.c': [1], 'x.b.c': [2], 'x.b.d': [4] },
      expect: { 'sumSeries(x.a,x.b)': [3] },
    },
    {
      call: "applyByNode(x.*,1,'movingAverage(%,2)')",
      given: { 'x.a': { step: 60, before: [1, 3], values: [5, 7] } },
      expect: { 'movingAverage(x.a,2)': [2, 4] },
    },
    {
      call: "applyByNode(*.fine,0,'%.coarse')",
      given: { 'x.fine': [1, 2, 3], 'x.coarse': { step: 120, values: [4] } },
      expect: { 'x.coarse': [4, null] },
      expectStep: 120,
      differs:
        'graphite-web says that results begin and end with the last of the series, though the target may read others of another step',
    },
  ],
});

function filledIn(template: string, prefix: string): string {
  return template.replaceAll('%', () => prefix);
}
