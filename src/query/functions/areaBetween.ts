import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { seriesList } from '../registry/params.ts';
import { draw } from '../series.ts';

export const areaBetween = defineFunction({
  name: 'areaBetween',
  group: 'Graph',
  summary: 'Draws the area between two series, with areaMode=stacked.',
  description:
    'The first of the two is not to be seen, the second is stacked upon it. It takes exactly two series; `group` makes one list of ' +
    'several.',
  params: { seriesList: seriesList('the two series') },
  run: ({ seriesList }) => {
    const [lower, upper, third] = seriesList;
    if (lower === undefined) return [];
    if (upper === undefined || third !== undefined) {
      throw new FunctionError(
        `takes exactly two series, and these are ${seriesList.length}`,
        'such as areaBetween(latency.{min,max})',
      );
    }
    const name = `areaBetween(${upper.pathExpression})`;
    const tags = { ...upper.tags, areaBetween: '1' };
    return [
      { ...draw(lower, { stacked: true, invisible: true }), name, tags },
      { ...draw(upper, { stacked: true }), name, tags },
    ];
  },
  cases: [
    {
      call: "areaBetween(latency.[ab])|legendValue('max')",
      given: { 'latency.a': [1, 2], 'latency.b': [5, null] },
      expect: {
        'areaBetween(latency.[ab]) (max: 2.0)': [1, 2],
        'areaBetween(latency.[ab]) (max: 5.0)': [5, null],
      },
      expectTags: { name: 'latency.b', areaBetween: '1' },
      expectDrawing: { stacked: true, invisible: true },
    },
    {
      call: 'areaBetween(nothing.*)',
      given: { a: [1] },
      expect: {},
      differs: 'graphite-web fails with an internal error when there are no series yet',
    },
  ],
});
