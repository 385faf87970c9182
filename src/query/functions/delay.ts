import { defineFunction } from '../registry/defineFunction.ts';
import { integer, seriesList } from '../registry/params.ts';
import { derive } from '../series.ts';

export const delay = defineFunction({
  name: 'delay',
  group: 'Transform',
  summary: 'Shifts values later by a number of steps, or earlier where it is negative.',
  description:
    'Values that leave the range are lost, and those that would come into it are absent; see timeShift for a ' +
    'shift by a length of time.',
  params: {
    seriesList: seriesList('the series to shift'),
    steps: integer('steps of the series, not seconds'),
  },
  run: ({ seriesList, steps }) =>
    seriesList.map((series) =>
      derive(series, {
        name: `delay(${series.name},${steps})`,
        tags: { ...series.tags, delay: String(steps) },
        values: shifted(series.values, steps),
      }),
    ),
  cases: [
    {
      call: 'delay(a,2)',
      given: { a: [1, null, 3, 4] },
      expect: { 'delay(a,2)': [null, null, 1, null] },
      expectTags: { name: 'a', delay: '2' },
    },
    { call: 'delay(a,-1)', given: { a: [1, 2, 3] }, expect: { 'delay(a,-1)': [2, 3, null] } },
    { call: 'delay(a,steps=9)', given: { a: [1, 2] }, expect: { 'delay(a,9)': [null, null] } },
    {
      call: 'delay(a,0)',
      given: { a: [1, 2] },
      expect: { 'delay(a,0)': [1, 2] },
      differs: 'graphite-web answers a series without values to a delay of 0',
    },
  ],
});

function shifted(values: Float64Array, steps: number): Float64Array {
  const out = new Float64Array(values.length).fill(Number.NaN);
  if (Math.abs(steps) >= values.length) return out;
  if (steps < 0) out.set(values.subarray(-steps));
  else out.set(values.subarray(0, values.length - steps), steps);
  return out;
}
