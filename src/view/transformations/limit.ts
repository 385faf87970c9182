import { lengthOf, pickRows } from './frames.ts';
import { choiceOption, numberOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** The first of the series, or of the rows of each table. */
export const limit = defineTransformation({
  kind: 'limit',
  label: 'Limit',
  summary: 'Keeps the first rows, or the first series.',
  options: [
    {
      kind: 'choice',
      path: 'of',
      label: 'Of',
      choices: [
        { value: 'rows', label: 'Rows' },
        { value: 'series', label: 'Series' },
      ],
    },
    { kind: 'number', path: 'count', label: 'How many', min: 0, placeholder: '10' },
  ],
  apply(frames, options) {
    const count = Math.max(0, Math.floor(numberOption(options, 'count') ?? 10));
    if (choiceOption(options, 'of', ['rows', 'series']) === 'series') return frames.slice(0, count);
    return frames.map((frame) =>
      lengthOf(frame) <= count
        ? frame
        : pickRows(
            frame,
            Array.from({ length: count }, (_, i) => i),
          ),
    );
  },
});
