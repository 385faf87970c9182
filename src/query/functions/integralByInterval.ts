import { defineFunction } from '../registry/defineFunction.ts';
import { interval, seriesList } from '../registry/params.ts';
import { derive, type Series } from '../series.ts';

export const integralByInterval = defineFunction({
  name: 'integralByInterval',
  group: 'Transform',
  summary: 'The sum of all values so far, beginning again after every interval.',
  description:
    'Intervals are counted from the beginning of the time range: with from=midnight and "1d", these are the ' +
    'sums of each day so far. An absent value adds nothing.',
  params: {
    seriesList: seriesList('the series to add up'),
    intervalUnit: {
      ...interval('length of time after which the sum begins again, such as "1d"'),
      type: 'string',
    },
  },
  // What the last sum within a coarse slot has grown by is the sum of its values.
  rollup: (_, asked) => (asked === 'last' ? 'sum' : undefined),
  check: ({ intervalUnit: { seconds, text } }) =>
    seconds === 0 ? `the sum cannot begin again after every "${text}"` : undefined,
  run: ({ seriesList, intervalUnit: { seconds, text } }, { from }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `integralByInterval(${series.name},'${text}')`,
        tags: { ...series.tags, integralByInterval: text },
        values: sumsSinceBoundary(series, from, Math.abs(seconds)),
      }),
    ),
  cases: [
    {
      call: "integralByInterval(a,'2min')",
      given: { a: [1, 2, 3, null, null, 6] },
      expect: { "integralByInterval(a,'2min')": [1, 3, 3, 3, 0, 6] },
      expectTags: { name: 'a', integralByInterval: '2min' },
    },
    {
      call: "integralByInterval(a,intervalUnit='-1h')",
      given: { a: [1, 1, null, 1] },
      expect: { "integralByInterval(a,'-1h')": [1, 2, 2, 3] },
    },
  ],
});

/** Boundaries lie at `origin` and every `length` seconds from there. */
function sumsSinceBoundary({ values, start, step }: Series, origin: number, length: number): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  let intervalBefore = Math.floor((start - origin - step) / length);
  for (let i = 0; i < values.length; i++) {
    const current = Math.floor((start - origin + i * step) / length);
    if (current !== intervalBefore) sum = 0;
    intervalBefore = current;
    const value = values[i]!;
    if (!Number.isNaN(value)) sum += value;
    out[i] = sum;
  }
  return out;
}
