import { defineFunction } from '../registry/defineFunction.ts';

import { seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const integral = defineFunction({
  name: 'integral',
  group: 'Transform',
  summary: 'The sum of all values so far.',
  description:
    'Absent values stay absent and do not count. See integralByInterval for sums that begin again, and ' +
    'derivative for the reverse.',
  params: { seriesList: seriesList('the series to add up') },
  // What the last sum within a coarse slot has grown by is the sum of its values.
  rollup: (_, asked) => (asked === 'last' ? 'sum' : undefined),
  run: ({ seriesList }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `integral(${series.name})`,
        tags: { ...series.tags, integral: '1' },
        values: runningSums(series.values),
      }),
    ),
  cases: [
    {
      call: 'integral(a)',
      given: { a: [1, 2, null, 3, -1] },
      expect: { 'integral(a)': [1, 3, null, 6, 5] },
      expectTags: { name: 'a', integral: '1' },
    },
    { call: 'integral(a)', given: { a: [null, null, 4] }, expect: { 'integral(a)': [null, null, 4] } },
  ],
});

function runningSums(values: Float64Array): Float64Array {
  let total = 0;
  return values.map((value) => {
    if (!Number.isNaN(value)) total += value;
    return Number.isNaN(value) ? value : total;
  });
}
