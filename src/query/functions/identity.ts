import { defineFunction } from '../registry/defineFunction.ts';
import { text } from '../registry/params.ts';
import { clockSeries } from './clockSeries.ts';

export const identity = defineFunction({
  name: 'identity',
  group: 'Calculate',
  summary: 'A series whose values are their own times: seconds since 1970, one a minute.',
  params: { name: text('the name of the series') },
  run: ({ name }, context) => {
    const series = clockSeries(name, 60, (seconds) => seconds, context);
    return [{ ...series, pathExpression: `identity("${name}")` }];
  },
  cases: [
    {
      call: "identity('time')",
      given: { a: [1, 2, 3] },
      expect: { time: [1_699_919_999, 1_699_920_059, 1_699_920_119] },
      expectOffset: -1,
      expectStep: 60,
      expectTags: { name: 'time' },
    },
    {
      call: "sumSeries(identity('time'))",
      given: { a: [1, 2] },
      expect: { 'sumSeries(identity("time"))': [1_699_919_999, 1_699_920_059] },
      expectOffset: -1,
    },
  ],
});
