import { timeField } from './frames.ts';
import { joinFrames } from './joinFrames.ts';
import { choiceOption, textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** All frames side by side in one, their rows matched by time or by a field. */
export const join = defineTransformation({
  kind: 'join',
  label: 'Join by field',
  summary: 'Puts series, or tables, side by side in one table.',
  options: [
    { kind: 'field', path: 'field', label: 'Field', placeholder: 'Time' },
    {
      kind: 'choice',
      path: 'mode',
      label: 'Rows',
      choices: [
        { value: 'outer', label: 'Of any' },
        { value: 'inner', label: 'That all have' },
      ],
    },
  ],
  apply(frames, options) {
    const name = textOption(options, 'field');
    const keyOf = (frame: (typeof frames)[number]) =>
      name === '' ? timeField(frame) : frame.fields.find((field) => field.name === name);
    const joined = frames.filter((frame) => keyOf(frame) !== undefined);
    if (joined.length === 0) return frames;
    return [joinFrames(joined, keyOf, choiceOption(options, 'mode', ['outer', 'inner']))];
  },
});
