import { defineFunction } from '../registry/defineFunction.ts';
import { float, optional, text } from '../registry/params.ts';
import { draw, rename } from '../series.ts';
import { horizontalLine } from './constantLine.ts';

export const threshold = defineFunction({
  name: 'threshold',
  group: 'Graph',
  summary: 'A horizontal line, with a name and a colour.',
  params: {
    value: float('where the line lies'),
    label: optional(text('the name to show; the value unless given')),
    color: optional(text('a name such as "red", or "ff0000"')),
  },
  run: ({ value, label = '', color = '' }, context) => {
    const line = horizontalLine(value, context);
    const named = label === '' ? line : rename(line, label);
    return [color === '' ? named : draw(named, { color })];
  },
  cases: [
    {
      call: "threshold(99.5,'too much','red')",
      given: { a: [1, 2, 3, 4] },
      expect: { 'too much': [99.5, 99.5, 99.5] },
      expectOffset: -1,
      expectStep: 90,
      expectTags: { name: '99.5' },
      expectDrawing: { color: 'red' },
    },
    {
      call: "threshold(5,color='blue')",
      given: { a: [1, 2] },
      expect: { '5.0': [5, 5, 5] },
      expectOffset: -1,
      expectDrawing: { color: 'blue' },
    },
  ],
});
