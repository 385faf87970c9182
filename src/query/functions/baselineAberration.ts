import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { derive } from '../series.ts';
import { baselineParams, baselineProblem, baselines } from './baselines.ts';

export const baselineAberration = defineFunction({
  name: 'baselineAberration',
  group: 'Calculate',
  summary: 'The values as multiples of what is usual (baseline): 1.1 is a tenth above it.',
  description: "Where 0 is usual the result is 0. One of carbonapi's functions.",
  params: baselineParams,
  rollup: handOn(),
  check: baselineProblem,
  run: (args, context) =>
    baselines(args, { withPresent: true }, context).map(({ name, series, present = new Float64Array() }) =>
      derive(series, {
        name: `baselineAberration(${name})`,
        values: series.values.map((usual, i) => multiple(present[i] ?? Number.NaN, usual)),
      }),
    ),
  cases: [
    {
      call: "baselineAberration(a,'3min',1,3)",
      given: { a: { step: 60, before: [1, 2, 0, 3, 2, 0], values: [4, null, 6] } },
      expect: { 'baselineAberration(a)': [2, null, 0] },
      expectTags: { name: 'a' },
    },
    {
      call: "baselineAberration(x.*,'1min',1,2)",
      given: { 'x.a': { step: 60, before: [2], values: [3] }, 'x.b': { step: 60, before: [], values: [5] } },
      expect: { 'baselineAberration(x.a)': [1.5], 'baselineAberration(x.b)': [null] },
    },
  ],
});

function multiple(value: number, usual: number): number {
  if (usual === 0) return Number.isNaN(value) ? Number.NaN : 0;
  return value / usual;
}
