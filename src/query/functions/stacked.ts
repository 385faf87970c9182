import { normalise } from '../normalise.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { optional, seriesList, text } from '../registry/params.ts';
import { derive, draw } from '../series.ts';

/** The name of the stack that is meant when none is given. */
const DEFAULT_STACK = '__DEFAULT__';

export const stacked = defineFunction({
  name: 'stacked',
  group: 'Graph',
  summary: 'Adds to each series those before it, and fills the area below.',
  description:
    'So some series of a picture can be stacked and others not. Absent values count as nothing for the series above them. Each call ' +
    'is a stack of its own: for one stack of several targets, make one list of them with `group`. With a name of the stack the series ' +
    'keep their own names.',
  params: {
    seriesList: seriesList('the series, the lowest first'),
    stack: optional(text('the name of the stack')),
  },
  rollup: handOn('average', 'sum', 'last'),
  run: ({ seriesList, stack = DEFAULT_STACK }) => {
    if (seriesList.length === 0) return [];
    const { start, end, step, columns, length } = normalise(seriesList);
    const total = new Float64Array(length);
    return seriesList.map((series, i) => {
      const unnamed = stack === DEFAULT_STACK;
      const summed = derive(series, {
        name: unnamed ? `stacked(${series.name})` : series.name,
        tags: unnamed ? { ...series.tags, stacked: stack } : series.tags,
        start,
        end,
        step,
        values: addedTo(total, columns[i]!),
      });
      return draw(summed, { stacked: true });
    });
  },
  cases: [
    {
      call: 'stacked(a.*)',
      given: { 'a.b': [1, 2, null, 4], 'a.c': [10, null, 30, 40] },
      expect: { 'stacked(a.b)': [1, 2, null, 4], 'stacked(a.c)': [11, null, 30, 44] },
      expectTags: { name: 'a.b', stacked: '__DEFAULT__' },
      expectDrawing: { stacked: true },
    },
    {
      call: "stacked(a.*,'in')",
      given: { 'a.b': [1, 2], 'a.c': [10, 20] },
      expect: { 'a.b': [1, 2], 'a.c': [11, 22] },
      expectTags: { name: 'a.b' },
    },
    {
      call: 'stacked(x.*)',
      given: { 'x.a': [1, 3, 5, 7], 'x.b': { step: 120, values: [10, 20] } },
      expect: { 'stacked(x.a)': [2, 6], 'stacked(x.b)': [12, 26] },
      expectStep: 120,
      differs: 'graphite-web adds values of different times when the steps of the series differ',
    },
    {
      call: 'sumSeries(stacked(a),stacked(b))',
      given: { a: [1], b: [10] },
      expect: { 'sumSeries(stacked(a),stacked(b))': [11] },
      differs:
        'graphite-web goes on with the same stack in all calls of a request, in the order in which they are computed',
    },
  ],
});

/** Adds the known values to `total` (in place) and gives back what it has become at each of them. */
function addedTo(total: Float64Array, column: Float64Array): Float64Array {
  return column.map((value, i) => {
    if (Number.isNaN(value)) return Number.NaN;
    total[i]! += value;
    return total[i]!;
  });
}
