import { floatRepr } from '../pythonNumber.ts';
import { defineFunction, type RunContext } from '../registry/defineFunction.ts';
import { float } from '../registry/params.ts';
import type { Series } from '../series.ts';
import { computedSeries } from './computedSeries.ts';

export const constantLine = defineFunction({
  name: 'constantLine',
  group: 'Special',
  summary: 'One value over the whole time range.',
  params: { value: float('the value') },
  run: ({ value }, context) => [horizontalLine(value, context)],
  cases: [
    {
      call: 'constantLine(123.456)',
      given: { a: [1, 2, 3, 4] },
      expect: { '123.456': [123.456, 123.456, 123.456] },
      expectOffset: -1,
      expectStep: 90,
      expectTags: { name: '123.456' },
    },
    {
      call: 'scale(constantLine(5),2)',
      given: { a: [1, 2] },
      expect: { 'scale(5.0,2)': [10, 10, 10] },
      expectOffset: -1,
    },
    {
      call: "aliasSub(sumSeries(constantLine(5)),'$','!')",
      given: { a: [1, 2] },
      expect: { 'sumSeries(constantLine(5.0))!': [5, 5, 5] },
      expectOffset: -1,
    },
  ],
});

/** Values at the beginning, the middle and the end of the range: enough for a line, whatever the range. */
export function horizontalLine(value: number, context: RunContext): Series {
  const { from: start, until: end } = context;
  const step = Math.max(1, Math.floor((end - start) / 2));
  const name = floatRepr(value);
  const values = new Float64Array(3).fill(value);
  const line = computedSeries(name, { start, step, end }, values, context);
  return { ...line, pathExpression: `constantLine(${name})` };
}
