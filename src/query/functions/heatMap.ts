import { normalise } from '../normalise.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

/** So many of the first slots that all series know decide the order. */
const SLOTS_WEIGHED = 5;

export const heatMap = defineFunction({
  name: 'heatMap',
  group: 'Transform',
  summary:
    'Differences from each series to the next smaller one, for counters such as "at most 10 ms", "at most 100 ms".',
  description:
    'The order is that of their sums over the first five slots in which all are known. The smallest itself is not in the result. One ' +
    "of carbonapi's functions.",
  params: { seriesList: seriesList('the counters') },
  rollup: handOn('average', 'sum', 'last'),
  run: ({ seriesList }) => {
    if (seriesList.length < 2) return [];
    const { start, end, step, columns, length } = normalise(seriesList);
    const weights = weigh(columns, length);
    const order = [...seriesList.keys()].sort((a, b) => weights[a]! - weights[b]!);
    return order.slice(1).map((at, i) => {
      const [series, smaller] = [seriesList[at]!, seriesList[order[i]!]!];
      const [values, lower] = [columns[at]!, columns[order[i]!]!];
      return derive(series, {
        name: `heatMap(${series.name},${smaller.name})`,
        start,
        end,
        step,
        values: values.map((value, slot) => value - (lower[slot] ?? Number.NaN)),
      });
    });
  },
  cases: [
    {
      call: 'heatMap(a.*)',
      given: {
        'a.a1': [1, 2, 3, 4, 5, 6],
        'a.a2': [10, null, 3, 17, 10, 90],
        'a.a3': [2, null, 20, 8, 10, 7],
      },
      expect: {
        'heatMap(a.a3,a.a1)': [1, null, 17, 4, 5, 1],
        'heatMap(a.a2,a.a3)': [8, null, -17, 9, 0, 83],
      },
      expectTags: { name: 'a.a3' },
    },
    { call: 'heatMap(a)', given: { a: [1, 2] }, expect: {} },
  ],
});

/** Sum of each column over the first slots in which all are known. */
function weigh(columns: readonly Float64Array[], length: number): Float64Array {
  const weights = new Float64Array(columns.length);
  let found = 0;
  for (let slot = 0; slot < length && found < SLOTS_WEIGHED; slot++) {
    if (columns.some((column) => Number.isNaN(column[slot] ?? Number.NaN))) continue;
    found++;
    columns.forEach((column, i) => {
      weights[i]! += column[slot]!;
    });
  }
  return weights;
}
