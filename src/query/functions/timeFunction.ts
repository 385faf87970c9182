import { defineFunction } from '../registry/defineFunction.ts';
import { integer, text, withDefault } from '../registry/params.ts';
import { clockSeries, stepProblem } from './clockSeries.ts';

export const timeFunction = defineFunction({
  name: 'timeFunction',
  aliases: ['time'],
  group: 'Transform',
  summary: 'A series whose every value is its own time, in seconds since 1970.',
  description: 'It begins where the time range does, not at a multiple of the step.',
  params: {
    name: text('name of the series'),
    step: withDefault(integer('seconds between the values'), 60),
  },
  check: stepProblem,
  run: ({ name, step }, context) => [clockSeries(name, step, (seconds) => seconds, context)],
  cases: [
    {
      call: "time('the.time')",
      given: { a: [1, 2, 3] },
      expect: { 'the.time': [1_699_919_999, 1_699_920_059, 1_699_920_119] },
      expectOffset: -1,
      expectTags: { name: 'the.time' },
    },
    {
      call: "timeFunction('t',step=100)",
      given: { a: [1, 2, 3, 4] },
      expect: { t: [1_699_919_999, 1_699_920_099] },
      expectStep: 100,
      expectOffset: -1,
    },
  ],
});
