import { defineFunction } from '../registry/defineFunction.ts';
import { integer, text, withDefault } from '../registry/params.ts';
import { clockSeries, stepProblem } from './clockSeries.ts';

export const sinFunction = defineFunction({
  name: 'sinFunction',
  aliases: ['sin'],
  group: 'Transform',
  summary: 'A sine wave over time, one period in 2π seconds: something to try other functions on.',
  description: 'It begins where the time range does, not at a multiple of the step.',
  params: {
    name: text('name of the series'),
    amplitude: withDefault(integer('the greatest value'), 1),
    step: withDefault(integer('seconds between the values'), 60),
  },
  check: stepProblem,
  run: ({ name, amplitude, step }, context) => [
    clockSeries(name, step, (seconds) => Math.sin(seconds) * amplitude, context),
  ],
  cases: [
    {
      call: "sin('wave')",
      given: { a: [1, 2] },
      expect: { wave: [-0.954152, 0.999983] },
      expectDigits: 6,
      expectOffset: -1,
      expectTags: { name: 'wave' },
    },
    {
      call: "sinFunction('wave',10,step=2)",
      given: { a: [1] },
      expect: { wave: [-9.54152] },
      expectDigits: 5,
      expectStep: 2,
      expectOffset: -1,
    },
  ],
});
