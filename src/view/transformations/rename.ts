import { compilePattern } from '../pattern/pattern.ts';
import { isSeries } from './frames.ts';
import { textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** New names by an expression. */
export const rename = defineTransformation({
  kind: 'rename',
  label: 'Rename by expression',
  summary: 'Renames series, or columns, by what an expression finds in their names.',
  options: [
    { kind: 'text', path: 'pattern', label: 'Expression', placeholder: 'hosts\\.(\\w+)\\..*' },
    {
      kind: 'text',
      path: 'replacement',
      label: 'New name',
      help: '$1 is the first group.',
      placeholder: '$1',
    },
  ],
  apply(frames, options) {
    const text = textOption(options, 'pattern');
    const pattern = compilePattern(text);
    if (pattern === null || text === '') return frames;
    const replacement = textOption(options, 'replacement');
    return frames.map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) =>
        // The times of a series have a name that nobody gave them.
        field.kind === 'time' && isSeries(frame)
          ? field
          : { ...field, name: pattern.replace(field.name, replacement) },
      ),
    }));
  },
});
