import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { derive } from '../series.ts';
import { baselineParams, baselineProblem, baselines } from './baselines.ts';

export const baseline = defineFunction({
  name: 'baseline',
  group: 'Calculate',
  summary:
    'What is usual: the median of the values at the same time on other days, or in other hours or weeks.',
  description: "One of carbonapi's functions.",
  params: baselineParams,
  rollup: handOn(),
  check: baselineProblem,
  run: (args, context) =>
    baselines(args, { withPresent: false }, context).map(({ name, series }) =>
      derive(series, { name: `baseline(${name})` }),
    ),
  cases: [
    {
      call: "baseline(a,'2min',1,4)",
      given: { a: { step: 60, before: [1, 2, 3, 4, 5, null], values: [100, 200] } },
      expect: { 'baseline(a)': [3, 3] },
      expectTags: { name: 'a' },
    },
    {
      call: "baseline(x.*,'1min',1,3,50,2)",
      given: {
        'x.a': { step: 60, before: [null, null], values: [null, 9] },
        'x.b': { step: 60, before: [1, 1], values: [1, 9] },
        'x.c': { step: 60, before: [4, 2], values: [6, 9] },
      },
      expect: { 'baseline(x.c)': [3, 4] },
    },
  ],
});
