import { defineFunction } from '../registry/defineFunction.ts';
import { handOn } from '../registry/handOn.ts';
import { writtenNumber } from '../registry/params.ts';
import { argumentsText, intervalProblem, serviceLevelParams, serviceLevels } from './serviceLevel.ts';

export const sloErrorBudget = defineFunction({
  name: 'sloErrorBudget',
  group: 'Transform',
  summary:
    'How many seconds of each interval may still go wrong before an objective is missed; negative when it is missed.',
  description:
    "That is what slo tells, less the objective, times the length of the interval. One of carbonapi's functions.",
  params: {
    ...serviceLevelParams,
    objective: writtenNumber('which part of the values has to be as it should, such as 0.999'),
  },
  rollup: handOn(),
  check: intervalProblem,
  run: (args, context) => {
    const { objective } = args;
    const nameOf = (series: string) => `sloErrorBudget(${series}, ${argumentsText(args)}, ${objective.text})`;
    return serviceLevels(args, nameOf, (part, seconds) => (part - objective.value) * seconds, context);
  },
  cases: [
    {
      call: "sloErrorBudget(a,'5sec','aboveOrEqual',2,0.6)",
      given: {
        a: { step: 1, values: [1, 1.5, 2, 3, 4, null, 0, 1, 1.5, 2.1, 1, 2, 3, 4, 5, 1, 2, 3, 4] },
      },
      expect: { 'sloErrorBudget(a, 5sec, aboveOrEqual, 2, 0.6)': [0, -1.75, 1, 0.6] },
      expectStep: 5,
      expectDigits: 9,
      expectTags: { name: 'a' },
    },
    {
      call: "sloErrorBudget(a,'2min','below',5,0.5)",
      given: { a: [1, 9, null, null, 4] },
      expect: { 'sloErrorBudget(a, 2min, below, 5, 0.5)': [0, null, 30] },
      expectStep: 120,
    },
  ],
});
