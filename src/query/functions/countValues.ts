import { normalise } from '../normalise.ts';
import { numberText } from '../pythonNumber.ts';
import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { integer, optional, seriesList } from '../registry/params.ts';
import { computedSeries } from './computedSeries.ts';

const DEFAULT_LIMIT = 32;
/** Counters in all; 160 MB of them. */
const MOST_COUNTERS = 20_000_000;
/** The name of the only series in an answer that would have too many, as carbonapi has it. */
const LIMIT_REACHED = 'error.too.many.values.limit.reached';

export const countValues = defineFunction({
  name: 'countValues',
  group: 'Combine',
  summary:
    'For each whole number among the values of series, how many of them have it, slot by slot; from carbonapi.',
  description:
    'Good for series of states. What stands behind the point is cut off first. Numbers are in their order. ' +
    `With more different ones than valuesLimit (${DEFAULT_LIMIT} unless given) there is only a line at 0, "${LIMIT_REACHED}".`,
  params: {
    seriesList: seriesList('the series whose values to count'),
    valuesLimit: optional(integer('how many different numbers there may be')),
  },
  rollup: handOn('last'),
  run: ({ seriesList, valuesLimit = DEFAULT_LIMIT }, context) => {
    if (seriesList.length === 0) return [];
    const grid = normalise(seriesList);
    const counts = countNumbers(grid.columns, grid.length, valuesLimit);
    if (counts === undefined) {
      return [computedSeries(LIMIT_REACHED, grid, new Float64Array(grid.length), context)];
    }
    return [...counts]
      .sort(([a], [b]) => a - b)
      .map(([number, values]) => computedSeries(numberText(number, false), grid, values, context));
  },
  cases: [
    {
      call: 'countValues(state.*)',
      given: { 'state.a': [1, 1, null, 2.9], 'state.b': [1, 0, 0, null], 'state.c': [2, 1, null, -0.5] },
      expect: { '0': [0, 1, 1, 1], '1': [2, 2, 0, 0], '2': [1, 0, 0, 1] },
      expectTags: { name: '0' },
    },
    {
      call: 'countValues(state.*,valuesLimit=2)',
      given: { 'state.a': [1, 2, 3] },
      expect: { [LIMIT_REACHED]: [0, 0, 0] },
    },
    { call: 'countValues(x.*)', given: { 'x.a': [null] }, expect: {} },
  ],
});

/** By each number its count in every slot; undefined when there are more than `limit`. */
function countNumbers(
  columns: readonly Float64Array[],
  length: number,
  limit: number,
): Map<number, Float64Array> | undefined {
  const counts = new Map<number, Float64Array>();
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      if (!Number.isFinite(column[i]!)) continue;
      // 0 is added because otherwise -0.5 would be a number of its own, -0.
      const number = Math.trunc(column[i]!) + 0;
      let counters = counts.get(number);
      if (counters === undefined) {
        if (counts.size >= limit) return undefined;
        if ((counts.size + 1) * length > MOST_COUNTERS) {
          throw new FunctionError('there are too many different numbers', 'give a smaller valuesLimit');
        }
        counters = new Float64Array(length);
        counts.set(number, counters);
      }
      counters[i]!++;
    }
  }
  return counts;
}
