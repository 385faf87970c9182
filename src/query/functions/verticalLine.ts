import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { date, optional, text } from '../registry/params.ts';
import { computedSeries } from './computedSeries.ts';

export const verticalLine = defineFunction({
  name: 'verticalLine',
  group: 'Graph',
  summary: 'A vertical line at one moment, with a name and a colour.',
  params: {
    ts: date('the moment, as from and until take it: "-3h", "16:00_20110501"'),
    label: optional(text('the name to show; the moment unless given')),
    color: optional(text('a name such as "blue", or "0000ff"')),
  },
  run: ({ ts, label, color = '' }, context) => {
    const at = context.parseTime(ts);
    if (at < context.from || at > context.until) {
      throw new FunctionError(
        `${ts} is ${at < context.from ? 'before the beginning' : 'behind the end'} of the time range`,
        'choose a range in which it lies, or leave the line out',
      );
    }
    // The second value lies behind the end, so that it is not shown: graphite-web draws one line through both.
    const line = computedSeries(label ?? ts, { start: at, step: 1, end: at }, Float64Array.of(1, 1), context);
    return [{ ...line, drawing: { drawAsInfinite: true, ...(color === '' ? {} : { color }) } }];
  },
  cases: [
    {
      call: "verticalLine('00:01_20231114','deploy','blue')",
      given: { a: [1, 2, 3] },
      expect: { deploy: [1, 1] },
      expectOffset: 60,
      expectStep: 1,
      expectTags: { name: 'deploy' },
      expectDrawing: { drawAsInfinite: true, color: 'blue' },
    },
    {
      call: "verticalLine('00:01_20231114')",
      given: { a: [1, 2, 3] },
      expect: { '00:01_20231114': [1, 1] },
      expectOffset: 60,
      expectDrawing: { drawAsInfinite: true },
      differs: 'graphite-web gives a line without a label no name at all',
    },
  ],
});
