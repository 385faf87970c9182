import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { argumentsText, intervalProblem, serviceLevelParams, serviceLevels } from './serviceLevel.ts';

export const slo = defineFunction({
  name: 'slo',
  group: 'Transform',
  summary: 'Which part of the known values in each interval is above, or below, a value: from 0 to 1.',
  description:
    "An interval longer than the time range is counted over its whole length, and there is one value then. One of carbonapi's " +
    'functions.',
  params: serviceLevelParams,
  rollup: handOn(),
  check: intervalProblem,
  run: (args, context) =>
    serviceLevels(
      args,
      (series) => `slo(${series}, ${argumentsText(args)})`,
      (part) => part,
      context,
    ),
  cases: [
    {
      call: 'slo(a, "2min", "above", 2)',
      given: { a: [1, 2, 3, 4, 5, null, null, 6, 7, 0, 8] },
      expect: { 'slo(a, 2min, above, 2)': [0, 1, 1, 1, 0.5, 1] },
      expectStep: 120,
      expectTags: { name: 'a' },
    },
    {
      call: "slo(a,'5min','belowOrEqual',3)",
      given: { a: { step: 60, before: [9, 1, 9], values: [3, 2] } },
      expect: { 'slo(a, 5min, belowOrEqual, 3)': [0.6] },
      expectStep: 300,
    },
    {
      call: 'slo(a,"30s","below",6)',
      given: { a: [1, 2, 9] },
      expect: { 'slo(a, 30s, below, 6)': [null, null, null] },
      expectStep: 60,
    },
    {
      call: 'slo(a,"2min","above",0)',
      given: { a: [1, 1, null, null] },
      expect: { 'slo(a, 2min, above, 0)': [1, null] },
      differs: 'there is no such function; carbonapi answers 0 for an interval without a value',
    },
  ],
});
